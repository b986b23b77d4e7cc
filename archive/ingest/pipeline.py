"""From received bytes to a draft that a person can check: the stages in order."""

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from archive.ingest import topics
from archive.ingest.cataloguing import metadata
from archive.ingest.cleaning.clean import clean
from archive.ingest.cleaning.copies import is_spliced
from archive.ingest.extractors import extract
from archive.ingest.figures.extract import extract_figures
from archive.ingest.mending.repair import propose_from_outline, propose_repairs
from archive.ingest.sectioning.sections import sectionize
from archive.ingest.types import (
    Cleaned,
    Draft,
    Extracted,
    IngestWarning,
    Options,
    RawFile,
    Repair,
    SectionDraft,
    Vocabulary,
)

# Stored with every draft: a new number tells that recognition may now answer differently.
VERSION = "4"

_SELDOM = 50_000
_FEWEST_HAN = 0.3
_HAN = re.compile("[\u4e00-\u9fff]+")
_PLAIN = Options()


def run(raw: RawFile, vocabulary: Vocabulary, options: Options = _PLAIN) -> Draft:
    """Recognise everything in `raw`; raises `IngestError` when it cannot become a report."""
    with _collecting_seldom():
        return _recognised(extract(raw, options), raw, vocabulary)


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Let the collector look at new objects seldom: what is made of a file is in use to the end."""
    usual = gc.get_threshold()
    gc.set_threshold(_SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _recognised(extracted: Extracted, raw: RawFile, vocabulary: Vocabulary) -> Draft:
    cleaned = clean(extracted)
    sections = sectionize(cleaned)
    found, evidence, doubts = metadata.recognise(cleaned, sections, raw.name, vocabulary)
    classified = topics.classify(cleaned, sections, found.kind, vocabulary)
    return Draft(
        raw=raw,
        extracted=extracted,
        cleaned=cleaned,
        sections=classified,
        metadata=found,
        evidence=evidence,
        warnings=(*extracted.notes, *_warnings(cleaned, classified), *doubts),
        repairs=_in_order((*propose_repairs(extracted.text), *propose_from_outline(cleaned, sections))),
        figures=extract_figures(extracted.text, classified),
    )


def _warnings(cleaned: Cleaned, sections: Sequence[SectionDraft]) -> Iterator[IngestWarning]:
    """Name what a person should check in the text and its sections."""
    if not any(section.level for section in sections):
        yield IngestWarning("no_sections", "没有识别出章节，全文作为一个章节。", "sections")
    if any(section.label_supplied for section in sections):
        yield IngestWarning("label_inferred", "有章节的序号在原文中缺失，由系统补出。", "sections")
    yield from _numbering_warnings(cleaned, sections)
    kinds = {defect.kind for defect in cleaned.defects}
    if _masks_year(cleaned):
        message = "原文的年份被遮盖，请核对报告年度。"
        yield IngestWarning("masked_year", message, "reporting_year")
    if "mask" in kinds:
        yield IngestWarning("masked", "原文有被遮盖的字（如 **、XX）。", "text")
    if "mojibake" in kinds:
        yield IngestWarning("mojibake", "原文有乱码，已标出，未改动。", "text")
    if "gloss" in kinds:
        yield IngestWarning("gloss", "原文夹有拼音注音，检索时忽略。", "text")
    if _is_foreign(cleaned.extracted.text):
        yield IngestWarning("few_han", "文中汉字很少，可能不是中文报告。", "text")


def _numbering_warnings(cleaned: Cleaned, sections: Sequence[SectionDraft]) -> Iterator[IngestWarning]:
    """Name what the numbers of the sections and repeated paragraphs say about the whole text."""
    flags = {flag for section in sections for flag in section.flags}
    top = {flag for section in sections if section.level == 1 for flag in section.flags}
    if "label_damaged" in flags:
        message = "有章节的序号缺括号或标点有误，已按前后序号识别，请核对。"
        yield IngestWarning("label_damaged", message, "sections")
    if "gap" in top:
        yield IngestWarning("number_gap", "一级章节的序号不连续，请核对原文是否缺少章节。", "sections")
    if "restart" in top:
        message = "一级章节的序号又从头开始，请核对是否由几篇文章拼成。"
        yield IngestWarning("number_restart", message, "sections")
    if is_spliced(cleaned):
        yield IngestWarning("spliced", "文中有大段文字重复出现，可能由两份相同内容拼成。", "text")


def _in_order(repairs: Iterable[Repair]) -> tuple[Repair, ...]:
    return tuple(sorted(repairs, key=lambda repair: repair.start))


def _masks_year(cleaned: Cleaned) -> bool:
    text = cleaned.extracted.text
    masks = (defect for defect in cleaned.defects if defect.kind == "mask")
    return any(text.startswith("年", defect.end) for defect in masks)


def _is_foreign(text: str) -> bool:
    inked = "".join(text.split())
    return len(inked) - len(_HAN.sub("", inked)) < _FEWEST_HAN * len(inked)
