"""How a failed run ends: what is wrong, the nearest guess, what exists, how to go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import typer

from tracker.cli.app import INTERRUPTED
from tracker.cli.aside import say
from tracker.domain.characters import on_one_line, shortened

DEFECT, STORE = 70, 5
EXIT_CODES = {
    0: "Done.",
    1: "`check` or `verify` found something; `diff` or `changes` with --exit-code found a "
    "difference; a scenario of `spec` failed.",
    2: "Wrong use: an unknown option, an unreadable time, a sentence that fits no phrase or two, a "
    "broken file.",
    3: "Not there: no such deal, entry, name, publisher or word.",
    4: "Refused by a rule: a likely slip, an unknown deadline, a second unnamed order, a changed "
    "entry under a known id.",
    5: "The book is missing, locked for too long, unreadable, damaged or of another version; or an "
    "answer could not be written; or there was not enough memory.",
    DEFECT: "A defect in the tracker.",
    INTERRUPTED: "Interrupted; by SIGTERM it is 143, by SIGHUP 129.",
}
"""What exit codes mean, for the reference."""

LONGEST = 500
"""So many characters a line of a complaint has, and not more than a few besides."""

REPORT = "run it again with TRACKER_DEBUG=1 and report what that prints, with `tracker doctor`"


class Trouble(NamedTuple):
    """What stderr says, and the exit code; `findings` are those of an import."""

    code: int
    kind: str
    message: str
    hints: tuple[str, ...] = ()
    findings: tuple[Any, ...] = ()

    def as_json(self) -> str:
        import json

        error = {
            "code": self.code,
            "kind": self.kind,
            "message": _short(self.message),
            "hints": list(map(_short, self.hints)),
        }
        findings = _listed(self.findings)
        said = {"error": error, "findings": findings} if findings else {"error": error}
        return json.dumps(said, ensure_ascii=False)

    def as_text(self) -> str:
        lines = [f"tracker: {self.message}", *(f"  {hint}" for hint in self.hints)]
        for each in self.findings:
            lines.append(f"{_short(each.file)}:{each.line}: {each.message}")
            lines.extend([f"  {each.hint}"] if each.hint else [])
        return "\n".join(_short(on_one_line(_short(line))) for line in lines)


def _listed(findings: Sequence[Any]) -> list[dict[str, Any]]:
    names = ("file", "line", "message", "hint")
    return [
        {name: _short(said) if isinstance(said, str) else said for name, said in each.items()}
        for each in ({name: getattr(each, name) for name in names} for each in findings)
    ]


def _short(text: str) -> str:
    """Somebody may have handed over a gigabyte, and need not get it back."""
    return shortened(text, LONGEST)


def tell(error: BaseException, *, as_json: bool, traceback: bool) -> int:
    """Say on stderr what went wrong, in the form asked for; the exit code."""
    trouble = trouble_of(error)
    if trouble.code == DEFECT and traceback:
        from traceback import print_exception

        print_exception(error)
    say(trouble.as_json() if as_json else trouble.as_text())
    return trouble.code


def trouble_of(error: BaseException) -> Trouble:
    """What to tell of any exception; of one that nobody foresaw, how to report it."""
    from tracker.domain.errors import Refusal
    from tracker.store.errors import StoreError

    match error:
        case Refusal():
            findings = getattr(error, "findings", ())
            return Trouble(error.code, error.kind, error.message, tuple(error.hints), findings)
        case StoreError():
            return Trouble(STORE, error.kind, error.message, tuple(error.hints))
        case typer.Abort() | KeyboardInterrupt():
            return Trouble(INTERRUPTED, "interrupted", "interrupted")
        case MemoryError():
            return Trouble(STORE, "memory", "there is not enough memory for that")
        # The class of all that typer itself refuses has no public name.
        case _ if hasattr(error, "format_message"):
            return _wrong_use(error)
    said = _short(" ".join(f"{type(error).__name__}: {error}".split()))
    message = f"a defect in the tracker, not in what you typed ({said}); {REPORT}"
    return Trouble(DEFECT, "defect", message)


def _wrong_use(error: Any) -> Trouble:
    """An option or argument that the command does not take, or lacks."""
    possible = getattr(error, "possibilities", None)
    message = error.message if possible else error.format_message()
    near = [f"did you mean {each}?" for each in (possible or ())[:1]]
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "tracker"
    said = message[:1].lower() + message[1:].rstrip(".")
    return Trouble(2, "wrong-use", said, (*near, f"{path} -h lists what it takes"))
