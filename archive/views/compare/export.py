"""The compare table as a file: a row for every amount and section of a cell, and for every empty cell."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.exports import Export, csv_response
from archive.views.compare.address import read_address
from archive.views.compare.columns import Column
from archive.views.compare.figures import FigureRow, Said
from archive.views.compare.layout import Layout, lay_out
from archive.views.compare.page import FEWEST, prompt, unknown_mode
from archive.views.compare.sections import path_of, sections_by_key
from archive.views.compare.table import Cell, Row, Topic
from archive.views.differences.page import differences_csv
from archive.views.figure_cells import comparator_word, normal_value

_Cells = list[object]


@require_safe
def compare_csv(request: HttpRequest) -> HttpResponseBase:
    """Stream the table the same address shows as a page, that of differences with `mode=diff`.

    What could not be taken is told in the head of the file.
    """
    mode = request.GET.get("mode", "")
    if mode == "diff":
        return differences_csv(request)
    reading = read_address(request.GET)
    if len(reading.reports) < FEWEST:
        return prompt(request, reading, status=400)
    layout = lay_out(reading)
    title = _("%(count)d 份报告按主题对照：%(names)s") % {
        "count": len(layout.columns),
        "names": layout.names,
    }
    export = Export(
        name="compare",
        title=title,
        parameters=layout.asked.query,
        columns=_heads(),
        rows=_Rows(layout, request.build_absolute_uri("/").rstrip("/")).all(),
        notes=(*unknown_mode(mode), *layout.complaints),
    )
    return csv_response(request, export)


def _heads() -> tuple[str, ...]:
    return (
        _("行"),
        _("类别"),
        _("主题或指标"),
        _("章节角色"),
        _("配对把握"),
        _("配对依据"),
        _("地区代码"),
        _("地区"),
        _("年度"),
        _("报告编号"),
        _("章节"),
        _("永久链接"),
        _("性质"),
        _("限定"),
        _("比较"),
        _("原文数值"),
        _("折算数值"),
        _("折算单位"),
        _("存疑"),
        _("正文"),
    )


class _Rows:
    """Makes the lines of the file."""

    def __init__(self, layout: Layout, site: str) -> None:
        self._layout = layout
        self._site = site
        self._sections = sections_by_key(layout.held)
        self._places = {column.report.public_id: place for place, column in enumerate(layout.columns)}
        self._number = 0

    def all(self) -> Iterator[_Cells]:
        """Yield the numbers, shared indicators first, then the sections, shared topics first."""
        figures, table = self._layout.figures, self._layout.table
        for row in (*figures.shared, *figures.single):
            yield from self._figure_row(row)
        for topic in (*table.shared, *table.single):
            for line in topic.rows:
                yield from self._section_row(topic, line)

    def _figure_row(self, row: FigureRow) -> Iterator[_Cells]:
        self._number += 1
        kind = _("可比指标") if row.is_shared else _("其余指标")
        head: _Cells = [self._number, kind, row.indicator.name, "", "", ""]
        for slot in row.slots:
            said = (*slot.levels, *slot.others)
            if not said:
                yield [*head, *_report(slot.column), *[""] * 9, _("未载")]
            for one in said:
                for url in (one.cell.url, *one.again):
                    yield [*head, *_report(slot.column), *self._said(one, url, row.indicator.unit)]

    def _said(self, one: Said, url: str, unit: str) -> _Cells:
        section = self._sections.get(one.figure.section_id or 0)
        value, own = normal_value(one.figure, unit)
        return [
            path_of(section) if section else "",
            self._site + url,
            one.figure.get_role_display(),
            one.cell.qualifier,
            comparator_word(one.figure.comparator),
            one.cell.quoted,
            f"{value.normalize():f}",
            own,
            "".join(one.cell.doubts),
            one.clause,
        ]

    def _section_row(self, topic: Topic, row: Row) -> Iterator[_Cells]:
        self._number += 1
        kind = _("配对章节") if row.certainty else _("未配对章节")
        share, why = (row.certainty.share, row.certainty.why) if row.certainty else ("", "")
        if row.by_hand:
            why = _("人工配对")
        head: _Cells = [self._number, kind, topic.label, row.part, share, why]
        for cell in row.cells:
            yield from ([*head, *_report(cell.column), *line] for line in self._cell(cell, row))

    def _cell(self, cell: Cell, row: Row) -> Iterator[_Cells]:
        empty: _Cells = [""] * 7
        held = self._layout.held[self._places[cell.column.report.public_id]]
        for one in (*cell.passages, *cell.more):
            section = held[one.end.partition(".")[2]]
            yield [one.path, self._site + one.url, *empty, section.body]
        if not cell.passages:
            yield ["", "", *empty, cell.nothing(row)]


def _report(column: Column) -> _Cells:
    report = column.report
    return [report.region.code if report.region else "", column.place, column.year, report.public_id]
