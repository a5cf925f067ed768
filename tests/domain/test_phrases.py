"""Sentences are read as events and printed from them, and never read as something else."""

from __future__ import annotations

import itertools

import pytest

from tests.domain.story import Story
from tracker.domain.event import Event
from tracker.domain.events import EVENTS, VOCABULARY, sentence_of
from tracker.domain.events.bidders import (
    AgreementAmended,
    AgreementDisputed,
    AgreementSigned,
    AgreementTerminated,
    BidAffirmed,
    BidDeclaredSuperior,
    BidderChosen,
    BidderDropped,
    BidderRumoured,
    BidderStalled,
    BidLapsed,
    BidRecommended,
    BidRejected,
    BidRevised,
    BidSubmitted,
    BidWithdrawn,
    DealClosed,
    DealClosedIntoTrust,
    DisputeSettled,
    ExclusivityGranted,
    InterestExpressed,
    MemberJoined,
    MemberLeft,
    NdaSigned,
    StakeProposed,
    StakeTaken,
    TalksOpened,
)
from tracker.domain.events.deadlines import (
    DateExpected,
    DeadlineExtended,
    DeadlineLapsed,
    DeadlineMet,
    DeadlineMissed,
    DeadlineMoved,
    DeadlineRevoked,
    DeadlineSet,
    DeadlineStayed,
    DeadlineVoid,
    DeadlineWaived,
    EnforcementSuspended,
    OrderIssued,
    PeriodSet,
    StayLifted,
    TermSet,
)
from tracker.domain.events.reviews import (
    LicenceRequired,
    ReviewBlocked,
    ReviewChallenged,
    ReviewCleared,
    ReviewDeepened,
    ReviewNotRequired,
    ReviewOpened,
    ReviewPaused,
    ReviewRefused,
    ReviewResumed,
    ReviewWithdrawn,
    WaitingPeriodExpired,
)
from tracker.domain.events.statements import (
    CommentDeclined,
    DealAbandoned,
    DealRevived,
    DenialMade,
    FilingMade,
    NameJoined,
    NoteTaken,
    StatementMade,
)
from tracker.domain.reckoning import Reckoning

