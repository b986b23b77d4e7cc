"""Rows made from the figures of a text, and the lexicon that tells which indicator each is of."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from django.db import transaction
from django.db.models import Count, Max

from archive.analysis.indicators import IndicatorEntry, IndicatorLexicon
from archive.ingest.figures.extract import VERSION, extract_figures
from archive.ingest.types import FigureDraft, SectionDraft, TextSpan
from archive.models import Figure, Indicator, IndicatorAlias, Revision, Section

_AT_ONCE = 500


def lexicon() -> IndicatorLexicon:
    """Return the indicators in force, with their names."""
    return _lexicon(_stamp())


def save_figures(revision: Revision, figures: Sequence[FigureDraft]) -> list[Figure]:
    """Write the figures of a saved revision whose sections are saved; return the rows in order."""
    made = rows_of(revision, figures, list(revision.sections.order_by("start", "order")))
    with transaction.atomic():
        Figure.objects.bulk_create(made, batch_size=_AT_ONCE)
        parts = [(row, found.whole) for row, found in zip(made, figures, strict=True)]
        inner = [row for row, whole in parts if whole is not None]
        for row, whole in parts:
            row.whole = made[whole] if whole is not None else None
        Figure.objects.bulk_update(inner, ["whole"], batch_size=_AT_ONCE)
        revision.figures_version = VERSION
        revision.save(update_fields=["figures_version"])
    return made


def rows_of(revision: Revision, figures: Sequence[FigureDraft], sections: Sequence[Section]) -> list[Figure]:
    """Return figures as rows of `revision`, saving nothing; `sections` are its sections by start."""
    starts = [section.start for section in sections]
    stamp = _stamp()
    known, keys = _lexicon(stamp), _keys(stamp)
    made = []
    for order, found in enumerate(figures):
        at = bisect_right(starts, found.start) - 1
        row = _row(revision, order, found)
        row.section = sections[at] if at >= 0 else None
        if match := known.match(row.name, row.unit or row.unit_supplied, row.qualifier):
            row.indicator_id = keys[match.slug]
            row.indicator_qualifier = match.qualifier[:120]
        made.append(row)
    return made


@transaction.atomic
def read_again(revision: Revision) -> int:
    """Replace the figures of a revision by what is found now; return how many there are.

    What a person said of a figure stays with the figure whose words overlap with its own.
    """
    said = [row for row in revision.figures.select_related("indicator") if row.by_hand or row.dismissed]
    revision.figures.all().delete()
    drafts = [section_draft(section) for section in revision.sections.order_by("order")]
    made = save_figures(revision, extract_figures(revision.text, drafts))
    kept = [
        (row, before) for before in said for row in made if row.start < before.end and before.start < row.end
    ]
    for row, before in kept:
        row.dismissed, row.by_hand = before.dismissed, before.by_hand
        if before.by_hand:
            row.indicator, row.indicator_qualifier = before.indicator, before.indicator_qualifier
    words = ["dismissed", "by_hand", "indicator", "indicator_qualifier"]
    Figure.objects.bulk_update([row for row, _before in kept], words)
    return len(made)


def section_draft(section: Section) -> SectionDraft:
    """Return a saved section as the value the ingest stages pass around; its parent is left out."""
    return SectionDraft(
        level=section.level,
        label=section.label,
        heading=section.heading,
        start=section.start,
        end=section.end,
        heading_pieces=tuple(TextSpan(*span) for span in section.heading_pieces),
        paragraphs=tuple(tuple(TextSpan(*span) for span in pieces) for pieces in section.paragraphs),
        heading_supplied=section.heading_supplied,
        label_supplied=section.label_supplied,
        flags=tuple(section.flags),
        role=section.role,
        topics=tuple(section.topics),
    )


def _row(revision: Revision, order: int, found: FigureDraft) -> Figure:
    return Figure(
        revision=revision,
        order=order,
        start=found.start,
        end=found.end,
        quoted=revision.text[found.start : found.end][:80],
        name=found.name[:120],
        name_spans=[list(span) for span in found.name_spans],
        name_rule=found.name_rule,
        sentence_start=found.sentence.start,
        sentence_end=found.sentence.end,
        value=found.value,
        unit=found.unit[:20],
        unit_supplied=found.unit_supplied[:20],
        comparator=found.comparator,
        role=found.role,
        qualifier=found.qualifier[:120],
        flags=list(found.flags),
    )


def _stamp() -> str:
    """Return a text that is another after every change of the indicators or their names."""
    shown = Indicator.objects.aggregate(n=Count("pk"), latest=Max("updated_at"), key=Max("pk"))
    names = IndicatorAlias.objects.aggregate(n=Count("pk"), key=Max("pk"))
    return f"{shown}{names}"


@lru_cache(1)
def _lexicon(_stamp: str) -> IndicatorLexicon:
    rows = Indicator.objects.filter(is_active=True).prefetch_related("aliases")
    return IndicatorLexicon(
        IndicatorEntry(
            slug=row.slug,
            names=(row.name, *(alias.term for alias in row.aliases.all())),
            units=tuple(filter(None, row.units.split("|"))),
            without=tuple(filter(None, row.without.split("|"))),
            measure=row.measure,
        )
        for row in rows
    )


@lru_cache(1)
def _keys(_stamp: str) -> dict[str, int]:
    return dict(Indicator.objects.values_list("slug", "pk"))
