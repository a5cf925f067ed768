"""Deadlines of every deal, as a board: the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.views.boards import DeadlineLine

COLUMNS = ("Passed or overdue", "Within a week", "Within a month", "Later", "No date", "Over")


def urgency(lines: Iterable[DeadlineLine]) -> list[tuple[str, list[DeadlineLine]]]:
    """Columns of lines, each in the order that the lines come in."""
    columns: dict[str, list[DeadlineLine]] = {name: [] for name in COLUMNS}
    for line in lines:
        columns[_column(line)].append(line)
    return list(columns.items())


def _column(line: DeadlineLine) -> str:
    left, each = line.deadline.days_left, line.deadline
    if each.status in ("passed", "overdue"):
        return "Passed or overdue"
    if left is not None:
        return "Within a week" if left <= 7 else "Within a month" if left <= 31 else "Later"
    return "Later" if each.status in ("stayed", "unenforced") else _without_a_date(each.status)


def _without_a_date(status: str) -> str:
    return "No date" if status in ("pending", "running") else "Over"
