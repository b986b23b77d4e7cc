"""A run as plain text."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.bench.search import floors


def rendered(run: Mapping[str, Any]) -> str:
    """Return the tables of a run: times of pages, everything else, and the numbers to reach."""
    parts = [_machine(run)]
    parts += [_pages(size, found) for size, found in run["sizes"].items()]
    parts += [_resources(size, found) for size, found in run["sizes"].items()]
    return "\n\n".join([*parts, _floors(run)])


def _machine(run: Mapping[str, Any]) -> str:
    said = ", ".join(f"{name} {value}" for name, value in {**run["machine"], **run["versions"]}.items())
    return f"{run['date']}: {said}"


def _pages(size: str, found: Mapping[str, Any]) -> str:
    pages = found["pages"]
    rows = [f"pages at {size} sections: processor ms p50/p95 | wall p50/p95 | first pass p50/p95 | queries"]
    for among in ("all", "words"):
        for name, times in pages["warm"].items():
            if times[among]["queries"]:
                first = pages["first"][name][among]
                rows.append(
                    f"  {name:32} {among:6}{_times(times[among])}  {first['p50']:7.2f}/{first['p95']:.2f}"
                )
    for name, times in pages.get("stock", {}).items():
        rows.append(f"  {name:32} {'stock':6}{_times(times['words'])}")
    differ = pages["disagreements"]
    rows.append(f"  {len(differ)} disagreements on totals, counts and newest reports")
    return "\n".join([*rows, *(f"    {line}" for line in differ[:5])])


def _times(times: Mapping[str, float]) -> str:
    said = f"{times['p50']:9.2f}/{times['p95']:<9.2f}{times['wall_p50']:9.2f}/{times['wall_p95']:<9.2f}"
    return f"{said}{times['queries']:4.0f}"


def _resources(size: str, found: Mapping[str, Any]) -> str:
    return "\n".join([f"at {size} sections", *(f"  {line}" for line in _resource_lines(found))])


def _resource_lines(found: Mapping[str, Any]) -> Iterator[str]:
    build = found["build"]
    yield (
        f"build {build['wall']:.0f} s wall, {build['processor']:.0f} s processor,"
        f" {build['sections_a_second']:.0f} sections a second; {build['megabytes']:.0f} MB,"
        f" {build['bytes_a_character']:.1f} bytes a character of {build['characters']:,}"
    )
    for name, rival in found["rivals"].items():
        took = f"{rival['wall']:.0f} s wall, {rival['processor']:.0f} s processor"
        yield f"{name}: {took}, {rival['megabytes']:.0f} MB"
    if reader := found.get("reader"):
        yield (
            f"fresh process: first answer {reader['from_start']:.2f} s after its start,"
            f" {reader['from_import']:.2f} s after its imports; {reader['opened_megabytes']:.0f} MB opened,"
            f" {reader['megabytes']:.0f} MB after the mix"
        )
    for part in ("cold", "changes", "http"):
        for name, value in found.get(part, {}).items():
            if isinstance(value, dict):
                yield f"{part}, {name}: {_flat(value)}"


def _flat(value: Mapping[str, Any]) -> str:
    shown = {
        key: f"({_flat(one)})" if isinstance(one, dict) else f"{one:.1f}"
        for key, one in value.items()
        if isinstance(one, int | float | dict)
    }
    return ", ".join(f"{key} {text}" for key, text in shown.items())


def _floors(run: Mapping[str, Any]) -> str:
    rows = [f"{'':72}{'value':>12}{'floor':>9}{'goal':>8}"]
    for line in floors.lines(run):
        value = f"{line.value:.2f} {line.unit}".strip()
        rows.append(f"{line.label:72}{value:>12}{line.floor:>9g}{line.goal:>8g}  {line.verdict}")
    return "\n".join(rows)
