"""A line typed by somebody at a terminal, with Tab to complete it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress


def is_a_terminal() -> bool:
    """Whether somebody is there to be asked: nothing else is ever prompted."""
    # A stream that was closed (`<&-`) is None.
    return all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout))


def ask(prompt: str, default: str = "", offers: Sequence[str] = ()) -> str:
    """What is typed, or the default where nothing is. Raises EOFError on Ctrl-D."""
    _offer(offers)
    shown = f"{prompt} [{default}]: " if default else f"{prompt}: "
    return input(shown).strip() or default


def _offer(offers: Sequence[str]) -> None:
    """Complete the whole line to one of these."""
    with suppress(ImportError):  # where Python is built without it
        import readline

        def complete(typed: str, nth: int) -> str | None:
            found = [each for each in offers if each.lower().startswith(typed.lower())]
            return found[nth] if nth < len(found) else None

        readline.set_completer(complete)
        readline.set_completer_delims("")
        libedit = "libedit" in (readline.__doc__ or "")
        readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")
