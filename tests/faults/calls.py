"""A process that is ended before the n-th system call with which it changes a file.

So it can end in the middle of a statement too: while a database writes its journal, waits for the
disk, or writes its pages. By ptrace, which needs no other program.
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

CHANGING = {
    # write pwrite fsync fdatasync ftruncate, rename mkdir rmdir link unlink, unlinkat linkat
    "x86_64": {1, 18, 74, 75, 77, 82, 83, 84, 86, 87, 263, 264, 265, 316},
    "aarch64": {34, 35, 37, 38, 46, 64, 68, 82, 83, 276},
}.get(platform.machine(), set())
"""The numbers of these system calls."""

_TRIAL = "from tests.faults.calls import let_be_traced; let_be_traced()"
_TRACE_ME, _CONTINUE, _TO_NEXT_CALL, _OPTIONS, _CALL_INFO = 0, 7, 24, 0x4200, 0x420E
_TELL_CALLS_APART, _END_WITH_TRACER = 1, 0x100000
_A_CALL = signal.SIGTRAP | 0x80


class _Info(ctypes.Structure):
    """`struct ptrace_syscall_info`, as far as the number of the call."""

    _fields_ = (
        ("op", ctypes.c_uint8),
        ("arch", ctypes.c_uint32),
        ("place", ctypes.c_uint64 * 2),
        ("number", ctypes.c_uint64),
        ("rest", ctypes.c_uint64 * 6),
    )


class Traced(NamedTuple):
    """How a process ended, and how many such calls it made or would have made."""

    status: int
    calls: int


@cache
def can_be_traced() -> bool:
    """Whether a process may be followed from call to call here."""
    if not CHANGING or platform.system() != "Linux":
        return False
    child = subprocess.Popen([sys.executable, "-c", _TRIAL], cwd=Path(__file__).parents[2])
    try:
        return kill_at(child.pid, 1).calls >= 0
    except OSError:
        return False
    finally:
        child.kill()
        child.wait()


def let_be_traced() -> None:
    """In the process that is to end: wait for the one that began it."""
    _ptrace(_TRACE_ME, 0, 0, None)
    os.kill(os.getpid(), signal.SIGSTOP)


def kill_at(pid: int, at: int) -> Traced:
    """Go along with a child that lets itself be traced; kill it before call number `at`."""
    os.waitpid(pid, 0)
    _ptrace(_OPTIONS, pid, 0, _TELL_CALLS_APART | _END_WITH_TRACER)
    calls, passing_on = 0, 0
    while True:
        _ptrace(_TO_NEXT_CALL, pid, 0, passing_on)
        _, status = os.waitpid(pid, 0)
        if not os.WIFSTOPPED(status):
            return Traced(os.waitstatus_to_exitcode(status), calls)
        passing_on = 0 if os.WSTOPSIG(status) == _A_CALL else os.WSTOPSIG(status)
        if not passing_on and _changes_a_file(pid):
            calls += 1
            if calls == at:
                os.kill(pid, signal.SIGKILL)


def _changes_a_file(pid: int) -> bool:
    info = _Info()
    _ptrace(_CALL_INFO, pid, ctypes.sizeof(info), ctypes.addressof(info))
    return info.op == 1 and info.number in CHANGING


def _ptrace(request: int, pid: int, address: int, data: int | None) -> None:
    libc = _libc()
    if libc.ptrace(request, pid, address, data) < 0 and ctypes.get_errno() != 3:
        # 3: it has been killed already, which the next wait says.
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


@cache
def _libc() -> ctypes.CDLL:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    libc.ptrace.restype = ctypes.c_long
    return libc
