"""OFD files written as office software does: text objects placed in millimetres on pages."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from tests.ingest.extractors.word_files import zipped

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT, TOP, BOTTOM = 28.0, 26.0, 37.0, 35.0
_WORD = re.compile(r"(?:[(（“《]*)(?:[0-9A-Za-zà-üǎ-ǜ.%]+|\s|.)[，。、；：！？）》”’】〕,.;:!?)%\]]*")


def ofd_file(pages, *, info="", templates=(), parts=None):
    """Bytes of an OFD; `pages` and `templates` are the insides of ofd:Page, `info` that of ofd:DocInfo."""
    listed = "".join(
        f'<ofd:Page ID="{10 + i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages))
    )
    common = "".join(
        f'<ofd:TemplatePage ID="{90 + i}" BaseLoc="Tpls/Tpl_{i}/Content.xml"/>' for i in range(len(templates))
    )
    box = f"<ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH} {HEIGHT}</ofd:PhysicalBox></ofd:PageArea>"
    place = "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
    body = f"<ofd:DocBody><ofd:DocInfo>{info}</ofd:DocInfo>{place}</ofd:DocBody>"
    members = {
        "OFD.xml": root("OFD", body),
        "Doc_0/Document.xml": root(
            "Document", f"<ofd:CommonData>{box}{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
        ),
    }
    members |= {f"Doc_0/Pages/Page_{i}/Content.xml": root("Page", inside) for i, inside in enumerate(pages)}
    members |= {f"Doc_0/Tpls/Tpl_{i}/Content.xml": root("Page", inside) for i, inside in enumerate(templates)}
    return zipped({**members, **(parts or {})})


def root(name, inside):
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{name} {SPACE}>{inside}</ofd:{name}>'


def content(objects, *, before=""):
    return f"{before}<ofd:Content><ofd:Layer ID='1'>{objects}</ofd:Layer></ofd:Content>"


def width_of(text, em):
    return sum(em / 2 if char.isascii() else em for char in text)


def text_object(text, left, base, *, em=5.0, attributes=""):
    """A text object whose box hugs its line; the base line stands 0.86 em below the top of the box."""
    box = f"{left:g} {base - 0.86 * em:g} {width_of(text, em):g} {em:g}"
    code = f'<ofd:TextCode X="0" Y="{0.86 * em:g}">{escape(text)}</ofd:TextCode>'
    return f'<ofd:TextObject Boundary="{box}" Size="{em:g}" {attributes}>{code}</ofd:TextObject>'


def page_wide(text, left, base, *, em=5.0):
    """The same in a box as large as the page."""
    code = f'<ofd:TextCode X="{left:g}" Y="{base:g}">{escape(text)}</ofd:TextCode>'
    return f'<ofd:TextObject Boundary="0 0 {WIDTH} {HEIGHT}" Size="{em:g}">{code}</ofd:TextObject>'


def scaled(text, left, base, *, em=5.0):
    """The same in units of a tenth, brought to size by a matrix, with the distances between characters."""
    deltas = " ".join(f"{10 * width_of(char, em):g}" for char in text[:-1])
    code = f'<ofd:TextCode X="0" Y="0" DeltaX="{deltas}">{escape(text)}</ofd:TextCode>'
    box = f'Boundary="{left:g} {base:g} {width_of(text, em):g} {em:g}" CTM="0.1 0 0 0.1 0 0"'
    return f'<ofd:TextObject {box} Size="{10 * em:g}">{code}</ofd:TextObject>'


def in_runs(text, left, base, *, em=5.0):
    """The same as runs of seven characters, the last first."""
    runs = [
        text_object(text[i : i + 7], left + width_of(text[:i], em), base, em=em)
        for i in range(0, len(text), 7)
    ]
    return "".join(reversed(runs))


def justified(text, left, base, *, em=5.0):
    """The same spread to the right margin, unless it is the short last line of its paragraph."""
    room = WIDTH - RIGHT - left - width_of(text, em)
    spread = room / max(len(text) - 1, 1) if room < 3 * em else 0
    deltas = " ".join(f"{width_of(char, em) + spread:.3f}" for char in text[:-1])
    code = f'<ofd:TextCode X="{left:g}" Y="{base:g}" DeltaX="{deltas}">{escape(text)}</ofd:TextCode>'
    return f'<ofd:TextObject Boundary="0 0 {WIDTH} {HEIGHT}" Size="{em:g}">{code}</ofd:TextObject>'


def stroke(x1, y1, x2, y2):
    """A thin line, drawn in a box of its own."""
    box = f"{x1:g} {y1:g} {x2 - x1:g} {y2 - y1:g}"
    path = f"<ofd:AbbreviatedData>M 0 0 L {x2 - x1:g} {y2 - y1:g}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject Boundary="{box}">{path}</ofd:PathObject>'


def ruled_table(rows, *, left=30.0, top=60.0, cell=(40.0, 9.0), em=5.0):
    """The objects of a table with drawn borders."""
    width, height = cell
    columns, right, bottom = len(rows[0]), left + width * len(rows[0]), top + height * len(rows)
    drawn = [stroke(left, top + height * i, right, top + height * i) for i in range(len(rows) + 1)]
    drawn += [stroke(left + width * i, top, left + width * i, bottom) for i in range(columns + 1)]
    for i, row in enumerate(rows):
        drawn += [
            text_object(words, left + width * j + 2, top + height * i + 6.5, em=em)
            for j, words in enumerate(row)
        ]
    return "".join(drawn)


@dataclass(frozen=True)
class Style:
    """How a report is printed: `place` writes one line; running head and foot on every page."""

    place: Callable[..., str] = text_object
    em: float = 5.6
    leading: float = 10.0
    head: str = ""
    foot: str = "— {page} —"
    templated: bool = False  # the head stands in a template


STYLES = {
    "lines": Style(),
    "runs": Style(place=in_runs, em=4.2, leading=7.5, head="某县卫生健康局文件"),
    "page-wide boxes": Style(place=page_wide, foot="第 {page} 页"),
    "justified": Style(place=justified, em=5.3, leading=9.5),
    "matrix": Style(place=scaled, em=4.9, leading=9.0, head="内部资料", templated=True),
}


@dataclass
class Printer:
    """Puts paragraphs on pages, indented by two characters, broken at the margin."""

    style: Style
    pages: list[str] = field(default_factory=list)
    base: float = HEIGHT

    def paragraph(self, text):
        for index, line in enumerate(broken(text, self.style.em)):
            self.base += self.style.leading
            if self.base > HEIGHT - BOTTOM:
                self.pages.append("")
                self.base = TOP + self.style.leading
            left = LEFT + (0 if index else 2 * self.style.em)
            self.pages[-1] += self.style.place(line, left, self.base, em=self.style.em)

    def finish(self):
        style, pages, templates = self.style, [], []
        head = text_object(style.head, 80, 20, em=4.0) if style.head else ""
        use = '<ofd:Template TemplateID="90" ZOrder="Background"/>' if style.templated else ""
        if style.templated:
            templates.append(content(head))
            head = ""
        for number, objects in enumerate(self.pages, 1):
            foot = text_object(style.foot.format(page=number), 100, HEIGHT - 20, em=4.0)
            pages.append(content(head + objects + foot, before=use))
        return ofd_file(pages, templates=templates)


def broken(text, em) -> Iterator[str]:
    """Cut a paragraph into lines; no line begins with a closing mark or inside a Latin word."""
    room = WIDTH - LEFT - RIGHT - 2 * em
    line = ""
    for word in _WORD.findall(text):
        if line and width_of(line + word, em) > room:
            yield line
            line, room = "", WIDTH - LEFT - RIGHT
        line += word
    yield line


def printed(paragraphs: Sequence[str], style: Style) -> bytes:
    printer = Printer(style)
    for paragraph in paragraphs:
        printer.paragraph(paragraph)
    return printer.finish()
