"""What the page around a report says of it: labelled fields, dates, 文号, addresses, signature.

Everything is matched on folded text; every finding is an Evidence whose span points into
the received text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from archive.ingest.reading import Reading
from archive.ingest.types import Evidence
from archive.text.dates import FoundDate, find_dates, rebuild_date

LABELS = {
    "索引号": "index_no",
    "发布机构": "issuer",
    "发文机关": "issuer",
    "发文机构": "issuer",
    "发文单位": "issuer",
    "发布单位": "issuer",
    "公开主体": "issuer",
    "制发机关": "issuer",
    "信息来源": "source_name",
    "文章来源": "source_name",
    "来源": "source_name",
    "稿源": "source_name",
    "文号": "doc_no",
    "发文字号": "doc_no",
    "成文日期": "signed",
    "发文日期": "signed",
    "生成日期": "signed",
    "印发日期": "signed",
    "发布日期": "published",
    "发布时间": "published",
    "公开日期": "published",
    "发表时间": "published",
    "时间": "published",
    "日期": "published",
    "名称": "title",
    "标题": "title",
    # Known so that they end the value before them.
    "组配分类": "",
    "主题分类": "",
    "关键词": "",
    "主题词": "",
    "浏览次数": "",
    "有效性": "",
    "作者": "",
    "编辑": "",
    "字体大小": "",
}


def _spaced(label: str) -> str:
    return r" *".join(label)


_LABEL = re.compile(
    rf"(?<![一-龥])({'|'.join(_spaced(k) for k in sorted(LABELS, key=len, reverse=True))})"
    r" *[:] *"
)
_VALUE_END = re.compile(r" {2,}| (?:放大|正常|缩小|字体|字号|打印|浏览|点击|分享|阅读|收藏)|[|\n]")
_DIGIT = re.compile(r"\d")
_LONGEST_VALUE = 80  # a label before a longer text is no label
_CLOCK = re.compile(r" *\d{1,2}:\d\d(?::\d\d)?$")
_DOC_NO = re.compile(r"([一-龥]{2,12}) *[\[(] *((?:19|20)\d\d) *[\])] *第? *(\d{1,4}) *号")
_LOST_DOC_NO = re.compile(r"([一-龥]{2,8}?)((?:19|20)\d\d)第?(\d{1,4})号?")
_URL = re.compile(
    r"(?:https?://)?((?:[a-z0-9-]+\.)+(?:gov\.cn|com\.cn|org\.cn|cn|com|net|org))(/[\w./?=&%-]{0,200})?"
)
_DAY_ALONE = re.compile(
    r"\(?[\d〇零一二三四五六七八九]{4}年[\d一二三四五六七八九十]+月[\d一二三四五六七八九十]+[日号]\)?"
)
_DATE_RULES = {
    "header_label": (0.95, "据页首信息栏"),
    "header_date": (0.8, "据页首日期"),
    "signature": (0.95, "据文末落款"),
}
_SIGNED = re.compile(r"(?:成文|发文|生成|印发)日期")
_SENTENCE = re.compile(r"[。;]|[一-龥]{12}[^,\n]{0,40},")
_ORGANISATION = re.compile(r"[一-龥]{2,24}(?:局|厅|委|委员会|办公室|中心|医院|保健院|卫生院|监督所|人民政府)")
_PAGE_WORDS = re.compile(r"首页|位置|相关|上一篇|下一篇|版权|主办|承办|搜索")


def labelled(line: Reading) -> Iterator[Evidence]:
    """Yield the `label: value` pairs of a header line whose value is not empty."""
    labels = list(_LABEL.finditer(line.folded))
    for at, label in enumerate(labels):
        field = LABELS[label[1].replace(" ", "")]
        stop = labels[at + 1].start() if at + 1 < len(labels) else len(line.folded)
        if field:
            yield from _value(line, field, label.end(), stop)


def _value(line: Reading, field: str, start: int, stop: int) -> Iterator[Evidence]:
    if field in ("published", "signed"):
        yield from _dated(line, field, start, stop)
        return
    end = _VALUE_END.search(line.folded, start, stop)
    shown = line.shown[start : end.start() if end else stop].strip()
    if shown and len(shown) <= _LONGEST_VALUE and (field != "doc_no" or _DIGIT.search(shown)):
        start = line.shown.index(shown, start)
        span = line.span(start, start + len(shown))
        yield Evidence(field, shown, "header_label", False, 0.95, (span,), "据页首信息栏")


def _dated(line: Reading, field: str, start: int, stop: int) -> Iterator[Evidence]:
    for found in find_dates(line.folded):
        if start <= found.start < stop:
            yield from _date_evidence(line, field, found, "header_label")
            return


def _date_evidence(line: Reading, field: str, found: FoundDate, rule: str) -> Iterator[Evidence]:
    """Yield a found date and, for the day of publication, its time of day."""
    confidence, note = _DATE_RULES[rule]
    clock = _CLOCK.search(line.folded, found.start, found.end)
    end = clock.start() if clock and found.time else found.end
    span = line.span(found.start, end)
    yield Evidence(field, found.date.isoformat(), rule, False, confidence, (span,), note)
    if clock and found.time and field == "published":
        hours, _, rest = clock[0].strip().partition(":")
        span = line.span(clock.end() - len(clock[0].strip()), clock.end())
        time = f"{hours:0>2}:{rest}"
        yield Evidence("published_time", time, rule, False, confidence, (span,), note)


def unlabelled_date(lines: Iterable[Reading]) -> Iterator[Evidence]:
    """Yield the first date of header lines that are not sentences, taken as published.

    A line that labels its date (成文日期) says what it is and is passed over; a line that is
    nothing but a written-out date, often in brackets under the title, is the day of signing.
    """
    for line in lines:
        found = next(iter(find_dates(line.folded)), None)
        if found is None or _SENTENCE.search(line.folded) or _SIGNED.search(line.folded):
            continue
        field = "signed" if _DAY_ALONE.fullmatch(line.folded) else "published"
        yield from _date_evidence(line, field, found, "header_date")
        if field == "published":
            return


def document_number(lines: Iterable[Reading]) -> Evidence | None:
    """Return the 文号 of the header, rebuilt when the page lost its brackets."""
    lines = list(lines)
    for line in lines:
        match = _DOC_NO.search(line.folded)
        if match and not _SENTENCE.search(line.folded):
            span = line.span(*match.span())
            value = f"{match[1]}〔{match[2]}〕{match[3]}号"
            return Evidence("doc_no", value, "doc_no", False, 0.95, (span,), "据页首文号")
    for line in lines:
        match = _LOST_DOC_NO.fullmatch(line.folded)
        if match:
            span = line.span(*match.span())
            value = f"{match[1]}〔{match[2]}〕{match[3]}号"
            note = f"原文作「{line.shown}」，括号等已失，据文号体例补全"
            return Evidence("doc_no", value, "doc_no_rebuilt", True, 0.8, (span,), note)
    return None


def web_address(lines: Iterable[Reading]) -> Evidence | None:
    """Return the first web address of the header lines."""
    for line in lines:
        match = _URL.search(line.folded)
        if match:
            shown = line.shown[match.start() : match.end()]
            value = shown if "://" in shown else f"http://{shown}"
            span = line.span(*match.span())
            return Evidence("source_url", value, "header_url", False, 0.8, (span,), "据页首网址")
    return None


def signature(lines: Sequence[Reading], published: str | None) -> Iterator[Evidence]:
    """Yield issuer and signing date from the lines after the last paragraph.

    Both must fill their line; a date that lost its signs (202517) is rebuilt when only one
    reading is a date not after publication.
    """
    for line in lines:
        if _ORGANISATION.fullmatch(line.folded) and not _PAGE_WORDS.search(line.folded):
            span = line.span(0, len(line.shown))
            yield Evidence("issuer", line.shown, "signature", False, 0.9, (span,), "据文末落款")
        yield from _signed(line, published)


def _signed(line: Reading, published: str | None) -> Iterator[Evidence]:
    span = line.span(0, len(line.shown))
    for found in find_dates(line.folded):
        if _DAY_ALONE.fullmatch(line.folded) or found.end - found.start == len(line.folded):
            yield from _date_evidence(line, "signed", found, "signature")
        return
    readings = [day.isoformat() for day in rebuild_date(line.folded)]
    if published:
        readings = [value for value in readings if value <= published]
    if len(readings) == 1:
        note = f"文末原作「{line.shown}」，年月日等字已失，据此补全"
        yield Evidence("signed", readings[0], "signature_rebuilt", True, 0.75, (span,), note)
