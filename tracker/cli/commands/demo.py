"""`tracker demo`: a case to try the questions on."""

from __future__ import annotations

from tracker.cli.options import Asking, Everywhere

DEAL, DAY = "tiktok-us", "2020-09-14"


def demo(common: Everywhere) -> None:
    """The TikTok case of 2020, ready to ask.

    Loads it into a demo book of its own, never into yours (or into the book of --db), and prints
    where the deal stood on 14 September 2020. It can be run again and again.
    """
    from tracker.cli.commands.status import status
    from tracker.cli.demonstration import demo_place, load, next_commands
    from tracker.cli.output import write

    where = demo_place(common.db)
    load(where)
    status(deal=DEAL, asking=Asking(db=where, json=common.json, as_of=DAY))
    if not common.json:
        write(next_commands(DEAL, DAY, where))
