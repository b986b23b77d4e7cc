"""Tell a page that strings several reports together, and a text spun with synonyms."""

import re

from archive.ingest.types import IngestWarning

_NUMBER = r"[一二三四五六七八九十\d]{1,2}"
_COUNT = re.compile(r"(?<![第文一\d])(?:\d{1,2}|[两二三四五六七八九十]{1,3})篇")
_COLLECTED = re.compile(r"汇编|集锦|大全|合集|集合|精选\d")
_PART = re.compile(
    rf"(?m)^(?!{_NUMBER}、|[(])[^\n]{{0,40}}"
    rf"(?:第{_NUMBER}篇|篇{_NUMBER}(?![一-龥])|范文{_NUMBER}"
    rf"|(?:总结|计划|要点|报告|打算|思路) ?[(]?{_NUMBER}[)]?$)"
)
_OFFERED = re.compile(r"(?:整理|收集|分享|带来|提供)[^。\n]{0,24}(?:\d{1,2}|[两二三四五六七八九十]{1,3})篇")
_PARTS, _ABOVE = 2, 200
_SPUN = re.compile(
    r"方案(?:生育|免疫)|流淌人口|安康(?:教育|档案|促进)|根本(?:公共|医疗|药物|设施)|(?:卫生|医疗|公共|优质|便民)效劳"
    r"|平安消费|传染病防备"
)
_SPUN_OFTEN = 2


def compilation(title: str, page: str) -> IngestWarning | None:
    """Return a warning when the folded title promises several reports or the page numbers them."""
    parts = len({match[0] for match in _PART.finditer(page)})
    promised = _COUNT.search(title) or (_COLLECTED.search(title) and parts)
    if not promised and parts < _PARTS:
        above = page[:_ABOVE]
        if not (_COUNT.search(above) and parts) and not _OFFERED.search(above):
            return None
    message = "此文件似由多篇报告拼成，请拆分后分别收录。"
    return IngestWarning("compilation", message, "title")


def spun(body: str) -> IngestWarning | None:
    """Return a warning when a folded body is full of words no bureau writes (方案生育, 流淌人口)."""
    found = sorted({match[0] for match in _SPUN.finditer(body)})
    if len(found) < _SPUN_OFTEN:
        return None
    shown = "、".join(found[:3])
    return IngestWarning("spun_text", f"正文有「{shown}」等替换过的词，似被改写，请核对。", "")