DEAL = Story()
KNOWN = DEAL.knowing("Oracle", "Microsoft")
IN_45_DAYS = Reckoning("2020-10-29", "45 days", "2020-09-14", from_on=True)
FROM_A_DAY = Reckoning("2020-10-15", "45 days", "2020-08-31")
SENTENCES: dict[str, Event] = {
    "Oracle rumoured": BidderRumoured("Oracle"),
    "Oracle interested": InterestExpressed("Oracle"),
    "Oracle NDA signed": NdaSigned("Oracle"),
    "Oracle in talks": TalksOpened("Oracle"),
    "Oracle bid": BidSubmitted("Oracle"),
    "Oracle bid of $20bn, half in cash": BidSubmitted("Oracle", "$20bn, half in cash"),
    "Oracle bid revised to $22bn": BidRevised("Oracle", "$22bn"),
    "Oracle bid stands": BidAffirmed("Oracle"),
    "Oracle bid recommended": BidRecommended("Oracle"),
    "Oracle bid superior": BidDeclaredSuperior("Oracle"),
    "Oracle chosen": BidderChosen("Oracle"),
    "Oracle chosen as technology partner": BidderChosen("Oracle", "technology partner"),
    "Oracle granted exclusivity": ExclusivityGranted("Oracle"),
    "Oracle granted exclusivity until 2020-09-30": ExclusivityGranted("Oracle", "2020-09-30"),
    "Oracle granted exclusivity for 45 days": ExclusivityGranted("Oracle", IN_45_DAYS),
    "Oracle agreement signed": AgreementSigned("Oracle"),
    "Oracle agreement amended to $18bn": AgreementAmended("Oracle", "$18bn"),
    "Oracle agreement disputed": AgreementDisputed("Oracle"),
    "Oracle dispute settled": DisputeSettled("Oracle"),
    "Oracle deal closed": DealClosed("Oracle"),
    "Oracle deal closed into trust": DealClosedIntoTrust("Oracle"),
    "Oracle stalled": BidderStalled("Oracle"),
    "Oracle bid rejected": BidRejected("Oracle"),
    "Oracle dropped": BidderDropped("Oracle"),
    "Oracle bid withdrawn": BidWithdrawn("Oracle"),
    "Oracle bid lapsed": BidLapsed("Oracle"),
    "Oracle agreement terminated": AgreementTerminated("Oracle"),
    "Oracle stake proposed": StakeProposed("Oracle"),
    "Oracle stake of 20% proposed": StakeProposed("Oracle", "20%"),
    "Oracle stake taken": StakeTaken("Oracle"),
    "Oracle stake of 20% taken": StakeTaken("Oracle", "20%"),
    "Walmart joined Oracle": MemberJoined("Walmart", "Oracle"),
    "Walmart left Oracle": MemberLeft("Walmart", "Oracle"),
    "order effective 2020-09-20": OrderIssued("2020-09-20"),
    "order EO 13942 effective 2020-09-20": OrderIssued("2020-09-20", "EO 13942"),
    "order EO 13942 effective in 45 days": OrderIssued(IN_45_DAYS, "EO 13942"),
    "sale due 2020-11-12": DeadlineSet("sale", "2020-11-12"),
    "sale due 45 days from 2020-08-31": DeadlineSet("sale", FROM_A_DAY),
    "sale due date unknown": DeadlineSet("sale"),
    "closing expected 2021-Q3": DateExpected("closing", "2021-Q3"),
    "TRO runs until 2020-10-11T23:59-04:00": PeriodSet("TRO", "2020-10-11T23:59-04:00"),
    "TRO runs for 45 days": PeriodSet("TRO", IN_45_DAYS),
    "TRO runs until date unknown": PeriodSet("TRO"),
    "sale extended to 2020-11-27": DeadlineExtended("sale", "2020-11-27"),
    "sale extended by 15 days": DeadlineExtended("sale", span="15 days"),
    "sale moved to 2020-11": DeadlineMoved("sale", "2020-11"),
    "EO 13942 stayed": DeadlineStayed("EO 13942"),
    "EO 13942 stayed until 2020-12-01": DeadlineStayed("EO 13942", "2020-12-01"),
    "EO 13942 stay lifted": StayLifted("EO 13942"),
    "EO 13942 unenforced until 2020-12-04": EnforcementSuspended("EO 13942", "2020-12-04"),
    "sale met": DeadlineMet("sale"),
    "sale missed": DeadlineMissed("sale"),
    "sale lapsed": DeadlineLapsed("sale"),
    "sale waived": DeadlineWaived("sale"),
    "EO 13942 void": DeadlineVoid("EO 13942"),
    "EO 13942 revoked": DeadlineRevoked("EO 13942"),
    "reverse fee set to USD 3.0bn": TermSet("reverse fee", "USD 3.0bn"),
    "CFIUS review opened": ReviewOpened("CFIUS"),
    "CFIUS review of Oracle opened": ReviewOpened("CFIUS", "Oracle"),
    "CFIUS review deepened": ReviewDeepened("CFIUS"),
    "CFIUS review of Oracle deepened": ReviewDeepened("CFIUS", "Oracle"),
    "CFIUS review paused": ReviewPaused("CFIUS"),
    "CFIUS review of Oracle paused": ReviewPaused("CFIUS", "Oracle"),
    "CFIUS review resumed": ReviewResumed("CFIUS"),
    "CFIUS review of Oracle resumed": ReviewResumed("CFIUS", "Oracle"),
    "China licence required": LicenceRequired("China"),
    "China licence required for Oracle": LicenceRequired("China", "Oracle"),
    "DOJ sued": ReviewChallenged("DOJ"),
    "DOJ sued to block Oracle": ReviewChallenged("DOJ", "Oracle"),
    "CFIUS cleared": ReviewCleared("CFIUS"),
    "CFIUS cleared with conditions": ReviewCleared("CFIUS", conditions=True),
    "CFIUS cleared Oracle": ReviewCleared("CFIUS", "Oracle"),
    "CFIUS cleared Oracle with conditions": ReviewCleared("CFIUS", "Oracle", conditions=True),
    "FTC waiting period expired": WaitingPeriodExpired("FTC"),
    "FTC waiting period for Oracle expired": WaitingPeriodExpired("FTC", "Oracle"),
    "FTC review not required": ReviewNotRequired("FTC"),
    "FTC review of Oracle not required": ReviewNotRequired("FTC", "Oracle"),
    "STB refused": ReviewRefused("STB"),
    "STB refused Oracle": ReviewRefused("STB", "Oracle"),
    "FTC blocked": ReviewBlocked("FTC"),
    "FTC blocked Oracle": ReviewBlocked("FTC", "Oracle"),
    "FTC review withdrawn": ReviewWithdrawn("FTC"),
    "FTC review of Oracle withdrawn": ReviewWithdrawn("FTC", "Oracle"),
    "deal abandoned": DealAbandoned(),
    "deal revived": DealRevived(),
    "Trump said: no: not yet": StatementMade("Trump", "no: not yet"),
    "Trump denied: Oracle chosen": DenialMade("Trump", "Oracle chosen"),
    "Oracle filed: an 8-K": FilingMade("Oracle", "an 8-K"),
    "Oracle declined to comment": CommentDeclined("Oracle"),
    "note: a poll found it's split": NoteTaken("a poll found it's split"),
    "Oracle also known as ORCL": NameJoined("Oracle", "ORCL"),
}
READ_TOO = {
    "Oracle rumored": BidderRumoured("Oracle"),
    "China license required": LicenceRequired("China"),
    "Oracle cleared by CFIUS": ReviewCleared("CFIUS", "Oracle"),
    "Oracle cleared by CFIUS with conditions": ReviewCleared("CFIUS", "Oracle", conditions=True),
    "CFIUS approved": ReviewCleared("CFIUS"),
    "CFIUS approved with conditions": ReviewCleared("CFIUS", conditions=True),
    "CFIUS approved Oracle": ReviewCleared("CFIUS", "Oracle"),
    "CFIUS approved Oracle with conditions": ReviewCleared("CFIUS", "Oracle", conditions=True),
    "Oracle approved by CFIUS": ReviewCleared("CFIUS", "Oracle"),
    "Oracle blocked by FTC": ReviewBlocked("FTC", "Oracle"),
    "TRO runs until in 45 days": PeriodSet("TRO", IN_45_DAYS),
    "sale due within 45 days": DeadlineSet("sale", IN_45_DAYS),
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_phrase_is_read_and_printed(sentence: str) -> None:
    event = DEAL.read(sentence).event
    assert event == SENTENCES[sentence]
    assert sentence_of(event) == sentence


@pytest.mark.parametrize("sentence", READ_TOO)
def test_a_phrase_is_read_too_and_printed_in_another(sentence: str) -> None:
    event = DEAL.read(sentence).event
    assert event == READ_TOO[sentence]
    assert DEAL.read(sentence_of(event)).event == event


def test_every_phrase_stands_in_these_tables() -> None:
    said = {DEAL.read(each).phrase for each in (*SENTENCES, *READ_TOO)}
    missing = {phrase.template for phrase, _ in VOCABULARY.phrases} - {p.template for p in said}
    assert missing == {"{bidder} approved by {authority} with conditions"}
    assert {type(event) for event in SENTENCES.values()} == set(EVENTS)


def test_a_fixed_word_stands_between_any_two_slots() -> None:
    for phrase, _ in VOCABULARY.phrases:
        slots = [part.startswith("{") for part in phrase.parts]
        assert (True, True) not in itertools.pairwise(slots)


def test_a_name_that_would_be_read_otherwise_is_printed_in_quotes() -> None:
    assert sentence_of(MemberJoined("Walmart", "Acme Inc.")) == '"Walmart" joined "Acme Inc."'
    assert sentence_of(BidSubmitted("The Bid of", "$5")) == '"The Bid of" bid of $5'
    assert sentence_of(BidLapsed("Bid")) == "Bid bid lapsed"
