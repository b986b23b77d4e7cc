"""Taking from a parsing process what it does not need. Linux only, as the limits of the kernel are used.

Each restriction that the kernel may refuse (no network) is tried and left out when refused; the limits of
time, memory and room are always there.
"""

import contextlib
import ctypes
import os
import resource
import signal
from collections.abc import Iterable
from pathlib import Path

from archive.ingest.parsing.limits import Allowance

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_STANDARD = (0, 1, 2)
_OPEN_FILES = 256
_GRACE = 2  # seconds of processor time beyond those of the clock

_libc = ctypes.CDLL(None, use_errno=True)


def leave_network() -> bool:
    """Move this process and all it starts into a network of its own that leads nowhere; False if refused."""
    if _libc.unshare(_CLONE_NEWNET) == 0:
        return True
    user, group = os.getuid(), os.getgid()
    if _libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        return False
    # In the new user namespace we stay who we are; without the maps we would be nobody.
    with contextlib.suppress(OSError):
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    return True


def adopt_orphans() -> None:
    """Become the parent of every process below whose own parent ends, so that none is lost sight of."""
    _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def kill(process: int) -> None:
    """Kill a process and its session, if it leads one."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)


def end_orphans(children: Iterable[int]) -> None:
    """Kill and reap every process this one has become the parent of, until only `children` are left.

    Does nothing where the kernel does not list them.
    """
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    with contextlib.suppress(FileNotFoundError):
        while orphans := {int(process) for process in listed.read_text("ascii").split()} - {*children}:
            for orphan in orphans:
                kill(orphan)
                os.waitpid(orphan, 0)


def confine(parent: int, directory: str, keep: int, written_bytes: int) -> None:  # pragma: no cover
    """Shut this fresh child in: own session, gone with its parent, one open pipe, one directory.

    `keep` is the only descriptor beside the standard ones that stays open.
    """
    os.setsid()
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it ended before the line above
        os._exit(1)
    _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _close_all_but(keep)
    os.chdir(directory)
    os.environ["TMPDIR"] = os.environ["HOME"] = directory
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _lower(resource.RLIMIT_FSIZE, written_bytes)
    _lower(resource.RLIMIT_NOFILE, _OPEN_FILES)


def limit(allowance: Allowance) -> None:  # pragma: no cover - in the child
    """Bound the address space and the processor time of this process and each it starts."""
    _lower(resource.RLIMIT_AS, allowance.memory)
    seconds = int(allowance.seconds) + _GRACE
    # Reaching the soft limit is a signal of its own; the hard one looks like a kill from outside.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + _GRACE))


def _lower(kind: int, most: int) -> None:  # pragma: no cover - in the child
    _, hard = resource.getrlimit(kind)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (bound, bound))


def _close_all_but(keep: int) -> None:  # pragma: no cover - in the child
    silence = os.open(os.devnull, os.O_RDWR)
    for standard in _STANDARD:
        os.dup2(silence, standard)
    opened = [int(entry.name) for entry in Path("/proc/self/fd").iterdir()]
    for descriptor in set(opened) - {*_STANDARD, keep}:
        with contextlib.suppress(OSError):  # the one that listed them is closed already
            os.close(descriptor)
