"""Figures as rows of a CSV file: every column a reader needs to go back to the sentence."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.models import Figure, Region
from archive.models.figure import FigureQuerySet
from archive.views.figure_cells import (
    COLUMNS,
    SENTENCE,
    comparator_word,
    confidence_of,
    doubts_of,
    normal_value,
    plain_number,
    role_word,
)

_AT_ONCE = 1000


def figure_columns() -> tuple[str, ...]:
    """Return the heads of the columns of `figure_rows`."""
    return (
        _("地区代码"),
        _("地区"),
        _("年度"),
        _("报告编号"),
        _("固定链接"),
        _("指标"),
        _("原文名称"),
        _("限定"),
        _("性质"),
        _("原文数值"),
        _("比较"),
        _("数值"),
        _("单位"),
        _("推补的单位"),
        _("折算数值"),
        _("折算单位"),
        _("存疑"),
        _("把握"),
        _("原句"),
        _("发布机构"),
        _("来源网址"),
    )


def figure_rows(request: HttpRequest, figures: FigureQuerySet) -> Iterator[tuple[object, ...]]:
    """Yield a row for each figure: ordered by division code, year, report and place in the text."""
    paths = _region_paths()
    rows: QuerySet[Any] = (
        figures.only(*COLUMNS, "name", "indicator__name", "indicator__unit", "indicator__is_active")
        .select_related("indicator")
        .annotate(
            sentence=SENTENCE,
            report=F("revision__report__public_id"),
            region=F("revision__report__region"),
            code=F("revision__report__region__code"),
            year=F("revision__report__shelf_year"),
            issuer=F("revision__report__issuer"),
            source=F("revision__report__source_url"),
        )
        .order_by(
            F("code").asc(nulls_last=True), "region", F("year").asc(nulls_last=True), "report", "start", "pk"
        )
    )
    for row in rows.iterator(_AT_ONCE):
        address = request.build_absolute_uri(reverse("report", args=[row.report]))
        place = (row.code, paths.get(row.region, ""), row.year, row.report, f"{address}#{row.anchor}")
        yield (*place, *_said(row), row.sentence, row.issuer, row.source)


def _said(figure: Figure) -> tuple[object, ...]:
    indicator = figure.indicator if figure.indicator and figure.indicator.is_active else None
    value, unit = normal_value(figure, indicator.unit if indicator else "")
    return (
        indicator.name if indicator else "",
        figure.name,
        (figure.indicator_qualifier if indicator else "") or figure.qualifier,
        role_word(figure.role),
        figure.quoted,
        comparator_word(figure.comparator),
        plain_number(figure.value).replace(",", ""),
        figure.unit,
        figure.unit_supplied,
        plain_number(value).replace(",", ""),
        unit,
        "".join(doubts_of(figure)),
        confidence_of(figure)[0],
    )


def _region_paths() -> dict[int, str]:
    """Return key -> names from the province down, of every division."""
    rows = {key: (name, above) for key, name, above in Region.objects.values_list("pk", "name", "parent")}
    paths: dict[int, str] = {}
    for key in rows:
        names: list[str] = []
        at: int | None = key
        while at is not None:
            name, at = rows[at]
            names.insert(0, name)
        paths[key] = "".join(names)
    return paths
