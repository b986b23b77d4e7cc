"""What is carried over from a web page."""

from archive.ingest.extractors import html
from archive.ingest.types import Options, RawFile

SENTENCE = "全县卫生健康系统坚持以人民健康为中心，统筹推进各项工作。"


def read(source, encoding="utf-8"):
    return html.extract(RawFile("a.html", source.encode(encoding)), Options())


def lines(source):
    return read(source).text.split("\n")


def test_paragraphs_come_one_a_line_without_navigation_and_footer():
    page = f"<nav>首页 政务公开</nav><div><p>{SENTENCE}</p><p>二、{SENTENCE}</p></div><footer>版权所有</footer>"

    assert lines(page) == [SENTENCE, f"二、{SENTENCE}"]
