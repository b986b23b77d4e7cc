"""Word files written part by part, so that a test shows the markup it is about."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

OFFICE = "http://schemas.openxmlformats.org"
W = f"{OFFICE}/wordprocessingml/2006/main"
RELATIONS = f"{OFFICE}/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{RELATIONS}" xmlns:m="{OFFICE}/officeDocument/2006/math"'
    f' xmlns:mc="{OFFICE}/markup-compatibility/2006" xmlns:wp="{OFFICE}/drawingml/2006/wordprocessingDrawing"'
    f' xmlns:a="{OFFICE}/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OVERRIDES = {"document": "document.main"}


def word_file(body, *, parts=None, package=None, **roots):
    """Bytes of a docx: `body` is the inside of w:body, `roots` the insides of other parts (styles=…).

    `parts` are whole members by name, `package` the relations of the package beside the document.
    """
    members = {"word/document.xml": part("document", f"<w:body>{body}</w:body>")}
    members |= {f"word/{name}.xml": part(name, inside) for name, inside in roots.items()}
    members["word/_rels/document.xml.rels"] = relations({f"r{name}": (name, f"{name}.xml") for name in roots})
    members["_rels/.rels"] = relations({"r1": ("officeDocument", "word/document.xml"), **(package or {})})
    members["[Content_Types].xml"] = _content_types(("document", *roots))
    return zipped({**members, **(parts or {})})


def part(name, inside):
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{name} {SPACES}>{inside}</w:{name}>'


def relations(targets):
    inside = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{inside}</Relationships>'


def zipped(members):
    """A zip of `members`; a member that is None is left out."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, stored in members.items():
            if stored is not None:
                archive.writestr(name, stored)
    return content.getvalue()


def run(text, properties=""):
    lead = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{lead}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(inside, *, style="", num=None, level=0, mark=""):
    """A w:p: `inside` is plain text or markup; `mark` are run properties of the paragraph mark."""
    content = inside if inside.startswith("<") else run(inside) if inside else ""
    properties = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    if num is not None:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    properties += f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def paragraphs(text):
    return "".join(paragraph(line) for line in text.split("\n"))


def level(index, form, pattern, *, start=1, extra=""):
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f"<w:lvlText w:val={quoteattr(pattern)}/></w:lvl>"
    )


def definition(key, *levels, extra=""):
    lines = "".join(levels)
    return f'<w:abstractNum w:abstractNumId="{key}">{extra}{lines}</w:abstractNum>'


def listed(key, definition_key, overrides=""):
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{definition_key}"/>{overrides}</w:num>'


def table(*rows):
    """A w:tbl; each cell is text or markup of its own w:tc."""
    grid = '<w:gridCol w:w="2000"/>' * len(rows[0])
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(map(table_row, rows))}</w:tbl>"


def table_row(cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(map(cell, cells))}</w:tr>"


def cell(inside, properties=""):
    if inside.startswith("<w:tc>"):
        return inside
    content = inside if inside.startswith("<") else paragraph(inside)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _content_types(names):
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{_OVERRIDES.get(name, name)}+xml"/>'
        for name in names
    )
    return (
        f'<Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>'
    )
