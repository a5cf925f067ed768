"""How many entries a second eight writers of eight deals record on a PostgreSQL server.

Beside them eight writers on the stock recorder of `eventsourcing`, which keeps no projections, and
whose writers wait for each other. Both are acknowledged when they are on the server's disk.
"""

import argparse
import statistics
import subprocess
import sys
import time
from importlib.util import find_spec

from tests.postgresql import Server

WRITERS = 8

OURS = """
import sys
from tracker.domain.drafts import Draft
from tracker.store.book import open_book
place, me, entries = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_book(place, create=True) as book:
    book.new(f"deal-{me}", "A deal", zone="UTC")
    print("ready", flush=True); input()
    for number in range(entries):
        day = f"2020-{1 + number // 28 % 12:02}-{1 + number % 28:02}"
        book.record(f"deal-{me}", Draft(sentence=f"note: day {number}", on=day))
"""

STOCK = """
import os, sys
from psycopg.conninfo import conninfo_to_dict
parts = conninfo_to_dict(sys.argv[1].replace("+psycopg", ""))
os.environ |= {"PERSISTENCE_MODULE": "eventsourcing.postgres", "POSTGRES_DBNAME": parts["dbname"],
    "POSTGRES_HOST": parts["host"], "POSTGRES_PORT": "5432", "POSTGRES_USER": parts["user"],
    "POSTGRES_PASSWORD": "none"}
from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
class Deal(Aggregate):
    def __init__(self) -> None:
        self.notes = 0
    @event("Noted")
    def note(self, on: str, said: str) -> None:
        self.notes += 1
app, deal = Application(), Deal()
app.save(deal)
print("ready", flush=True); input()
for number in range(int(sys.argv[3])):
    deal.note(f"2020-{1 + number // 28 % 12:02}-{1 + number % 28:02}", f"day {number}")
    app.save(deal)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--entries", type=int, default=100, metavar="N", help="of each writer")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    asked = parser.parse_args()
    if find_spec("psycopg_pool") is None:
        sys.exit("not measured: the stock recorder needs the package psycopg-pool")
    server = Server("max_connections = 60\n")
    ratios = []
    for run in range(asked.runs):
        ours, stock = (
            rate(script, f"{server.url}&options=-csearch_path%3D{schema(server, name, run)}", asked)
            for name, script in (("ours", OURS), ("stock", STOCK))
        )
        ratios.append(ours / stock)
        print(f"{ours:6.0f} a second, and {stock:6.0f} on the stock recorder: {ratios[-1]:.2f}")
    print(f"median of {asked.runs} runs: {statistics.median(ratios):.2f} times as many")


def schema(server: Server, name: str, run: int) -> str:
    import psycopg

    named = f"{name}_{run}"
    with psycopg.connect(server.url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {named}")
    return named


def rate(script: str, place: str, asked: argparse.Namespace) -> float:
    """Entries a second of all writers together."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    writers = []
    for me in range(WRITERS):
        words = [sys.executable, "-c", script, place, str(me), str(asked.entries)]
        writers.append(subprocess.Popen(words, text=True, **pipes))  # type: ignore[call-overload]
        assert writers[-1].stdout.readline() == "ready\n"
    began = time.perf_counter()
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    if any(writer.wait() for writer in writers):
        sys.exit("a writer failed")
    return float(WRITERS * asked.entries / (time.perf_counter() - began))


if __name__ == "__main__":
    main()
