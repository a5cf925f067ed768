"""What the casebooks of real deals answer, worked out by hand from the rules of the language.

A question is a moment and what may be used to answer it; beside it stand the answers. Each is one
bidder, deadline, review or term of `tracker status --json`, or its top, and names the fields that
must come out. `because` names entries of the casebook; `dispute:ID` is the dispute of that entry.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Right(NamedTuple):
    """A right answer; `fields` are None where nothing of that name may be there."""

    kind: str
    name: str
    fields: dict[str, Any] | None


class Asks(NamedTuple):
    """A question, in the words of `Asked`, and everything that is right about its answer."""

    question: dict[str, Any]
    rights: tuple[Right, ...]

    def __str__(self) -> str:
        return " ".join(f"{name} {value}" for name, value in self.question.items())


def at(as_of: str, *rights: Right, **filters: Any) -> Asks:
    return Asks({"as_of": as_of, **filters}, rights)


def deal(status: str, **fields: Any) -> Right:
    return Right("deal", "", {"contested": False, "status": status, **fields})


def entries(**counts: int) -> Right:
    return Right("entries", "", counts)


def bidder(name: str, status: str, **fields: Any) -> Right:
    return Right("bidders", name, {"status": status, **fields})


def member(name: str, lead: str, status: str, **fields: Any) -> Right:
    return bidder(name, status, **{"with": lead, **fields})


def deadline(name: str, status: str, **fields: Any) -> Right:
    return Right("deadlines", name, {"status": status, **fields})


def review(name: str, status: str, of: str | None, **fields: Any) -> Right:
    return Right("reviews", name, {"of": of, "status": status, **fields})


def term(name: str, value: str, **fields: Any) -> Right:
    return Right("terms", name, {"value": value, **fields})


def no(kind: str, name: str) -> Right:
    return Right(kind, name, None)


CP, CN, TRUST = "Canadian Pacific", "Canadian National", "STB on voting trust"
GIP = "Global Infrastructure Partners"
KANSAS_CITY_SOUTHERN = (
    at("2020-08-15", deal("open"), no("bidders", "Blackstone"), known_by="2020-08-15"),
    at(
        "2020-08-31",
        deal("bidding"),
        bidder(
            "Blackstone",
            "bidding",
            since="2020-Q3",
            terms="about USD 20bn",
            bid_live=True,
            members=[GIP],
            grade="single-source",
            because="funds-bid",
        ),
        member(GIP, "Blackstone", "bidding", since="2020-Q3", because="funds-bid funds-together"),
        entries(counted=4, later=39, not_yet_known=0, retracted=1, left_out=0),
    ),
    at(
        "2020-09-30",
        deal("ended"),
        bidder("Blackstone", "rejected", since="2020-09", bid_live=False, because="funds-rejected"),
        member(GIP, "Blackstone", "rejected", because="funds-together funds-rejected"),
    ),
    at("2020-09-30", bidder("Blackstone", "bidding"), known_by="2020-09-11"),
    at(
        "2021-04-19",
        deal("agreed"),
        bidder(
            CP,
            "agreed",
            since="2021-03-21",
            terms="USD 275 per share",
            bid_live=True,
            grade="confirmed",
            because="cp-signed",
        ),
        no("bidders", "CP"),
        review("STB", "open", CP, since="2021-03-23"),
        review(TRUST, "open", CP, since="2021-03-22"),
    ),
    at(
        "2021-04-30",
        deal("agreed", contested=True),
        bidder(CN, "in talks", since="2021-04-24", bid_live=True, terms="USD 325 per share"),
    ),
    at("2021-04-30", bidder(CN, "bidding", because="cn-bid"), known_by="2021-04-22"),
    # The entries are Reuters's; the grade is that of all their sources.
    at(
        "2021-04-30",
        deal("bidding"),
        bidder("Blackstone", "rejected"),
        bidder(CN, "bidding", since="2021-04-20", grade="confirmed"),
        no("bidders", CP),
        according_to=("Reuters",),
    ),
    at(
        "2021-05-13",
        deal("agreed", contested=True),
        bidder(CN, "superior", since="2021-05-13", because="cn-superior", bid_live=True),
        deadline("CP match right", "pending", due="2021-05-20", days_left=7, extensions=0),
    ),
    at(
        "2021-05-20",
        deal("agreed", contested=True),
        bidder(CP, "agreed", bid_live=True),
        bidder(CN, "superior", terms="USD 325 per share"),
        deadline(
            "CP match right",
            "waived",
            since="2021-05-20",
            days_left=None,
            because="cp-match cp-match-waived",
        ),
        review(TRUST, "cleared", CP, since="2021-05-06", because="cp-trust"),
        review(TRUST, "refused", CN, since="2021-05-17", because="cn-trust-incomplete"),
    ),
    at(
        "2021-05-21",
        deal("agreed"),
        bidder(CP, "terminated", since="2021-05-21", bid_live=False),
        bidder(CN, "agreed", since="2021-05-21", bid_live=True, blocked_by=[]),
        term("CP break fee", "USD 700m", since="2021-05-21", because="cp-fee"),
    ),
    at("2021-05-28", review(TRUST, "open", CN, since="2021-05-26", because="cn-trust-filed")),
    at(
        "2021-08-10",
        deal("agreed", contested=True),
        bidder(CP, "bidding", since="2021-08-10", terms="USD 300 per share", because="cp-back"),
    ),
    at(
        "2021-08-20",
        deal("agreed"),
        bidder(CP, "rejected", since="2021-08-12", bid_live=False),
        deadline(
            "KCS vote",
            "pending",
            due="2021-09-03",
            original_due="2021-08-19",
            dates=["2021-08-19", "2021-09-03"],
            extensions=1,
            days_left=14,
            since="2021-07",
            because="vote vote-september",
        ),
    ),
    at(
        "2021-08-20",
        deadline("KCS vote", "passed", since="2021-08-19", days_left=None, extensions=0),
        known_by="2021-08-18",
    ),
    at(
        "2021-09-04",
        deadline("KCS vote", "pending", due="2021-09-24", extensions=2, days_left=20),
        review(TRUST, "refused", CN, since="2021-08-31", grade="confirmed"),
        bidder(CN, "agreed", blocked_by=[]),
    ),
    at("2021-09-11", deal("agreed"), bidder(CP, "rejected", since="2021-08-12")),
    at(
        "2021-09-12",
        deal("agreed", contested=True),
        bidder(CP, "superior", terms="USD 300 per share", because="cp-superior", bid_live=True),
        bidder(CN, "agreed"),
        deadline("CN match right", "pending", due="2021-09-17", days_left=5),
    ),
    at(
        "2021-09-15",
        deal("agreed"),
        bidder(CP, "agreed", since="2021-09-15", grade="confirmed", because="cp-signed-again"),
        bidder(CN, "terminated", since="2021-09-15"),
        deadline("KCS vote", "void", because="vote vote-september vote-later vote-void"),
        deadline("CN match right", "waived"),
    ),
    at(
        "2021-12-31",
        deal("closed into trust"),
        bidder(CP, "closed into trust", since="2021-12-14", bid_live=False),
        bidder(CN, "terminated"),
        deadline("STB decision", "pending", kind="forecast", due="2022-Q4", days_left=365),
        review("KCS holders", "cleared", CP),
        review(TRUST, "cleared", CP, since="2021-05-06", because="cp-trust cp-trust-again"),
    ),
    at("2022-03-20", review("STB", "paused", CP, since="2022-03-16", because="stb-paused")),
    at("2022-05-01", review("STB", "open", CP)),
    at(
        "2023-01-01",
        deadline(
            "STB decision",
            "pending",
            due="2023-Q1",
            dates=["2022-Q4", "2023-Q1"],
            extensions=0,
            days_left=89,
        ),
    ),
    at(
        "2023-01-01",
        deadline("STB decision", "overdue", since="2022-Q4", days_left=None),
        known_by="2022-09-30",
    ),
    at(
        "2023-03-31",
        deal("closed into trust"),
        review("STB", "cleared with conditions", CP, since="2023-03-15"),
        deadline("STB decision", "met", since="2023-03-15"),
    ),
    at(
        "2023-04-14",
        deal("closed"),
        bidder(CP, "closed", since="2023-04-14"),
        entries(counted=43, later=0, not_yet_known=0, retracted=1, left_out=0),
    ),
)

VOTE, COURT = "Spirit vote on Frontier", "District of Massachusetts"
SPIRIT_AIRLINES = (
    at("2022-02-06", deal("open"), no("bidders", "Frontier"), known_by="2022-02-06"),
    at(
        "2022-02-06",
        deal("agreed"),
        bidder(
            "Frontier",
            "agreed",
            since="2022-02-05",
            terms="1.9126 Frontier shares and USD 2.13 per share",
        ),
    ),
    at("2022-04-05", deal("agreed"), no("bidders", "JetBlue"), known_by="2022-04-04"),
    at(
        "2022-03-31",
        deal("agreed", contested=True),
        bidder("JetBlue", "bidding", since="2022-03-29", grade="confirmed"),
    ),
    at("2022-04-30", deal("agreed", contested=True), bidder("JetBlue", "in talks", bid_live=True)),
    at("2022-05-10", deal("agreed"), bidder("JetBlue", "rejected", since="2022-05-02")),
    at(
        "2022-05-17",
        deal("agreed", contested=True),
        bidder("JetBlue", "bidding", since="2022-05-16", terms="USD 30 per share"),
        deadline("JetBlue tender", "pending", kind="deadline", due="2022-06-30", days_left=44),
        deadline("Schedule 14D-9", "pending", due="2022-05-31", days_left=14, grade="unsourced"),
    ),
    at(
        "2022-05-20",
        deal("agreed"),
        bidder("JetBlue", "rejected", since="2022-05-19", because="tender-rejected"),
        deadline("Schedule 14D-9", "met", since="2022-05-19", because="answer-due answered"),
    ),
    at(
        "2022-06-21",
        bidder(
            "JetBlue",
            "bidding",
            since="2022-06-06",
            terms="USD 33.50 per share",
            because="jetblue-31 jetblue-33",
        ),
        term("Frontier reverse fee", "USD 250m", since="2022-06-02", because="fee-250"),
    ),
    at(
        "2022-06-25",
        bidder(
            "Frontier",
            "agreed",
            since="2022-02-05",
            terms="1.9126 Frontier shares and USD 4.13 per share",
            because="frontier-signed frontier-amended",
        ),
        term("Frontier reverse fee", "USD 350m", since="2022-06-24"),
    ),
    at(
        "2022-07-01",
        deadline(
            "JetBlue tender",
            "pending",
            due="2022-07-29",
            original_due="2022-06-30",
            extensions=1,
            days_left=28,
            since="2022-05-16",
            because="tender tender-extended",
        ),
    ),
    at(
        "2022-07-01",
        deadline("JetBlue tender", "passed", due="2022-06-30", since="2022-06-30"),
        known_by="2022-06-30",
    ),
    at(
        "2022-07-14",
        deadline(
            VOTE,
            "pending",
            due="2022-07-27",
            original_due="2022-06-10",
            dates=["2022-06-10", "2022-06-30", "2022-07-08", "2022-07-15", "2022-07-27"],
            extensions=4,
            days_left=13,
            since="2022-05-11",
            because="vote vote-put-off-1 vote-put-off-2 vote-put-off-3 vote-put-off-4",
        ),
    ),
    at(
        "2022-07-14",
        deadline(VOTE, "pending", due="2022-07-15", extensions=3, days_left=1),
        known_by="2022-07-12",
    ),
    at(
        "2022-07-27",
        deal("bidding"),
        bidder("Frontier", "terminated", since="2022-07-27", bid_live=False),
        deadline(VOTE, "void", since="2022-07-27", days_left=None, due="2022-07-27"),
    ),
    at(
        "2022-07-28",
        deal("agreed"),
        bidder("JetBlue", "agreed", since="2022-07-28", terms="USD 33.50 per share"),
        deadline("JetBlue tender", "void"),
        deadline("outside date", "pending", due="2023-07-28", days_left=365),
    ),
    at(
        "2023-03-08",
        review("U.S. Department of Justice", "challenged", "JetBlue", since="2023-03-07"),
        bidder("JetBlue", "agreed", blocked_by=[]),
    ),
    at(
        "2024-01-17",
        deal("agreed"),
        bidder("JetBlue", "agreed", since="2022-07-28", blocked_by=[COURT]),
        review(COURT, "blocked", "JetBlue", grade="confirmed", because="blocked"),
    ),
    at(
        "2024-01-28",
        deadline(
            "outside date",
            "pending",
            due="2024-07-24",
            dates=["2023-07-28", "2024-01-28", "2024-07-24"],
            extensions=2,
            since="2022-07-28",
            disputed=True,
            grade="confirmed",
            because="outside outside-january outside-july dispute:outside-july",
        ),
    ),
    at(
        "2024-01-28",
        deadline("outside date", "pending", disputed=False, due="2024-07-24"),
        known_by="2024-01-28",
    ),
    at("2024-03-01", deal("agreed"), bidder("JetBlue", "agreed"), known_by="2024-03-02"),
    at(
        "2024-03-04",
        deal("ended"),
        bidder("JetBlue", "terminated", since="2024-03-01", blocked_by=[COURT]),
        review("First Circuit", "withdrawn", "JetBlue", since="2024-03"),
        term("termination payment", "USD 69m"),
        entries(counted=37, later=0, not_yet_known=0, retracted=0, left_out=0),
    ),
)

MUSK = "Elon Musk"
TWITTER = (
    at("2022-04-04", deal("open"), no("bidders", MUSK), known_by="2022-04-03"),
    at(
        "2022-03-31",
        deal("open"),
        bidder(
            MUSK,
            "stake taken",
            since="2022-03-14",
            role="investor",
            stake={"terms": None, "taken": True},
            terms=None,
            bid_live=False,
            grade="confirmed",
            because="stake",
        ),
    ),
    at(
        "2022-04-04",
        bidder(
            MUSK,
            "stake taken",
            since="2022-03-14",
            stake={"terms": "9.2%", "taken": True},
            because="stake stake-size",
        ),
        known_by="2022-04-04",
    ),
    at(
        "2022-04-04",
        bidder(MUSK, "stake taken", stake={"terms": "9.1%", "taken": True}),
        known_by="2022-04-05",
    ),
    at("2022-04-13", deal("open"), bidder(MUSK, "stake taken"), known_by="2022-04-13"),
    at(
        "2022-04-13",
        deal("bidding"),
        bidder(
            MUSK,
            "bidding",
            since="2022-04-13",
            role=None,
            terms="USD 54.20 per share",
            stake={"terms": "9.1%", "taken": True},
            grade="confirmed",
        ),
    ),
    at("2022-04-20", deadline("rights plan", "running", kind="period", days_left=359)),
    at(
        "2022-05-20",
        deal("agreed"),
        bidder(
            MUSK,
            "agreed",
            since="2022-04-25",
            members=["Larry Ellison", "Qatar Holding", "a16z"],
            disputed=False,
            because="signed",
        ),
        member("Larry Ellison", MUSK, "agreed", since="2022-05-04", because="signed ellison"),
        deadline(
            "HSR period", "running", due="2022-06-02T20:59-07:00", days_left=13, since="2022-05"
        ),
        term("reverse termination fee", "USD 1bn"),
    ),
    at("2022-05-20", no("deadlines", "HSR period"), known_by="2022-05-20"),
    at("2022-06-02T20:58", no("reviews", "FTC")),
    at(
        "2022-06-02T20:59",
        review("FTC", "expired", MUSK, since="2022-06-02T20:59-07:00"),
        deadline("HSR period", "running", days_left=0),
    ),
    at(
        "2022-06-02T20:59:01",
        deadline("HSR period", "expired", since="2022-06-02T20:59-07:00", days_left=None),
    ),
    # The same moment, asked in New York's offset.
    at("2022-06-02T23:59:01-04:00", deadline("HSR period", "expired")),
    at(
        "2022-07-10",
        deal("agreed"),
        bidder(MUSK, "agreed", disputed=True, grade="confirmed", because="signed notice-1"),
    ),
    at("2022-07-10", bidder(MUSK, "agreed", disputed=False), known_by="2022-07-07"),
    at(
        "2022-07-20",
        deadline(
            "Delaware trial", "pending", due=None, original_due=None, days_left=None, dates=[]
        ),
        review("Delaware Court of Chancery", "open", MUSK, since="2022-07-12"),
    ),
    at(
        "2022-08-01",
        deadline(
            "Delaware trial",
            "pending",
            due="2022-10-17",
            original_due="2022-10-17",
            dates=["2022-10-17"],
            extensions=0,
            days_left=77,
        ),
    ),
    at("2022-09-10", bidder(MUSK, "agreed", disputed=True, since="2022-04-25")),
    at(
        "2022-10-10",
        deadline(
            "Delaware trial",
            "stayed",
            since="2022-10-06",
            until="2022-10-28T14:00-07:00",
            due="2022-10-17",
            days_left=None,
        ),
    ),
    at("2022-10-28T14:00", deadline("Delaware trial", "stayed")),
    at("2022-10-28T14:00:01", deadline("Delaware trial", "passed", until=None)),
    at(
        "2022-10-27",
        deal("closed"),
        bidder(
            MUSK,
            "closed",
            since="2022-10-27",
            disputed=False,
            bid_live=False,
            grade="confirmed",
            because="closed",
        ),
        member("Larry Ellison", MUSK, "closed", since="2022-10-27", because="ellison closed"),
        entries(counted=28, later=0, not_yet_known=0, retracted=0, left_out=0),
    ),
    at("2022-10-27", bidder(MUSK, "closed", grade="single-source"), known_by="2022-10-27"),
)

MSFT, EC, CAT = "Microsoft", "European Commission", "Competition Appeal Tribunal"
ACTIVISION = (
    at("2022-03-10", no("reviews", "FTC"), known_by="2022-03-10"),
    at("2022-03-10", review("FTC", "in depth", None, since="2022-03-03")),
    at(
        "2022-09-20",
        review("CMA", "in depth", None, since="2022-09-15"),
        deadline("CMA report", "pending", due="2023-03-01", days_left=162),
    ),
    at(
        "2022-12-09",
        review("FTC", "challenged", MSFT, since="2022-12-08", because="ftc-sued"),
        review(EC, "in depth", None, since="2022-11-08"),
        no("reviews", "EC"),
    ),
    at(
        "2023-01-04",
        deadline("CMA report", "pending", due="2023-03-01", days_left=56),
        deadline("outside date", "pending", due="2023-01-18", days_left=14),
        term("reverse termination fee", "USD 2.0bn", since="2022-01-18", because="fee-2"),
    ),
    at(
        "2023-01-19",
        deadline("outside date", "pending", due="2023-04-18", extensions=1),
        deadline("CMA report", "pending", due="2023-04-26", original_due="2023-03-01"),
        term("reverse termination fee", "USD 2.5bn", since="2023-01-18"),
    ),
    at(
        "2023-04-01",
        deadline(
            "EC decision",
            "pending",
            due="2023-05-22",
            dates=["2023-03-23", "2023-04-11", "2023-04-25", "2023-05-22"],
            extensions=3,
            days_left=51,
            since="2022-11-08",
            because="ec-decision ec-decision-2 ec-decision-3 ec-decision-4",
        ),
    ),
    at(
        "2023-04-01",
        deadline("EC decision", "pending", due="2023-04-25", extensions=2, days_left=24),
        confirmed=True,
    ),
    at(
        "2023-04-27",
        deal("agreed"),
        bidder(MSFT, "agreed", since="2022-01-18", blocked_by=["CMA"], because="signed"),
        review("CMA", "blocked", MSFT, since="2023-04-26", because="cma-blocked"),
        deadline("CMA report", "met"),
    ),
    at(
        "2023-05-20",
        review(EC, "cleared with conditions", None, since="2023-05-15", because="ec-cleared"),
        deadline("EC decision", "met"),
        bidder(MSFT, "agreed", blocked_by=["CMA"]),
    ),
    at("2023-06-20", deadline("TRO", "running", kind="period", due=None, days_left=None)),
    at("2023-07-12", deadline("TRO", "running", due=None), known_by="2023-07-10"),
    at(
        "2023-07-14",
        deadline(
            "TRO",
            "running",
            due="2023-07-15T02:59-04:00",
            original_due="2023-07-15T02:59-04:00",
            dates=["2023-07-15T02:59-04:00"],
            days_left=1,
        ),
        review("Northern District of California", "cleared", MSFT, since="2023-07-10"),
        review("Ninth Circuit", "cleared", MSFT),
    ),
    at("2023-07-15T02:59", deadline("TRO", "running", days_left=0)),
    at("2023-07-15T02:59:01", deadline("TRO", "expired", since="2023-07-15T02:59-04:00")),
    at(
        "2023-07-18",
        deadline("outside date", "pending", due="2023-07-18", extensions=2, days_left=0),
        known_by="2023-07-18",
    ),
    at(
        "2023-07-19",
        deadline("outside date", "passed", since="2023-07-18", days_left=None),
        known_by="2023-07-18",
    ),
    at(
        "2023-07-19",
        deadline(
            "outside date",
            "pending",
            due="2023-10-18",
            extensions=3,
            days_left=91,
            since="2022-01-18",
            because="outside outside-april outside-july outside-october",
        ),
        term("reverse termination fee", "USD 3.5bn", because="fee-45"),
    ),
    at(
        "2023-07-25",
        review("FTC", "paused", MSFT, since="2023-07-20"),
        review(CAT, "paused", None, since="2023-07-17"),
    ),
    at("2023-08-21", bidder(MSFT, "agreed", blocked_by=["CMA"])),
    at(
        "2023-08-22",
        bidder(MSFT, "agreed", blocked_by=[]),
        review("CMA", "open", MSFT, since="2023-08-22", because="cma-new-shape"),
    ),
    at("2023-09-30", review("FTC", "challenged", MSFT)),
    at(
        "2023-10-13",
        deal("closed"),
        bidder(MSFT, "closed", bid_live=False, blocked_by=[], because="closed"),
        review("CMA", "cleared with conditions", MSFT),
        entries(counted=39, later=0, not_yet_known=0, retracted=0, left_out=0),
    ),
)

BHP = "BHP Billiton"
POTASH_CORP = (
    at("2010-08-15", deal("open"), no("bidders", BHP), known_by="2010-08-16"),
    at(
        "2010-08-19",
        bidder(
            BHP,
            "bidding",
            since="2010-08-18",
            terms="USD 130 per share in cash",
            because="tender-offer",
        ),
        deal("bidding"),
        term("bid facility", "USD 45bn"),
    ),
    at("2010-08-17", deal("ended"), bidder(BHP, "rejected"), known_by="2010-08-20"),
    at(
        "2010-08-25",
        deal("talks"),
        bidder(BHP, "rejected", since="2010-08-23", bid_live=False),
        bidder("Sinochem", "rumoured", since="2010-08"),
        deadline("BHP tender", "pending", due="2010-10-19T21:59-06:00", days_left=55),
    ),
    at("2010-08-25", deal("ended"), no("bidders", "Sinochem"), known_by="2010-08-25"),
    at(
        "2010-09-20",
        bidder(
            "Sinochem",
            "rumoured",
            since="2010-08",
            grade="single-source",
            because="sinochem-rumoured",
        ),
    ),
    at("2010-10-19T21:59", deadline("BHP tender", "pending", days_left=0), known_by="2010-10-17"),
    at(
        "2010-10-19T21:59:01",
        deadline("BHP tender", "passed", since="2010-10-19T21:59-06:00", days_left=None),
        known_by="2010-10-17",
    ),
    at(
        "2010-10-20",
        deal("bidding"),
        bidder(BHP, "rejected", since="2010-08-23", bid_live=True, because="tender-rejected"),
        bidder("Sinochem", "dropped", since="2010-10"),
        deadline(
            "BHP tender",
            "pending",
            due="2010-11-18T22:59-06:00",
            dates=["2010-10-19T21:59-06:00", "2010-11-18T22:59-06:00"],
            extensions=1,
            days_left=29,
            since="2010-08-20",
        ),
    ),
    at(
        "2010-11-03",
        deal("bidding"),
        bidder(BHP, "rejected", blocked_by=[]),
        review("Investment Canada", "refused", BHP, since="2010-11-03"),
        deadline("Investment Canada decision", "met"),
        deadline("BHP representations", "pending", due="2010-12-03", days_left=30),
    ),
    at("2010-11-14T14:59", bidder(BHP, "rejected", bid_live=True)),
    at(
        "2010-11-14",
        deal("ended"),
        bidder(BHP, "withdrawn", since="2010-11-14T15:00-06:00", grade="confirmed"),
        deadline("BHP tender", "void", since="2010-11-14T15:00-06:00"),
        review("Investment Canada", "withdrawn", BHP),
        entries(counted=25, later=0, not_yet_known=0, retracted=0, left_out=0),
        known_by="2010-11-14",
    ),
)

BAN, TECHNICAL = "app store ban", "technical ban"
TIKTOK_ORDERS = (
    at(
        "2020-08-10",
        deadline(
            "EO 13942",
            "pending",
            kind="order",
            due="2020-09-20",
            days_left=41,
            since="2020-08-06",
            grade="confirmed",
            because="eo",
        ),
    ),
    at("2020-08-10", deadline("EO 13942", "pending", grade="unsourced"), known_by="2020-08-10"),
    at(
        "2020-09-14",
        deal("chosen"),
        bidder(
            "Oracle",
            "chosen",
            role="technology partner",
            grade="corroborated",
            disputed=True,
            because="oracle-chosen dispute:oracle-chosen",
        ),
    ),
    at(
        "2020-09-14",
        bidder("Oracle", "chosen", disputed=False, because="oracle-chosen"),
        known_by="2020-09-13",
    ),
    at(
        "2020-09-19",
        deadline(BAN, "pending", due="2020-09-20", days_left=1),
        known_by="2020-09-18",
    ),
    at(
        "2020-09-20",
        deadline(BAN, "in effect", since="2020-09-20", days_left=None),
        known_by="2020-09-18",
    ),
    at(
        "2020-09-20",
        deadline(
            BAN,
            "pending",
            due="2020-09-27T23:59-04:00",
            dates=["2020-09-20", "2020-09-27T23:59-04:00"],
            extensions=1,
            days_left=7,
            because="app-store-ban app-store-ban-later",
        ),
        deadline("EO 13942", "in effect", since="2020-09-20"),
        bidder(
            "Oracle",
            "chosen",
            role="technology partner",
            stake={"terms": "12.5%", "taken": False},
        ),
        bidder("Walmart", "stake proposed", role="investor", since="2020-09-19"),
    ),
    at("2020-09-27", deadline(BAN, "stayed", until=None, since="2020-09-27", days_left=None)),
    at(
        "2020-09-27",
        deadline(BAN, "in effect", since="2020-09-27T23:59-04:00"),
        known_by="2020-09-26",
    ),
    at(
        "2020-10-31",
        deadline(
            TECHNICAL,
            "stayed",
            since="2020-10-30",
            due="2020-11-12",
            because="technical-ban technical-ban-stayed",
        ),
    ),
    at("2020-11-12", deadline("divestiture", "pending", days_left=0), known_by="2020-11-12"),
    at(
        "2020-11-13",
        deadline("divestiture", "passed", since="2020-11-12", due="2020-11-12"),
        deadline(TECHNICAL, "stayed"),
        known_by="2020-11-12",
    ),
    at(
        "2020-11-13",
        deadline(
            "divestiture",
            "pending",
            due="2020-11-27",
            extensions=1,
            days_left=14,
            since="2020-08-14",
            because="divestiture fifteen-days fifteen-days-again",
        ),
    ),
    at(
        "2020-12-01",
        deadline(
            "divestiture",
            "pending",
            due="2020-12-04",
            dates=["2020-11-12", "2020-11-27", "2020-12-04"],
            extensions=2,
            days_left=3,
        ),
    ),
    at("2020-12-05", deadline("divestiture", "passed", since="2020-12-04", days_left=None)),
    at(
        "2021-02-15",
        deal("talks"),
        bidder("Oracle", "stalled", since="2021-02-10", disputed=False),
        review("D.C. Circuit", "paused", None, since="2021-02"),
    ),
    at(
        "2021-06-30",
        deadline("EO 13942", "revoked", since="2021-06-09", because="eo eo-revoked"),
        deadline(BAN, "revoked", since="2021-06-21", until=None),
        deadline(TECHNICAL, "revoked", since="2021-06-21"),
        deadline("divestiture", "passed"),
    ),
    at("2021-06-30", deadline("EO 13942", "in effect"), known_by="2021-06-08"),
    at(
        "2024-12-31",
        deadline("PAFACA", "pending", kind="order", due="2025-01-19", days_left=19),
    ),
    at("2025-01-10", deal("bidding"), bidder("Project Liberty", "bidding", terms=None)),
    at("2025-01-19", deadline("PAFACA", "in effect", since="2025-01-19")),
    at(
        "2025-01-20",
        deadline(
            "PAFACA",
            "unenforced",
            since="2025-01-20",
            until="2025-04-05",
            because="law not-enforced-1",
        ),
    ),
    at(
        "2025-04-05",
        deadline("PAFACA", "unenforced", until="2025-04-05"),
        known_by="2025-04-03",
    ),
    at("2025-04-06", deadline("PAFACA", "in effect", until=None), known_by="2025-04-03"),
    at("2025-04-10", deadline("PAFACA", "unenforced", until="2025-06-19")),
    at("2025-09-17", deadline("PAFACA", "unenforced", until="2025-09-17", extensions=0)),
    at(
        "2025-09-18",
        deadline("PAFACA", "in effect", due="2025-01-19"),
        entries(counted=25, later=0, not_yet_known=0, retracted=0, left_out=0),
    ),
)

CPPIB, KOCH = "Canada Pension Plan Investment Board", "Koch Real Estate Investments"
MORRISONS = (
    at("2021-06-18", deal("open"), no("bidders", "CD&R"), known_by="2021-06-18"),
    at(
        "2021-06-20",
        deal("ended"),
        bidder("CD&R", "rejected", since="2021-06-17"),
        deadline("PUSU", "pending", due="2021-07-17T17:00+01:00", days_left=27),
    ),
    at(
        "2021-07-10",
        deal("bidding"),
        bidder("Fortress", "recommended", since="2021-07-03", members=[CPPIB, KOCH]),
        member(CPPIB, "Fortress", "recommended", because="cppib fortress-recommended"),
        bidder("Apollo", "interested", since="2021-07-05", grade="confirmed"),
        deadline("PUSU", "pending", due="2021-08-09T17:00+01:00", extensions=1, days_left=30),
        deadline("Apollo PUSU", "pending", due="2021-08-02", days_left=23, grade="unsourced"),
    ),
    # That it was extended is dated by its month alone: known at the month's end.
    at("2021-07-17T17:00", deadline("PUSU", "pending", days_left=0), known_by="2021-07-17"),
    at(
        "2021-07-17T17:00:01",
        deadline("PUSU", "passed", since="2021-07-17T17:00+01:00"),
        known_by="2021-07-17",
    ),
    at("2021-07-25", bidder("Apollo", "dropped"), deadline("Apollo PUSU", "void")),
    at(
        "2021-08-06",
        bidder(
            "Fortress",
            "recommended",
            since="2021-08-06",
            terms="272p per share",
            members=[CPPIB, KOCH, "GIC"],
            because="fortress-recommended-again",
        ),
        member("GIC", "Fortress", "recommended", since="2021-08-06"),
    ),
    at(
        "2021-08-10",
        deadline(
            "PUSU",
            "pending",
            due="2021-08-20T17:00+01:00",
            original_due="2021-07-17T17:00+01:00",
            dates=["2021-07-17T17:00+01:00", "2021-08-09T17:00+01:00", "2021-08-20T17:00+01:00"],
            extensions=2,
            days_left=10,
            since="2021-06-19",
            because="cdr-pusu pusu-august pusu-later",
        ),
        deadline("Morrisons vote", "pending", due="2021-08-27", extensions=0, days_left=17),
    ),
    at(
        "2021-08-19",
        deal("contested", contested=True),
        bidder("CD&R", "recommended", terms="285p per share", since="2021-08-19"),
        no("bidders", "Clayton, Dubilier & Rice"),
        bidder("Fortress", "recommended", bid_live=True),
        deadline("PUSU", "met"),
        deadline("Morrisons vote", "void"),
    ),
    at("2021-09-30", deadline("auction", "pending", due="2021-10-02T17:00+01:00", days_left=2)),
    at("2021-09-20", no("deadlines", "auction"), known_by="2021-09-20"),
    at(
        "2021-10-02",
        deal("contested", contested=True),
        bidder("CD&R", "recommended", terms="287p per share"),
        bidder("Fortress", "bidding", terms="286p per share", since="2021-10-02"),
        deadline("auction", "met"),
    ),
    at(
        "2021-10-20",
        deal("bidding"),
        bidder("CD&R", "recommended", since="2021-10-02"),
        bidder("Fortress", "lapsed", since="2021-10-19", bid_live=False),
        member("GIC", "Fortress", "lapsed", since="2021-10-19", because="gic fortress-lapsed"),
        review("Morrisons holders", "cleared", "CD&R"),
        no("reviews", "High Court"),
    ),
    at("2021-10-27", deal("closed"), bidder("CD&R", "closed", grade="confirmed")),
    at(
        "2022-06-09",
        deal("closed"),
        review("CMA", "cleared with conditions", "CD&R", since="2022-06-09"),
        entries(counted=35, later=0, not_yet_known=0, retracted=0, left_out=0),
    ),
)

INCJ, DBJ, WD, BAIN = "INCJ", "Development Bank of Japan", "Western Digital", "Bain Capital"
TOSHIBA_MEMORY = (
    at("2017-03-19", deal("open"), no("deadlines", "first round"), known_by="2017-03-19"),
    at(
        "2017-05-31",
        deal("contested", contested=True),
        bidder("Hon Hai", "bidding", since="2017-04", terms="up to JPY 3tn"),
        bidder("KKR & Co.", "bidding", terms=None, members=[INCJ]),
        member(INCJ, "KKR & Co.", "bidding", because="kkr incj-with-kkr"),
        no("bidders", "Broadcom"),
        known_by="2017-05-31",
    ),
    at("2017-06-20", bidder(INCJ, "withdrawn", **{"with": None, "since": "2017-06-20"})),
    at(
        "2017-06-21",
        deal("chosen", contested=True),
        bidder(
            INCJ,
            "chosen",
            role="preferred bidder",
            members=[BAIN, DBJ, "SK Hynix"],
            grade="confirmed",
            because="incj-chosen",
        ),
        member(BAIN, INCJ, "chosen", since="2017-06-21", because="incj-chosen bain-with-incj"),
        bidder("KKR & Co.", "bidding", members=[]),
    ),
    at("2017-06-29", deadline("signing", "missed", since="2017-06-28", days_left=None)),
    at("2017-08-20", bidder(BAIN, "withdrawn", since="2017-08-20")),
    at(
        "2017-08-28",
        deal("contested", contested=True),
        bidder(WD, "in talks", members=["KKR & Co.", INCJ]),
        member(INCJ, WD, "in talks", since="2017-08-24", because="wd-talks incj-with-wd"),
        deadline(
            "signing",
            "pending",
            due="2017-08-31",
            extensions=1,
            days_left=3,
            since="2017-08-24",
        ),
    ),
    at("2017-09-01", deadline("signing", "missed", since="2017-08-31", due="2017-08-31")),
    at("2017-09-13", bidder(BAIN, "in talks", since="2017-09-13")),
    at("2017-09-20", deal("chosen", contested=True), bidder(BAIN, "chosen", since="2017-09-20")),
    at(
        "2017-09-28",
        deal("agreed", contested=True),
        bidder(
            BAIN,
            "agreed",
            terms="JPY 2tn",
            disputed=True,
            members=["SK Hynix", "Apple"],
            because="bain-signed bain-disputed",
        ),
        member("SK Hynix", BAIN, "agreed", since="2017-09-28"),
        bidder(INCJ, "in talks", members=[DBJ]),
        deadline("closing", "pending", kind="forecast", due="2018-03-31"),
    ),
    at("2017-12-13", bidder(BAIN, "agreed", disputed=False, because="bain-signed")),
    at("2018-03-31", deadline("closing", "pending", days_left=0)),
    at("2018-04-01", deadline("closing", "overdue", since="2018-03-31", days_left=None)),
    at(
        "2018-05-17",
        deadline(
            "closing",
            "pending",
            due="2018-06-01",
            dates=["2018-03-31", "2018-06-01"],
            extensions=0,
            days_left=15,
            since="2018-05-17",
        ),
        review("China MOFCOM", "cleared", BAIN, since="2018-05-17"),
    ),
    at(
        "2018-06-01",
        deal("closed"),
        bidder(BAIN, "closed", bid_live=False),
        member("Apple", BAIN, "closed", since="2018-06-01", because="apple closed"),
        deadline("closing", "met"),
        entries(counted=37, later=0, not_yet_known=0, retracted=0, left_out=0),
    ),
)

SAA = "Sydney Aviation Alliance"
SYDNEY_AIRPORT = (
    at("2021-07-04", deal("open"), no("bidders", SAA), known_by="2021-07-04"),
    at(
        "2021-07-04",
        deal("bidding"),
        bidder(
            SAA,
            "bidding",
            since="2021-07-02",
            members=["IFM Investors", "QSuper", GIP],
        ),
        bidder("Macquarie", "rumoured", grade="rumour", since="2021-07"),
        no("bidders", "SAA"),
    ),
    at("2021-07-20", deal("talks"), bidder(SAA, "rejected", since="2021-07-15")),
    at(
        "2021-08-16",
        bidder(SAA, "rejected", since="2021-08-16", because="rejected-845", bid_live=False),
        member("AustralianSuper", SAA, "rejected", since="2021-08-16"),
    ),
    at("2021-09-05", deal("talks"), bidder(SAA, "under NDA", since="2021-09", because="nda")),
    at(
        "2021-09-13",
        deal("bidding"),
        bidder(SAA, "bidding", since="2021-09-13", terms="AUD 8.75 per security"),
        deadline("due diligence", "running", kind="period", due="2021-10-11", days_left=28),
    ),
    at("2021-10-11", deadline("due diligence", "running", days_left=0)),
    at("2021-10-12", deadline("due diligence", "expired", since="2021-10-11", days_left=None)),
    at(
        "2021-11-08",
        deal("agreed"),
        bidder(SAA, "agreed", since="2021-11-08", bid_live=True),
        member("UniSuper", SAA, "agreed", since="2021-11-08", because="signed unisuper"),
        deadline("scheme meeting", "pending", kind="forecast", due="2022-Q1", days_left=143),
    ),
    at(
        "2021-12-20",
        deadline(
            "scheme meeting",
            "pending",
            kind="deadline",
            due="2022-02-03",
            original_due="2022-Q1",
            dates=["2022-Q1", "2022-02-03"],
            extensions=0,
            days_left=45,
        ),
        review("ACCC", "cleared", SAA, since="2021-12-16"),
    ),
    at(
        "2022-02-05",
        deadline("scheme meeting", "met", since="2022-02-03"),
        review("FIRB", "cleared", SAA, since="2022-01"),
        no("reviews", "Supreme Court of New South Wales"),
    ),
    at(
        "2022-03-09",
        deal("closed"),
        bidder(SAA, "closed", grade="confirmed", because="closed"),
        bidder("Macquarie", "rumoured"),
        review("Supreme Court of New South Wales", "cleared", SAA),
        entries(counted=23, later=0, not_yet_known=0, retracted=1, left_out=0),
    ),
)

ACACIA, SYCAMORE, FRANCHISE = "Acacia Research", "Sycamore Partners", "Franchise Group"
KOHLS = (
    at(
        "2022-01-24",
        deal("contested", contested=True),
        bidder(ACACIA, "bidding", since="2022-01-21", members=["Starboard"]),
        member("Starboard", ACACIA, "bidding", because="acacia starboard"),
        bidder(SYCAMORE, "bidding", grade="corroborated", terms="at least USD 65 per share"),
    ),
    # Reuters passes on CNBC's report, and Bloomberg's came a day later.
    at("2022-01-24", bidder(SYCAMORE, "bidding", grade="single-source"), known_by="2022-01-23"),
    at("2022-02-03", deal("contested", contested=True), known_by="2022-02-03"),
    at(
        "2022-02-04",
        deal("ended"),
        bidder(ACACIA, "rejected", since="2022-02-03", grade="confirmed"),
        bidder(SYCAMORE, "rejected", since="2022-02-03"),
        deadline("rights plan", "running", due="2023-02-02", days_left=363),
    ),
    at(
        "2022-03-31",
        deal("talks"),
        bidder("Hudson's Bay", "interested", since="2022-03", grade="single-source"),
        bidder("Leonard Green & Partners", "interested", grade="rumour"),
        deadline("annual meeting", "pending", due="2022-05-11", days_left=41),
    ),
    at(
        "2022-03-31",
        deal("bidding"),
        bidder(SYCAMORE, "bidding"),
        bidder("Leonard Green & Partners", "interested"),
        no("bidders", ACACIA),
        according_to=("Reuters",),
    ),
    at(
        "2022-04-30",
        deal("bidding"),
        bidder("Simon Property", "bidding", since="2022-04", members=["Brookfield"]),
        deal("bidding"),
    ),
    at(
        "2022-06-06",
        deal("chosen", contested=True),
        bidder(FRANCHISE, "exclusive", bid_live=True, terms="USD 60 per share"),
        deadline(
            "Franchise Group exclusivity",
            "running",
            kind="period",
            due="2022-06-27",
            days_left=21,
            because="exclusivity",
        ),
    ),
    at(
        "2022-06-06",
        deal("chosen"),
        bidder(FRANCHISE, "exclusive"),
        bidder(ACACIA, "rejected"),
        no("bidders", "Simon Property"),
        no("bidders", "Hudson's Bay"),
        confirmed=True,
    ),
    at(
        "2022-06-28",
        bidder(FRANCHISE, "exclusive", since="2022-06-06"),
        deadline("Franchise Group exclusivity", "expired", since="2022-06-27"),
    ),
    at("2022-06-30", bidder(FRANCHISE, "exclusive", terms="USD 53 per share", since="2022-06-06")),
    at(
        "2022-06-30",
        bidder(FRANCHISE, "exclusive", terms="USD 60 per share"),
        known_by="2022-06-30",
    ),
    at(
        "2022-07-01",
        deal("abandoned"),
        bidder(FRANCHISE, "dropped", since="2022-07-01", bid_live=False),
        entries(counted=19, later=0, not_yet_known=0, retracted=0, left_out=0),
    ),
)

ANSWERS = {
    "activision": ACTIVISION,
    "kansas-city-southern": KANSAS_CITY_SOUTHERN,
    "kohls": KOHLS,
    "morrisons": MORRISONS,
    "potash-corp": POTASH_CORP,
    "spirit-airlines": SPIRIT_AIRLINES,
    "sydney-airport": SYDNEY_AIRPORT,
    "tiktok-orders": TIKTOK_ORDERS,
    "toshiba-memory": TOSHIBA_MEMORY,
    "twitter": TWITTER,
}
