"""Whatever bytes come as a page or a web archive: a text or a sentence, never a traceback."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest.errors import IngestError
from archive.ingest.extractors import html, mht
from archive.ingest.types import Options, RawFile
from tests.ingest.extractors.web_pages import FIRST, SECOND
from tests.ingest.mht_files import part, web_archive

PIECES = st.sampled_from(
    [
        *("<table>", "<tr>", "<td colspan=3>", "<td rowspan=2>", "</td>", "</table>", "<caption>表", "<th>"),
        *(
            "<ol start=9>",
            "<ul>",
            "<li>",
            "<li value=-1>",
            "</ol>",
            "<dl><dt>文号：",
            "<dd>",
            "<pre>\n",
            "</pre>",
        ),
        *("<div class=nav>", "<div id=zoom>", "</div>", "<p>", "</p>", "<h1>", "<br>", "<a href=x>", "</a>"),
        *("<span style='display:none'>", "<i style='mso-list:Ignore'>l", "<b hidden>", "</span>", "<form>"),
        *(
            "<!--",
            "-->",
            "<![if x]>",
            "<script>",
            "</script>",
            "<style>.a{display:none}",
            "</style>",
            "<frame>",
        ),
        *(
            "<td class=line-content>",
            "<body id=viewsource>",
            "</html>",
            "<html>",
            "<title>",
            "<meta name=url",
        ),
        *(
            "&#x80;",
            "&nbsp;",
            "&bogus;",
            "\x00",
            "\x0b",
            "\u2028",
            "\t",
            "<",
            ">",
            "'",
            "一、",
            "1.",
            "第一章",
        ),
        *(
            FIRST,
            SECOND,
            "来源：某局 2024-01-12",
            "责任编辑：某人",
            "石门县卫生健康局",
            "2024年1月12日",
            "字号",
        ),
    ]
)
SOUP = st.lists(PIECES, max_size=60).map("".join)


def read(module, content):
    with suppress(IngestError):
        extracted = module.extract(RawFile("a", content), Options())
        assert extracted.text.strip()
        assert "\x00" not in extracted.text
        ends = [-1, *(end for span in extracted.tables for end in span)]
        assert ends == sorted(ends)
        assert ends[-1] <= len(extracted.text)


@settings(max_examples=150, deadline=None)
@given(SOUP, st.sampled_from(["utf-8", "gb18030", "utf-16", "big5hkscs"]))
def test_any_soup_of_tags_gives_a_text_or_a_sentence(soup, codec):
    read(html, soup.encode(codec, "replace"))


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_or_a_sentence(content):
    read(html, content)
    read(mht, content)
    read(html, b"<p>" + content + FIRST.encode())


@settings(max_examples=60, deadline=None)
@given(SOUP, st.integers(0, 2000), st.binary(max_size=8))
def test_a_damaged_web_archive_gives_a_text_or_a_sentence(soup, at, damage):
    archived = web_archive(part(soup.encode()), part(FIRST.encode(), encoding="base64"))
    read(mht, archived[:at] + damage + archived[at:])
    read(mht, archived[:at])
