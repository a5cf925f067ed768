"""Named rules: what looks odd in a deal, why, and what to do about it.

A rule is a small pure function over a deal at a question; its name is the sentence that holds where
nothing is odd. Its docstring is what people read: what was found, then the remedy, in which DEAL, N
and NAME stand for the deal, the entry and the name that were found.

An **error** is two things that cannot both be so, or something that waits for an end. A **warning**
says that the book is thin there: nobody named, a step left out, the same said twice.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches

from msgspec import Struct

from tracker.domain.errors import Refusal
from tracker.domain.history import ALWAYS, History, Question
from tracker.domain.rules import bidders, dates, entries
from tracker.domain.rules.case import Case, Odd
from tracker.domain.times import moment

ERROR, WARNING = "error", "warning"


class Rule(Struct, frozen=True):
    """A rule: the function that looks, and how grave it is."""

    look: Callable[[Case], Iterator[Odd]]
    severity: str = ERROR

    @property
    def name(self) -> str:
        return str(getattr(self.look, "__name__"))  # noqa: B009 (a Callable need not have one)

    @property
    def finding(self) -> str:
        return self._says()[0]

    @property
    def remedy(self) -> str:
        return self._says()[1]

    def _says(self) -> tuple[str, str]:
        finding, _, remedy = (inspect.getdoc(self.look) or "").partition("\n\n")
        return " ".join(finding.split()), " ".join(remedy.split())


RULES = (
    Rule(dates.an_extension_moves_later),
    Rule(dates.nothing_takes_effect_before_it_is_issued),
    Rule(dates.a_deadline_has_one_date),
    Rule(entries.a_report_does_not_precede_what_it_reports),
    Rule(bidders.nobody_acts_after_withdrawing),
    Rule(bidders.a_deal_has_one_winner),
    Rule(bidders.a_losers_bid_is_closed),
    Rule(bidders.a_group_does_not_outlive_its_lead),
    Rule(dates.exclusivity_has_not_run_out),
    Rule(dates.a_dead_agreement_leaves_no_date_open),
    Rule(dates.a_passed_deadline_has_an_outcome),
    Rule(entries.a_dispute_is_settled),
    Rule(entries.a_disputed_entry_is_decided),
    Rule(entries.a_pending_deal_is_not_silent),
    Rule(bidders.a_rejection_follows_a_bid, WARNING),
    Rule(bidders.a_closing_follows_an_agreement, WARNING),
    Rule(entries.no_fact_is_recorded_twice, WARNING),
    Rule(entries.a_status_does_not_rest_on_one_unnamed_origin, WARNING),
    Rule(entries.every_entry_has_a_source, WARNING),
)
ERRORS = tuple(rule for rule in RULES if rule.severity == ERROR)


class CheckFinding(Struct, frozen=True):
    """Something odd in a deal: which rule says so, the entries it is about, and the remedy."""

    deal: str
    rule: str
    severity: str
    name: str | None
    message: str
    remedy: str
    entries: tuple[int, ...]

    @property
    def note(self) -> str:
        """The finding and its remedy in one line, as somebody is told who records."""
        return f"{self.message}; {self.remedy}"

    @property
    def same(self) -> tuple[str, str | None, str]:
        """What makes it the same finding in a longer log: it may rest on more entries there."""
        return self.rule, self.name, self.message


def rule_of(name: str) -> Rule:
    """The rule of that name. Raises Refusal with the nearest."""
    names = {rule.name: rule for rule in RULES}
    if name in names:
        return names[name]
    near = get_close_matches(name.strip().lower().replace(" ", "_"), names, 1, 0.4)
    raise Refusal(
        f"there is no rule {name!r}",
        *(f"did you mean {each}?" for each in near),
        "`tracker check --list` lists them",
        kind="unknown-rule",
    )


def check(
    history: History, question: Question, rules: Iterable[Rule] = RULES
) -> list[CheckFinding]:
    """What these rules find in a deal at a moment, by what the question lets count."""
    return look_at(Case(history, question), rules)


def look_at(case: Case, rules: Iterable[Rule] = RULES) -> list[CheckFinding]:
    """What these rules find in a case."""
    return [_finding(case, rule, odd) for rule in rules for odd in rule.look(case)]


def _finding(case: Case, rule: Rule, odd: Odd) -> CheckFinding:
    found = {"DEAL": case.name, "N": str(odd.entries[-1]), "NAME": odd.name or "NAME"}
    remedy = re.sub(r"\b(DEAL|NAME|N)\b", lambda word: found[word[0]], rule.remedy)
    return CheckFinding(
        case.name,
        rule.name,
        rule.severity,
        odd.name,
        odd.message,
        remedy[:1].lower() + remedy[1:].rstrip("."),
        tuple(sorted(set(odd.entries))),
    )


def added(before: History, after: History, rules: Sequence[Rule] = ERRORS) -> list[CheckFinding]:
    """What the last entry of `after` makes odd that was not odd before.

    Asked as of the last thing that has happened: what only the time since then makes odd is no
    fault of an entry.
    """
    question = _of_the_last_thing(after)
    if question is None:
        return []
    since = _first_changed(before, after)
    found = look_at(Case(after, question, since), rules)
    broken = {each.rule for each in found}
    again = (rule for rule in rules if rule.name in broken)
    known = {each.same for each in look_at(Case(before, question, since), again)}
    return [each for each in found if each.same not in known]


def _first_changed(before: History, after: History) -> int:
    """The first moment that what was added speaks of; two names that are one always were."""
    numbers = after.roots[before.version + 1 :]
    there = (each.whole.facts.get(number) for each in (before, after) for number in numbers)
    facts = [fact for fact in there if fact]
    return ALWAYS if any(f.is_timeless for f in facts) else min(f.start for f in facts)


def _of_the_last_thing(history: History) -> Question | None:
    counted = history.whole.counted
    if not counted:
        return None
    return Question(as_of=max((moment(f.on, history.zone) for f in counted), key=lambda w: w.end))
