"""Short pages for the tests of what is carried over."""

from archive.ingest.extractors import html
from archive.ingest.types import Extracted, Options, RawFile

FIRST = "全县卫生健康系统坚持以人民健康为中心，统筹推进各项工作。"
SECOND = "家庭医生签约服务覆盖面不断扩大，重点人群签约率达到百分之八十。"
THIRD = "下一步继续深化改革，提升基层医疗卫生机构服务能力。"


def read(source: str | bytes) -> Extracted:
    """The page as it is read."""
    content = source if isinstance(source, bytes) else source.encode()
    return html.extract(RawFile("a.html", content), Options())


def lines(source: str) -> list[str]:
    """The lines of the text of a page."""
    return read(source).text.split("\n")


def article(inside: str) -> str:
    """A page with a report in which `inside` stands between two paragraphs."""
    return f"<html><body><div><p>一、{FIRST}</p>{inside}<p>二、{SECOND}</p></div></body></html>"


def between(inside: str) -> list[str]:
    """What is read of `inside` when it stands between two paragraphs."""
    first, *found, last = lines(article(inside))
    assert (first, last) == (f"一、{FIRST}", f"二、{SECOND}")
    return found


def tables(source: str) -> list[str]:
    """The text of each table of a page."""
    extracted = read(source)
    return [extracted.text[slice(*span)] for span in extracted.tables]
