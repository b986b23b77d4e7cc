"""Well-formed files whose parts are where no program puts them."""

import io

import pikepdf
from hypothesis import strategies as st

from tests.ingest.extractors.word_files import paragraphs, word_file
from tests.ingest.hostile_files import pdf

WORD_TAGS = [
    "w:p", "w:r", "w:t", "w:tab", "w:br", "w:pPr", "w:rPr", "w:numPr", "w:ilvl", "w:numId", "w:tbl",
    "w:tr", "w:tc", "w:tcPr", "w:gridSpan", "w:vMerge", "w:sdt", "w:sdtContent", "w:ins", "w:del",
    "w:delText", "w:vanish", "w:hyperlink", "w:fldChar", "w:instrText", "w:fldSimple", "w:pict",
    "v:shape", "v:textbox", "w:txbxContent", "mc:AlternateContent", "mc:Choice", "mc:Fallback",
    "w:drawing", "wp:anchor", "w:footnoteReference", "w:sym", "w:ruby", "w:rt", "w:rubyBase", "m:oMath",
    "m:r", "m:t", "w:sectPr", "w:pStyle",
]  # fmt: skip
PAGE_TAGS = [
    "div", "p", "span", "table", "tbody", "tr", "td", "th", "ul", "li", "a", "form", "font", "b", "h1",
    "h2", "br", "hr", "center", "script", "style", "textarea", "select", "option", "iframe", "svg",
    "pre", "title", "head", "meta", "body", "frameset", "article", "section", "ruby", "rt", "del",
]  # fmt: skip
OPERATORS = [
    "BT", "ET", "q", "Q", "/F1 12 Tf", "1 0 0 1 50 700 Tm", "<00410042> Tj", "(abc) Tj", "0 0 m",
    "9 9 l", "S", "1e9 0 0 1e9 0 0 cm", "0 0 0 0 0 0 cm", "-9 Tc", "0 Tz", "99999999 0 Td", "3 Tr",
    "/X Do", "[(a) -9e9] TJ", "EI", "ID", "BI",
]  # fmt: skip
_VALUES = st.sampled_from(["", "0", "1", "-1", "9" * 12, "x", "begin", "separate", "end", "restart", "一"])
_WORD_ATTRIBUTES = st.dictionaries(
    st.sampled_from(["w:val", "w:fldCharType", "w:id", "w:char", "Requires"]), _VALUES, max_size=2
)
_PAGE_ATTRIBUTES = st.dictionaries(
    st.sampled_from(["class", "id", "style", "href", "colspan", "rowspan", "content", "name"]),
    st.sampled_from(["content", "display:none", "99999999", "-1", "ArticleTitle", "", "javascript:x", "一"]),
    max_size=2,
)
_WORDS = st.sampled_from(
    ["一、概况", "（一）", "全县医院2家。", "2024年", " ", "\n", "&#x4e00;", "1.", "PAGE"]
)
_PIECES = [
    "一、概况", "二、", "（一）", "(3)", "1.", "1、", "①", "一是", "第一，", "第三部分",
    "第九百九十九章 ", "十、", "\n", "\r", "\t", " ", "\u3000", "。", "：", "；", "（", "）", "“",
    "《", "\x00", "\ufeff", "\U00020000", "2023年", "1999—2001年", "民国一百零三年", "2023-02-30",
    "2023年13月45日", "〔2023〕99号", "**年", "XX县", "安徽省", "花山区", "卫生健康局",
    "发布时间：", "来源：", "索引号：", "第 3 页", "— 12 —", "衛(wèi)生",
    "全县医院2家，床位560张，增长3.2%。", "存在问题", "下一步打算",
    "虽然取得了成绩，但还存在不少问题。", "9999999999999999999999",
]  # fmt: skip
_SIZES = st.sampled_from([595.0, 0.0, -100.0, 1e9, 14400.0])


def reports() -> st.SearchStrategy[bytes]:
    """Texts of any labels, headers and damage in any order."""
    return st.lists(st.sampled_from(_PIECES), min_size=1, max_size=60).map(
        lambda pieces: "".join(pieces).encode()
    )


def word_files() -> st.SearchStrategy[bytes]:
    """Word files of any elements in any order."""
    bodies = _trees(WORD_TAGS, _WORD_ATTRIBUTES)
    return bodies.map(lambda body: word_file(paragraphs("一、概况") + body))


def pages() -> st.SearchStrategy[bytes]:
    """Web pages of any elements in any order."""
    return _trees(PAGE_TAGS, _PAGE_ATTRIBUTES).map(lambda body: f"<html><body>{body}</body></html>".encode())


def pdf_files() -> st.SearchStrategy[bytes]:
    """PDF files that draw anything on paper of any size."""
    return st.builds(_drawn, st.lists(st.sampled_from(OPERATORS), max_size=40), _SIZES)


def _trees(tags: list[str], attributes: st.SearchStrategy[dict[str, str]]) -> st.SearchStrategy[str]:
    return st.recursive(
        _WORDS,
        lambda inner: st.builds(_element, st.sampled_from(tags), attributes, st.lists(inner, max_size=5)),
        max_leaves=40,
    )


def _element(tag: str, attributes: dict[str, str], inside: list[str]) -> str:
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{written}>{''.join(inside)}</{tag}>"


def _drawn(operators: list[str], size: float) -> bytes:
    with pikepdf.open(io.BytesIO(pdf())) as document:
        page = document.pages[0]
        page.MediaBox = [0, 0, size, size]
        page.contents_add(" ".join(operators).encode())
        target = io.BytesIO()
        document.save(target)
    return target.getvalue()
