"""The program `tracker`: which commands there are, and how each run of one ends.

It imports typer and nothing else: a command's module is imported when that command is typed, and
what answers it when it runs.
"""

import gc
import os
import signal
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

import tracker

COMMANDS = {
    "Write": {
        "new": "Begin to follow a deal.",
        "record": "Write down what happened: a sentence, its dates and its source.",
        "correct": "Correct what an entry says; the log keeps both.",
        "retract": "Say that an entry does not count.",
        "cite": "Add a source to an entry.",
        "dispute": "Say that somebody contradicts an entry.",
        "import": "Record a casebook, or restore a log: all of it, or nothing.",
    },
    "Ask": {
        "status": "Where does the deal stand?",
        "timeline": "What happened?",
        "deadlines": "What is due?",
        "bidders": "Which deals is a party in, and how does it stand there?",
        "deals": "Every deal, one line each.",
        "why": "The entries and sources behind a state, and the arithmetic of a date.",
        "diff": "What changed between two moments, or in what was known?",
        "changes": "What became different, in every deal?",
        "chart": "The picture: what stood from when to when.",
        "show": "One entry in full, with what later happened to it.",
        "serve": "The page with the time slider.",
    },
    "Tend": {
        "export": "Write a deal, or all of them, as text that can be imported again.",
        "calendar": "The deadlines, for a calendar program.",
        "check": "What looks odd, and what to do about it?",
        "verify": "Check that the book is what was recorded.",
        "spec": "Somebody's own scenarios, with the same steps.",
        "backup": "Copy the book, safely also while others write it.",
        "rebuild": "Make the tables that answer questions anew from the log.",
        "words": "The phrases that can be recorded, with examples.",
        "doctor": "Paths, versions and settings, and what to do about what is wrong.",
        "demo": "The TikTok case of 2020, ready to ask.",
    },
}
"""Every command by its first line of help. To add one: a line here, a module of its name beside."""

INTERRUPTED = 130

MOVABLE = {"--db": 2, "--today": 2, "--json": 1, "--csv": 1}
"""Options of commands that may stand before the command too, and how many words each takes."""


class Commands(TyperGroup):
    """Commands that are imported one at a time, and every ending in the form of the contract."""

    def list_commands(self, ctx: Any) -> list[str]:
        return [name for group in COMMANDS.values() for name in group]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.list_commands(ctx):
            return None
        return command(cmd_name)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for title, group in COMMANDS.items():
            with formatter.section(title):
                formatter.write_dl([(f"{name:<9}", summary) for name, summary in group.items()])

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args and not ctx.resilient_parsing:
            typer.echo(ctx.get_help(), err=True)
            raise typer.Exit(2)
        return super().parse_args(ctx, command_first(args))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        names = self.list_commands(ctx)
        if args[0] in names or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        from tracker.domain.errors import Refusal

        near = (f"did you mean {each}?" for each in get_close_matches(args[0], names, 2))
        raise Refusal(f"there is no command {args[0]!r}", *near, "tracker -h lists the commands")

    def main(self, *args: Any, **extra: Any) -> Any:
        given = extra.pop("args", args[0] if args else None)
        sys.exit(self._run(sys.argv[1:] if given is None else list(given), extra))

    def _run(self, args: list[str], extra: dict[str, Any]) -> int:
        try:
            _refuse_what_is_no_text(args)
            code = super().main(args, **{**extra, "standalone_mode": False}) or 0
        except KeyboardInterrupt:
            code = INTERRUPTED
        except (Exception, typer.Abort) as error:  # noqa: BLE001 (every ending has its exit code)
            if not _came_of_an_interrupt(error):
                return _tell(error, args)
            code = INTERRUPTED
        if code == INTERRUPTED and "--json" in args:
            return _tell(KeyboardInterrupt(), args)
        return code


def _refuse_what_is_no_text(args: list[str]) -> None:
    """Raises Refusal: Python hands on bytes that are not UTF-8 as halves of characters."""
    for word in args:
        if not word.isascii() and any("\ud800" <= each <= "\udfff" for each in word):
            from tracker.domain.errors import Refusal

            raise Refusal(f"{word!a} is not UTF-8", "type it in a terminal that is set to UTF-8")


def _came_of_an_interrupt(error: BaseException | None) -> bool:
    """Whether it is what a driver makes of Ctrl-C in the middle of its work."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _tell(error: BaseException, args: list[str]) -> int:
    from tracker.cli.trouble import tell

    debug = os.environ.get("TRACKER_DEBUG", "0") not in ("", "0")
    return tell(error, as_json="--json" in args, traceback=debug)


def command_first(args: list[str]) -> list[str]:
    """The same words with the command before the options that could as well stand behind it."""
    at = 0
    while at < len(args) and (words := MOVABLE.get(args[at].partition("=")[0])):
        at += 1 if "=" in args[at] else words
    return [*args[at : at + 1], *args[:at], *args[at + 1 :]]


def command(name: str) -> Any:
    """The command of that name, from the module of that name."""
    from tracker.cli.options import spread

    python_name = "import_" if name == "import" else name
    module = import_module(f"tracker.cli.commands.{python_name}")
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name)(spread(getattr(module, python_name)))
    return typer.main.get_command(alone)


app = typer.Typer(
    cls=Commands,
    name="tracker",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tracker {tracker.__version__}")
        raise typer.Exit


@app.callback()
def program(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="And stop.")
    ] = False,
) -> None:
    """Keeps a deal as a log of dated, sourced sentences, and answers where it stood at any moment.

    \b
    tracker new tiktok-us 'TikTok US operations' --zone America/New_York
    tracker record tiktok-us 'Microsoft bid rejected' --on 2020-09-13 --source Microsoft
    tracker status tiktok-us --as-of 2020-09-14

    `tracker demo` loads a case to try the questions on, `tracker COMMAND -h` explains a command.
    """


def main() -> None:
    """Run the command that was typed."""
    # Looking for garbage while modules are imported takes an eighth of a short run.
    gc.set_threshold(100_000)
    end_in_order()
    app()


def end_in_order() -> None:
    """Have the signals that end a program undo first what is half done, as Ctrl-C does.

    One that whoever began the program had it ignore (`nohup`) is ignored still.
    """
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, _: object) -> None:
    signal.signal(number, signal.SIG_IGN)  # a second one would come into the midst of the undoing
    sys.exit(128 + number)
