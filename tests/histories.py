"""Arbitrary histories: what people might write of a deal, late, corrected, disputed, regrouped."""

from __future__ import annotations

from hypothesis import strategies as st

from tracker.domain.drafts import AnyDraft, Citation, Correction, Dispute, Draft, Retraction
from tracker.domain.sources import BASES, Source

DAYS = tuple(f"2020-09-{day:02}" for day in range(1, 13))
TIMES = (*DAYS, "2020-09", "2020-Q3", "2020-09-05T10:00-04:00", "2020-09-05T22:30-04:00")
BIDDERS = ("Oracle", "Microsoft", "Walmart")
DEADLINES = ("sale", "ban")
AUTHORITIES = ("CFIUS", "FTC")

bidders = st.sampled_from(BIDDERS)
deadlines = st.sampled_from(DEADLINES)
authorities = st.sampled_from(AUTHORITIES)
times = st.sampled_from(TIMES)

OF_A_BIDDER = (
    "{} rumoured, {} interested, {} NDA signed, {} in talks, {} bid, {} bid of $5, "
    "{} bid revised to $6, {} bid stands, {} bid recommended, {} bid superior, {} chosen, "
    "{} chosen as partner, {} granted exclusivity, {} granted exclusivity until 2020-09-08, "
    "{} agreement signed, {} agreement amended to $7, {} agreement disputed, {} dispute settled, "
    "{} deal closed, {} deal closed into trust, {} stalled, {} bid rejected, {} dropped, "
    "{} bid withdrawn, {} bid lapsed, {} agreement terminated, {} stake proposed, "
    "{} stake of 5% taken, CFIUS cleared {}, FTC blocked {}, CFIUS review of {} opened, "
    "FTC review of {} deepened, {} declined to comment"
).split(", ")
OF_TWO = ("{} joined {}", "{} left {}", "{} also known as {}")
OF_A_DEADLINE = (
    "{} due 2020-09-06, {} due date unknown, order {} effective 2020-09-09, {} expected 2020-09, "
    "{} runs until 2020-09-05T10:00-04:00, {} runs for 5 days, {} due in 3 business days, "
    "{} extended to 2020-09-10, {} extended by 3 days, {} moved to 2020-09-04, {} stayed, "
    "{} stayed until 2020-09-07, {} stay lifted, {} unenforced until 2020-09-11, {} met, "
    "{} missed, {} lapsed, {} waived, {} void, {} revoked"
).split(", ")
OF_AN_AUTHORITY = (
    "{} review opened, {} review paused, {} review resumed, {} blocked, {} cleared, "
    "{} cleared with conditions, {} refused, {} sued, {} review withdrawn"
).split(", ")
OF_THE_DEAL = ("deal abandoned", "deal revived", "fee set to 1", "fee set to 2", "note: hm")


def _said(templates: tuple[str, ...] | list[str], *names: st.SearchStrategy[str]):  # type: ignore[no-untyped-def]
    return st.builds(
        lambda template, *each: template.format(*each), st.sampled_from(templates), *names
    )


sentences = st.one_of(
    _said(OF_A_BIDDER, bidders),
    _said(OF_TWO, bidders, bidders),
    _said(OF_A_DEADLINE, deadlines),
    _said(OF_AN_AUTHORITY, authorities),
    st.sampled_from(OF_THE_DEAL),
)
sources = st.builds(
    Source,
    publisher=st.sampled_from(("Reuters", "WSJ", "CGTN")),
    published=st.none() | times,
    basis=st.sampled_from(BASES),
    via=st.none() | st.just("Reuters"),
)
maybe = st.none() | times
edges = st.builds("{}T00:00-04:00".format, st.sampled_from(DAYS))
drafts = st.builds(
    Draft,
    sentence=sentences,
    on=times,
    reported=maybe,
    sources=st.lists(sources, max_size=2).map(tuple),
    new=st.just(True),
)


def amendments(entries: int) -> st.SearchStrategy[AnyDraft]:
    """Amendments of one of so many entries, whether they make sense or not."""
    entry = st.integers(1, entries)
    because = st.just("so it is")
    return st.one_of(
        st.builds(
            Correction,
            entry=entry,
            because=because,
            on=maybe,
            reported=maybe,
            what=st.none() | sentences,
            announced=maybe,
            new=st.just(True),
        ),
        st.builds(Retraction, entry=entry, because=because, announced=maybe),
        st.builds(Citation, entry=entry, source=sources, announced=maybe),
        st.builds(
            Dispute, entry=entry, because=because, source=st.none() | sources, announced=maybe
        ),
    )
