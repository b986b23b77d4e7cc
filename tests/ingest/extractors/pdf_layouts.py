"""Reports printed to PDF in the styles that offices use, line by line as word processors do."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
A4 = (595.3, 841.9)
CLOSERS = "，。、；：！？）》”’】〕,.;:!?)]"
OPENERS = "（《“‘【〔(["
TOKEN = re.compile(rf"[{re.escape(OPENERS)}]*(?:[A-Za-z0-9.%]+|\s|.)[{re.escape(CLOSERS)}]*", re.DOTALL)

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


@dataclass(frozen=True)
class Layout:
    """How a report is printed; lengths in points, `indent` in ems."""

    size: tuple[float, float] = A4
    margins: tuple[float, float, float, float] = (79, 74, 105, 99)  # left, right, top, bottom
    em: float = 16
    leading: float = 28
    columns: int = 1
    gutter: float = 24
    indent: float = 2
    justified: bool = True
    after: float = 0
    header: str = ""
    footer: str = ""
    watermark: str = ""
    line_numbers: bool = False

    @property
    def width(self) -> float:
        inner = self.size[0] - self.margins[0] - self.margins[1]
        return (inner - self.gutter * (self.columns - 1)) / self.columns


OFFICIAL = Layout(footer="— {page} —", header="卫生健康局文件")
TWO_COLUMNS = Layout(
    em=10.5, leading=16, columns=2, margins=(57, 57, 70, 70), footer="第 {page} 页 共 {pages} 页"
)
NUMBERED = Layout(
    em=12, leading=22, margins=(142, 113, 90, 90), justified=False, line_numbers=True, footer="- {page} -"
)
LANDSCAPE = Layout(
    size=A4[::-1],
    em=14,
    leading=21,
    indent=0,
    after=10,
    header="内部资料 2024 年第 {page} 期",
    footer="{page}",
)
LARGE_TYPE = Layout(
    em=22, leading=34, margins=(60, 60, 70, 70), watermark="内部文件", footer="{page}/{pages}"
)
LAYOUTS = {
    "official": OFFICIAL,
    "two columns": TWO_COLUMNS,
    "numbered lines": NUMBERED,
    "landscape": LANDSCAPE,
    "large type": LARGE_TYPE,
}


@dataclass(frozen=True)
class Table:
    """A table of three columns or so, with drawn cells or only with its columns apart."""

    rows: tuple[tuple[str, ...], ...]
    ruled: bool = True


def width_of(text: str, em: float) -> float:
    return pdfmetrics.stringWidth(text, FONT, em)


def broken(text: str, layout: Layout) -> Iterator[tuple[str, float, bool]]:
    """Yield the lines of a paragraph, how far each stands in, and whether it is the last."""
    line, inset = "", layout.indent * layout.em
    for token in TOKEN.findall(text):
        if line and width_of(line + token, layout.em) > layout.width - inset:
            yield line, inset, False
            line, inset = "", 0.0
        line += token
    yield line, inset, True


class Press:
    """Prints paragraphs to pages, column after column."""

    def __init__(self, layout: Layout, pages: int):
        self.layout, self.pages = layout, pages
        self.target = BytesIO()
        self.canvas = Canvas(self.target, pagesize=layout.size, pageCompression=1, invariant=True)
        self.page, self.column = 0, 0
        self.turn_page()

    @property
    def top(self) -> float:
        return self.layout.size[1] - self.layout.margins[2]

    @property
    def left(self) -> float:
        return self.layout.margins[0] + self.column * (self.layout.width + self.layout.gutter)

    def turn_page(self) -> None:
        if self.page:
            self.canvas.showPage()
        self.page, self.column, self.y, self.number = self.page + 1, 0, self.top, 0
        width, height = self.layout.size
        self.canvas.setFont(FONT, 9)
        names = {"page": self.page, "pages": self.pages}
        self.canvas.drawCentredString(width / 2, height - 45, self.layout.header.format(**names))
        self.canvas.drawCentredString(width / 2, 40, self.layout.footer.format(**names))
        if self.layout.watermark:
            self.canvas.saveState()
            self.canvas.translate(width / 2, height / 2)
            self.canvas.rotate(45)
            self.canvas.setFont(FONT, 70)
            self.canvas.setFillGray(0.9)
            self.canvas.drawCentredString(0, 0, self.layout.watermark)
            self.canvas.restoreState()

    def make_room(self, height: float) -> None:
        if self.y - height >= self.layout.margins[3]:
            return
        self.column, self.y = self.column + 1, self.top
        if self.column == self.layout.columns:
            self.turn_page()

    def print_line(self, text: str, inset: float, *, last: bool) -> None:
        self.make_room(self.layout.leading)
        self.y -= self.layout.leading
        self.number += 1
        text = text.strip() if last else text.rstrip()
        room = self.layout.width - inset - width_of(text, self.layout.em)
        spread = room / (len(text) - 1) if self.layout.justified and not last and len(text) > 1 else 0
        line = self.canvas.beginText(self.left + inset, self.y)
        line.setFont(FONT, self.layout.em)
        line.setCharSpace(spread)
        line.textOut(text)
        self.canvas.drawText(line)
        if self.layout.line_numbers:
            self.canvas.setFont(FONT, 8)
            self.canvas.drawRightString(self.layout.margins[0] - 20, self.y, str(self.number))

    def print_paragraph(self, text: str) -> None:
        for line, inset, last in broken(text, self.layout):
            self.print_line(line, inset, last=last)
        self.y -= self.layout.after

    def print_table(self, table: Table) -> None:
        step = self.layout.leading
        self.make_room(step * (len(table.rows) + 1))
        wide = self.layout.width / len(table.rows[0])
        top = self.y - step / 2
        for number, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                text = self.canvas.beginText(self.left + wide * column + 4, top - step * (number + 0.7))
                text.setFont(FONT, self.layout.em * 0.8)
                text.textOut(cell)
                self.canvas.drawText(text)
        if table.ruled:
            xs = [self.left + wide * column for column in range(len(table.rows[0]) + 1)]
            self.canvas.grid(xs, [top - step * number for number in range(len(table.rows) + 1)])
        self.y -= step * (len(table.rows) + 1)

    def finish(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self.target.getvalue()


def printed(paragraphs: Sequence[str | Table], layout: Layout) -> tuple[bytes, int]:
    """Return the PDF of `paragraphs` in `layout` and how many pages it has."""
    pages = 0
    while True:
        press = Press(layout, pages)
        for paragraph in paragraphs:
            if isinstance(paragraph, Table):
                press.print_table(paragraph)
            else:
                press.print_paragraph(paragraph)
        content = press.finish()
        if press.page == pages or "{pages}" not in layout.footer:
            return content, press.page
        pages = press.page
