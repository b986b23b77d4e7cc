"""What the kernel knows of processes: memory of their own, and the processes below them."""

import os
from pathlib import Path


def anonymous_megabytes(pid: int | None = None) -> float:
    """Return the memory a process does not share with files (RssAnon)."""
    lines = Path(f"/proc/{pid or os.getpid()}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon:")) / 1024


def children(pid: int) -> list[int]:
    """Return the processes that any thread of a process has started."""
    held = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for listed in held for child in listed.read_text(encoding="ascii").split()]


def megabytes_of(folder: Path) -> float:
    """Return the size of all files below a folder, or of a file."""
    files = [folder] if folder.is_file() else [path for path in folder.rglob("*") if path.is_file()]
    return sum(path.stat().st_size for path in files) / 1024**2
