"""How long a cold `tracker status` takes in a large book, beside `hledger bal -e DATE`.

The journal has a transaction for every entry of the book: what stands is moved into the account of
the deal's new state, so that a balance before a date says where the deal stood. hledger is a
package of its own name in most systems.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import msgspec

from bench.books import chained, lines, name_of

TRACKER = str(Path(sys.executable).with_name("tracker"))
GOAL = 8.0
DATE = "2020-09-14"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--entries", type=int, default=100_000, metavar="N")
    parser.add_argument("--runs", type=int, default=5, metavar="N")
    asked = parser.parse_args()
    if not shutil.which("hledger"):
        sys.exit("not measured: there is no hledger here; apt-get install hledger, for example")
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), asked.entries // 100, asked.runs)


def compare(folder: Path, deals: int, runs: int) -> None:
    log, book, journal = folder / "log.jsonl", folder / "book.db", folder / "book.journal"
    with log.open("wb") as out:
        out.writelines(lines(100, deals))
    with journal.open("w") as text:
        text.writelines(part for deal in range(deals) for part in transactions(deal))
    subprocess.run(
        [TRACKER, "import", str(log), "--db", str(book)], check=True, capture_output=True
    )
    deal = name_of(deals // 2)
    ours = [TRACKER, "status", deal, "--as-of", DATE, "--db", str(book)]
    theirs = ["hledger", "-f", str(journal), "bal", "-e", "2020-09-15", deal]
    times = [(seconds(ours), seconds(theirs)) for _ in range(runs)]
    mine, other = median(mine for mine, _ in times), median(other for _, other in times)
    verdict = "met" if other / mine >= GOAL else "MISSED"
    print(f"{100 * deals} entries: tracker status {mine:.2f} s, hledger bal -e {other:.2f} s")
    print(f"{other / mine:.1f} times as fast, goal {GOAL:.0f}: {verdict}")


def transactions(deal: int) -> list[str]:
    """The deal's entries as a journal: one unit, which is always in the account of the last one."""
    parts, before = [], "equity"
    for link in chained(deal, 100):
        said = msgspec.json.decode(link.state)
        if on := said.get("on"):
            account = f"{link.deal}:{link.event}"
            parts.append(f"{on[:10]} entry {link.number}\n    {account}  1\n    {before}  -1\n\n")
            before = account
    return parts


def seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
