"""Casebooks: YAML 1.2 in which every scalar is text, and every mistake has a line.

`on` is a word, `NO` is a name, a date is not yet a date.
"""

from __future__ import annotations

from tracker.formats.casebook.reading import read_casebooks
from tracker.formats.casebook.slug import SLUG, SLUG_HINT, refuse_deal_name
from tracker.formats.casebook.writing import write_casebook

__all__ = ["SLUG", "SLUG_HINT", "read_casebooks", "refuse_deal_name", "write_casebook"]
