"""What the program says of itself is so."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path

from tests.cli.commandline import Tracker
from tracker.store.tables import MEANINGS

GALLERY = Path(__file__).parents[2] / "docs" / "errors"
EXTRA = re.compile(r"^!   pip install '(deal-tracker\[\w+\])'$", re.MULTILINE)


def test_an_extra_that_a_hint_names_is_of_the_program_that_is_installed() -> None:
    said = "".join(file.read_text(encoding="utf-8") for file in GALLERY.glob("*.txt"))
    extras = sorted(set(EXTRA.findall(said)))
    assert len(extras) == 3
    pip = (sys.executable, "-m", "pip", "install", "--dry-run", "--no-index", *extras)
    ran = subprocess.run(pip, capture_output=True, check=False, encoding="utf-8")
    assert ran.returncode == 0, ran.stderr
    assert "Requirement already satisfied: deal-tracker" in ran.stdout
    assert "does not provide the extra" not in ran.stderr


def test_the_spans_are_of_the_kinds_that_the_reference_names(tiktok: Tracker) -> None:
    for sentence in ("CFIUS review opened", "fee set to $1bn"):
        tiktok.says("record", "tiktok", sentence, "--on", "2020-09-13")
    rows = csv.DictReader(io.StringIO(tiktok.says("export", "tiktok", "--format", "spans")))
    kinds = {row["kind"] for row in rows}
    assert kinds == set(re.findall(r"bidder|deadline|review|term|deal", MEANINGS["spans.kind"]))
