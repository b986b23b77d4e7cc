"""A run as plain text."""

from collections.abc import Iterator, Mapping
from typing import Any

BASELINE = "report page"
LIMIT = 200.0  # milliseconds on a processor at p95


def rendered(run: Mapping[str, Any]) -> str:
    """Return the tables of a run: pages, files, and where the time of slow pages goes."""
    said = ", ".join(f"{name} {value}" for name, value in {**run["machine"], **run["held"]}.items())
    parts = [f"{run['date']}: {said}"]
    parts += ["\n".join(_pages(run["pages"]))] if "pages" in run else []
    parts += ["\n".join(_files(run[name])) for name in ("files", "found") if name in run]
    return "\n\n".join([*parts, *_slow(run.get("pages", {}))])


def missed(run: Mapping[str, Any]) -> list[str]:
    """Return the pages that take longer than the limit."""
    found = run.get("pages", {}).items()
    return [
        f"{name}: {times['usual']['p95']:.0f} ms" for name, times in found if times["usual"]["p95"] > LIMIT
    ]


def _pages(pages: Mapping[str, Any]) -> Iterator[str]:
    usual = pages[BASELINE]["usual"]
    yield (
        f"{'ms':30}{'processor p50/p95':>19}{'wall p50/p95':>17}{'of a report page':>18}"
        f"{'after a change':>17}{'first':>8}{'rows':>6}{'asked':>7}"
    )
    for name, times in pages.items():
        found, changed = times["usual"], times["changed"]
        ratios = f"{found['p50'] / usual['p50']:.1f}x {found['p95'] / usual['p95']:.1f}x"
        yield (
            f"{name:30}{_pair(found):>19}{_pair(found, 'wall_'):>17}{ratios:>18}{_pair(changed):>17}"
            f"{times['first']['processor']:8.0f}{found['rows']:6.0f}{found['addresses']:7.0f}"
            f"{'  MISSED' if found['p95'] > LIMIT else ''}"
        )


def _pair(times: Mapping[str, float], clock: str = "") -> str:
    return f"{times[f'{clock}p50']:.0f}/{times[f'{clock}p95']:.0f}"


def _files(files: Mapping[str, Any]) -> Iterator[str]:
    yield f"{'file':30}{'rows':>9}{'MB':>8}{'first bytes, ms':>17}{'all, s':>9}{'rows a second':>15}"
    for name, found in files.items():
        seconds = found["wall"] / 1000
        yield (
            f"{name:30}{found['rows']:9}{found['size'] / 1e6:8.2f}{found['first']:17.0f}{seconds:9.2f}"
            f"{found['rows'] / seconds:15.0f}"
        )


def _slow(pages: Mapping[str, Any]) -> Iterator[str]:
    for name, times in pages.items():
        if "where" in times:
            head = f"{name}: the slowest, then calls, own seconds, …, seconds with what was called"
            yield "\n".join([head, *times["slowest"], *times["where"]])
