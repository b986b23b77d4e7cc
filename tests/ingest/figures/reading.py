"""Figures of single sentences, for tests."""

from archive.ingest.figures.extract import extract_figures
from archive.ingest.types import FigureDraft, SectionDraft, TextSpan


def section(text: str, role: str = "done") -> SectionDraft:
    """A section whose paragraphs are the lines of the text."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line:
            spans.append((TextSpan(start, start + len(line)),))
        start += len(line) + 1
    return SectionDraft(1, "", "", 0, len(text), paragraphs=tuple(spans), role=role)


def figures(text: str, role: str = "done") -> tuple[FigureDraft, ...]:
    return extract_figures(text, [section(text, role)])


def figure(text: str, role: str = "done") -> FigureDraft:
    (only,) = figures(text, role)
    return only


def values(text: str) -> list[str]:
    """Values with their units, as one reads them: `5000000 元`."""
    return [f"{f.value:f} {f.unit}".rstrip() for f in figures(text)]


def names(text: str) -> list[str]:
    return [f.name for f in figures(text)]


def roles(text: str, role: str = "done") -> list[str]:
    return [f.role for f in figures(text, role)]


def quotes(text: str) -> list[str]:
    return [text[f.start : f.end] for f in figures(text)]
