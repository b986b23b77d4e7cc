"""Web addresses on a page, and what they and the page's words tell of the kind of site it is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.ingest.cataloguing.reading import Reading
from archive.ingest.types import Evidence, TextSpan
from archive.text.dates import find_dates
from archive.text.fold import fold

GOV, REPOST = "gov", "repost"

_URL = re.compile(
    r"(?:https?://)?((?:[a-z0-9-]+\.)+(?:cn|com|net|org|tw|hk|mo|top|info|cc|vip|xyz))"
    r"(?::\d{2,5})?(/[\w./?=&%#~-]{0,200})?(?![a-z0-9])"
)
_HOST = re.compile(r"^(?:[a-z]+://)?([^/:?#\s]+)", re.IGNORECASE)
_GOV_HOST = re.compile(r"(?:^|\.)gov\.cn$|(?:^|\.)gov\.(?:tw|hk|mo)$|(?:^|\.)(?:nhc|chinacdc)\.cn$")
_SHARING_HOST = re.compile(
    r"wenku|wenmi|fanwen|docin|doc88|book118|renrendoc|zhangqiaokeyan|gz85|baidu|sohu|163\.com|toutiao"
    r"|360doc|zhihu|weixin|qq\.com|sina|taodocs|jinchutou|wendang|gongwen|mishu|zongjie|xuexila|oh100"
    r"|liuxue86|unjs|yjbys|ruiwen|diyifanwen|wk\d+|doc\.|docs\.|bdocx|laojin|xiezuo"
)
_COPYING = re.compile(
    r"本站的?会员|本站(?:小编|观点|整理|所有资源|不保证)|网友(?:上传|投稿|提供)|范文|原创(?:文章|力文档)|延伸阅读"
    r"|文秘|文库|为大家(?:整理|收集|搜集|带来)|道客|豆丁|人人文档|文档(?:下载|分享|网)|下载积分|金币|上传人|会员分享|(?:下载|预览)本?(?:文档|已结束)|全文预览|用户提供并?上传|存在侵权|联系删除"
    r"|搜狐|网易号|百家号|头条号|公众号|知乎|免费下载|版权申诉|侵权必究|写作(?:网|范例)|公文(?:网|素材|材料)"
)
_REPOSTED = re.compile(r"转载(?:自|于)?[:\s]|转自[:\s]|(?:日报|晚报|时报|新华[社网]|人民网|中新网|澎湃)")
_OFFICIAL = re.compile(r"政府|政务|卫生健康|卫健|卫计|卫生[局厅]|计生|疾控|县委|市委|区委|人民医院|保健院")
_URL_DAY = (
    re.compile(r"/t?((?:19|20)\d\d)(\d\d)(\d\d)_\d+"),
    re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:/|$)"),
    re.compile(r"/((?:19|20)\d\d)-(\d\d)[-/](\d\d)/"),
    re.compile(r"/((?:19|20)\d\d)(\d\d)(\d\d)/"),
)


@dataclass(frozen=True)
class Origin:
    """What tells the kind of site: the page's own lines, and what was found on it so far."""

    lines: Sequence[Reading]
    found: Mapping[str, Evidence]


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


def source_type(origin: Origin) -> Evidence | None:
    """Return whether the page is a government's own or a copy elsewhere; None where it is silent.

    A host that is the government's or a sharing site's is sure; then the page's words count, then
    who is named as issuer or source; any other host is taken for a copy.
    """
    address = origin.found.get("source_url")
    host = _host(address.value) if address else ""
    if address and _GOV_HOST.search(host):
        return _evidence(GOV, 0.97, address.spans, "网址属政府网站")
    if address and _SHARING_HOST.search(host):
        return _evidence(REPOST, 0.95, address.spans, "网址属文档分享或转载网站")
    told = _copy_by_words(origin) or _official_by_names(origin)
    if told is None and address:
        told = _evidence(REPOST, 0.6, address.spans, "网址不属政府网站")
    return told


def _copy_by_words(origin: Origin) -> Evidence | None:
    copied = next((line for line in origin.lines if _COPYING.search(line.folded)), None)
    if copied and "index_no" not in origin.found:
        span = copied.span(0, len(copied.shown))
        return _evidence(REPOST, 0.85, (span,), "页面用语表明是转载网站")
    source = origin.found.get("source_name")
    if source and _REPOSTED.search(fold(source.value)):
        return _evidence(REPOST, 0.7, source.spans, "信息来源是报刊或其他网站")
    return None


def _official_by_names(origin: Origin) -> Evidence | None:
    official = [origin.found[field] for field in ("index_no", "issuer") if field in origin.found]
    if official:
        return _evidence(GOV, 0.85, official[0].spans, "页首有政府信息公开栏目")
    source = origin.found.get("source_name")
    if source and _OFFICIAL.search(fold(source.value)):
        return _evidence(GOV, 0.8, source.spans, "信息来源是政府机构")
    return None


def published_in_address(address: Evidence) -> Evidence | None:
    """Return the day of publication that content systems write into a page's address.

    `/202401/t20240118_3539346.html`, `/art/2017/4/11/art_1.html`.
    """
    for pattern in _URL_DAY:
        match = pattern.search(address.value)
        day = find_dates("-".join(match.groups())) if match else []
        if day:
            note = "据网址中的日期推断"
            value = day[0].date.isoformat()
            return Evidence("published", value, "address_date", True, 0.7, address.spans, note)
    return None


def _host(address: str) -> str:
    match = _HOST.match(address)
    return match[1].lower() if match else ""


def _evidence(kind: str, confidence: float, spans: tuple[TextSpan, ...], note: str) -> Evidence:
    return Evidence("source_type", kind, "page", True, confidence, spans, note)
