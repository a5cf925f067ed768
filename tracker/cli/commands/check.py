"""`tracker check`: what looks odd."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer
from typer import Option

from tracker.cli import completion
from tracker.cli.options import AnyDealName, Asking

if TYPE_CHECKING:
    from tracker.cli.page import Page
    from tracker.cli.question import Stood
    from tracker.domain.rules import CheckFinding, Rule

HEADER = ("deal zone as_of known_by recorded_by rule severity name message remedy entries").split()
RULES_HEADER = "rule severity finding remedy".split()


class Checked(NamedTuple):
    """A finding, and the deal and moment it is one of."""

    stood: Stood
    finding: CheckFinding


def check(
    asking: Asking,
    deal: AnyDealName = None,
    rule: Annotated[
        list[str] | None,
        Option(
            "--rule",
            metavar="RULE",
            help="Only this rule, error or warning; repeatable.",
            autocompletion=completion.rules,
        ),
    ] = None,
    strict: Annotated[bool, Option("--strict", help="The warnings too.")] = False,
    listing: Annotated[
        bool, Option("--list", help="The rules: what each finds, and what to do about it.")
    ] = False,
) -> None:
    """What looks odd, and what to do about it?

    Named rules look at one deal, or at every one, at the moment asked. Exits with 1 where they find
    something.

    An error is two things that cannot both be so, or something that waits for an end: an extension
    to an earlier day, two winners, a deadline that passed and nobody knows how. A warning says that
    the book is thin there: an entry without a source, a rejection without a bid. Without --strict,
    warnings are neither shown nor a reason to exit with 1, unless --rule asks for them.
    """
    from tracker.cli.output import answer_question, refuse_two_forms
    from tracker.domain.rules import RULES, rule_of

    asked = tuple(dict.fromkeys(map(rule_of, rule or ())))
    if listing:
        refuse_two_forms(asking)
        rules = asked or RULES
        rows = [rule_row(each) for each in rules]
        answer_question(asking, rows, RULES_HEADER, rows, lambda: rules_page(rules))
        return
    everything = list(look(deal, asking, asked or RULES))
    stood = [each for each, _ in everything]
    odd = [Checked(each, found) for each, findings in everything for found in findings]
    shown = odd if strict or asked else [each for each in odd if is_error(each)]
    rows = [finding_row(each) for each in shown]
    left = len(odd) - len(shown)
    answer_question(asking, rows, HEADER, rows, lambda: page(shown, stood, deal, left))
    if shown:
        raise typer.Exit(1)


def is_error(checked: Checked) -> bool:
    from tracker.domain.rules import ERROR

    return checked.finding.severity == ERROR


def look(
    deal: str | None, asking: Asking, rules: Sequence[Rule]
) -> Iterator[tuple[Stood, list[CheckFinding]]]:
    """What the rules find in one deal or in every one, by name. Raises NotThere."""
    from tracker.cli.progress import progress
    from tracker.cli.question import Stood, histories
    from tracker.domain.rules import look_at
    from tracker.domain.rules.case import Case
    from tracker.views.boards import row_of

    for history, question in histories(deal, asking, progress("checking deals")):
        case = Case(history, question)
        yield Stood(row_of(history), question, case.stands), look_at(case, rules)


def rule_row(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.name,
        "severity": rule.severity,
        "finding": rule.finding,
        "remedy": rule.remedy,
    }


def finding_row(checked: Checked) -> dict[str, Any]:
    from tracker.views import answers

    stood, found = checked
    return answers.finding(found.deal, stood.question, stood.deal.zone, found)


def rules_page(rules: Sequence[Rule]) -> Page:
    """The rules as a person reads them."""
    return [f"{rule.name} ({rule.severity})\n  {rule.finding}\n  {rule.remedy}" for rule in rules]


def page(shown: Sequence[Checked], stood: Sequence[Stood], deal: str | None, left: int) -> Page:
    """The answer as a person reads it."""
    from tracker.cli.page import Table
    from tracker.cli.prose import count
    from tracker.cli.question import columns
    from tracker.views.moments import head

    questions = {each.deal.zone: each.question for each in stood}
    line = f"{head(questions)}: {count(len(shown), 'finding')}"
    more = [f"{count(left, 'warning')} more with --strict"] if left else []
    if not shown:
        return [line, *more]
    table = Table("", ("finding", "what to do", "entries", "rule"), list(map(_cells, shown)))
    if deal is None:
        deals = ((each.stood.deal.deal, each.stood.deal.zone) for each in shown)
        table = table.after(**columns(deals, questions))
    return [line, table, *more]


def _cells(checked: Checked) -> tuple[str, ...]:
    from tracker.cli.things import numbers

    found = checked.finding
    return found.message, found.remedy, numbers(found.entries), found.rule
