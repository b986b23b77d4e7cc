"""Recognise what a report is: title, issuer, division, years, kind, 文号, dates, source.

Header values are read from the received text around the report, the signature from the
lines after its last paragraph; what the page does not say is inferred and marked so.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from archive.ingest.cataloguing.addresses import REPOST, Origin, source_type
from archive.ingest.cataloguing.docnos import fitted, issuing_year
from archive.ingest.cataloguing.doubts import doubts_of
from archive.ingest.cataloguing.header import covering_letter
from archive.ingest.cataloguing.hints import weigh_hints
from archive.ingest.cataloguing.page_findings import (
    Findings,
    add_missing,
    page_findings,
    published_by_address,
    signed_twice,
)
from archive.ingest.cataloguing.page_parts import PageParts, page_parts
from archive.ingest.cataloguing.reading import Reading, Source, source_of
from archive.ingest.chronology.dated import Dated
from archive.ingest.chronology.dating import Years, years_of
from archive.ingest.chronology.year_forms import speaks_of_taiwan
from archive.ingest.chronology.years import names_a_document
from archive.ingest.geography.clues import clues_of
from archive.ingest.geography.places import region_of
from archive.ingest.geography.regions import Gazetteer, gazetteer
from archive.ingest.naming.bureau_names import anachronism
from archive.ingest.naming.compilations import compilation, spun
from archive.ingest.naming.genres import foreign_genre
from archive.ingest.naming.issuers import chosen_issuer, inferred_issuer, issuers_named
from archive.ingest.naming.kinds import SUMMARY, SUMMARY_PLAN, kind_of, speaks_of_part_year
from archive.ingest.naming.title_lines import core_of
from archive.ingest.naming.titles import is_notice, settled_title, supplied_title
from archive.ingest.types import (
    Cleaned,
    Evidence,
    IngestWarning,
    Metadata,
    SectionDraft,
    Vocabulary,
)
from archive.text.fold import fold

_MASKED_YEAR = re.compile(
    r"(?<![\dx*])(?:20)?(?:[x*○_]{2,4})年(?:以来|度|[^。,\n]{0,12}(?:工作|局|委|院|我))"
)
_OPENING = 400  # characters of the body in which a report says what it is
_NEAR = 600  # characters of the body that may name Taiwan


def recognise(
    cleaned: Cleaned, sections: Sequence[SectionDraft], name: str, vocabulary: Vocabulary
) -> tuple[Metadata, tuple[Evidence, ...], tuple[IngestWarning, ...]]:
    """Return the metadata of a report, the evidence for every value, and warnings.

    `name` is the file's name, used where the text says less. Spans of the evidence
    point into the received text.
    """
    source = source_of(cleaned.extracted.text)
    page = page_parts(source, cleaned, sections)
    found, hinted = _findings(page, name)
    genre = _add_kind(found, source, page, vocabulary)
    add_missing(found, (kind for kind in [source_type(Origin((*page.header, *page.tail), found))] if kind))
    years = years_of(_dated(found, source, page, name))
    _add_years(found, years)
    places = gazetteer(vocabulary.regions)
    year = _number(found, "reporting_year") or _number(found, "plan_year")
    renamed = _add_issuer(found, page, year, places)
    clues = clues_of(found, page.header, page.tail, name, page.headings)
    several = any(doubt.code == "compilation" for doubt in genre)
    region, warnings = region_of(clues, page.body, year, vocabulary, several=several)
    if region:
        found["region_code"] = region
        if "issuer" not in found:
            add_missing(found, inferred_issuer(page.body, region.value, year, places))
    above = "\n".join(line.folded for line in page.header)
    doubts = (*hinted, *doubts_of(above, page.body.folded, year))
    return (
        _metadata(found),
        tuple(found.values()),
        (
            *_header_warnings(found),
            *doubts,
            *genre,
            *renamed,
            *years.warnings,
            *warnings,
            *_anachronism(found, year),
        ),
    )


def _findings(page: PageParts, name: str) -> tuple[Findings, tuple[IngestWarning, ...]]:
    """Return what page and container say, and where they disagree."""
    found = page_findings(page)
    title = settled_title(found.get("title"), page.header, name, page.letter)
    if title:
        found["title"] = title
    if "doc_no" in found:
        named = [found[field].value for field in ("title", "issuer", "source_name") if field in found]
        found["doc_no"] = fitted(found["doc_no"], named)
    weighed, doubts = weigh_hints(found, page.hints)
    add_missing(weighed, published_by_address(weighed))
    return weighed, (*doubts, *signed_twice(page, weighed))


def _title_reading(found: Findings, source: Source) -> Reading:
    title = found.get("title")
    if title is None:
        return Reading("", "", ())
    if title.spans:
        return source.read([title.spans])
    return Reading(title.value, fold(title.value), ())


def _add_kind(
    found: Findings, source: Source, page: PageParts, vocabulary: Vocabulary
) -> Sequence[IngestWarning]:
    """Add the kind; what is no report is of no kind. Return the doubts about the genre."""
    title = _title_reading(found, source)
    headings = [heading.folded for heading in page.headings]
    kind, matched = kind_of(title.folded, headings, vocabulary.kinds, _opening(page))
    if kind == SUMMARY and _hands_out_both(page, vocabulary):
        kind, matched = SUMMARY_PLAN, None
    spans = (title.span(*matched),) if matched and title.origins else ()
    doubts = _genre_doubts(title, page)
    if any(doubt.code == "not_a_report" for doubt in doubts):
        found["kind"] = Evidence("kind", "other", "genre", True, 0.7, (), "依体裁不是工作报告")
    elif matched:
        note = "据标题用词，所述为半年或季度" if speaks_of_part_year(title.folded) else "据标题用词"
        found["kind"] = Evidence("kind", kind, "title", not spans, 0.9 if spans else 0.6, spans, note)
    else:
        note = "据章节标题与开头用语推断" if kind != "other" else "标题、章节与开头均未表明种类"
        found["kind"] = Evidence("kind", kind, "headings", True, 0.6, (), note)
    return doubts


def _hands_out_both(page: PageParts, vocabulary: Vocabulary) -> bool:
    """Tell whether the notice above hands out a plan along with the summary."""
    notices = (line.folded for line in map(core_of, page.header) if is_notice(line.folded))
    return any(kind_of(notice, (), vocabulary.kinds)[0] == SUMMARY_PLAN for notice in notices)


def _add_issuer(
    found: Findings, page: PageParts, year: int | None, places: Gazetteer
) -> tuple[IngestWarning, ...]:
    """Add who issued the report, and return the doubts about the name."""
    named = [
        *issuers_named(page.header, page.tail, found.get("title"), places),
        *covering_letter(page.letter),
    ]
    issuer, doubts = chosen_issuer(found.pop("issuer", None), named, year, places)
    if issuer:
        found["issuer"] = issuer
    return doubts


def _dated(found: Findings, source: Source, page: PageParts, name: str) -> Dated:
    values: Mapping[str, str] = {field: evidence.value for field, evidence in found.items()}
    near = "\n".join(line.folded for line in page.header) + page.body.folded[:_NEAR]
    return Dated(
        _title_reading(found, source),
        page.headings,
        page.body,
        values["kind"],
        values.get("signed"),
        values.get("published") if _tells_the_day(values, page) else None,
        fold(name),
        issuing_year(values.get("doc_no", "")),
        taiwan=speaks_of_taiwan(near),
        notices=tuple(line for line in (*page.header, *_called(page)) if names_a_document(line.folded)),
    )


def _tells_the_day(values: Mapping[str, str], page: PageParts) -> bool:
    """Tell whether the day of putting up may speak for the year: not on copies, which mask theirs."""
    masked = _MASKED_YEAR.search(page.body.folded, 0, _NEAR)
    return values.get("source_type") != REPOST and masked is None


def _called(page: PageParts) -> Iterable[Reading]:
    """Return what the container calls the report, as lines that stand nowhere in the text."""
    return [Reading(hint.value, fold(hint.value), ()) for hint in page.hints if hint.name == "title"]


def _add_years(found: Findings, years: Years) -> None:
    add_missing(found, (year for year in (years.reporting, years.claimed, years.plan) if year))


def _number(found: Findings, field: str) -> int | None:
    return int(found[field].value) if field in found else None


def _header_warnings(found: Findings) -> Iterable[IngestWarning]:
    if "title" not in found:
        fields = ("issuer", "reporting_year", "plan_year", "kind")
        known = [found[field].value if field in found else "" for field in fields]
        known[0] = known[0] or (found["issuer_inferred"].value if "issuer_inferred" in found else "")
        title = supplied_title(*known)
        message = f"未能识别标题，请补填，可拟作「{title}」。" if title else "未能识别标题，请补填。"
        yield IngestWarning("title_missing", message, "title")
    for field, label in (("doc_no", "文号"), ("signed", "成文日期")):
        if field in found and found[field].inferred:
            message = f"{label}原文残缺，已补作「{found[field].value}」，请核对。"
            yield IngestWarning(f"{field}_rebuilt", message, field)
    yield from _date_order(found)


def _date_order(found: Findings) -> Iterable[IngestWarning]:
    """Warn of a report signed after it was put up: one of the two days was misread or changed."""
    if "signed" in found and "published" in found and found["signed"].value > found["published"].value:
        days = f"成文日期（{found['signed'].value}）晚于发布日期（{found['published'].value}）"
        yield IngestWarning("date_order", f"{days}，请核对。", "signed")


def _anachronism(found: Findings, year: int | None) -> Iterable[IngestWarning]:
    """Warn of a bureau that did not have its name then: such reports are often re-dated copies."""
    named = (fold(found[field].value) for field in ("issuer", "title") if field in found)
    return [doubt for doubt in (anachronism(name, year) for name in named) if doubt][:1]


def _opening(page: PageParts) -> str:
    """Return the folded lines of the header and the first words of the body."""
    above = "\n".join(line.folded for line in page.header)
    return f"{above}\n{page.body.folded[:_OPENING]}"


def _genre_doubts(title: Reading, page: PageParts) -> Sequence[IngestWarning]:
    """Warn of what is no report, of several reports in one page, of a text spun with synonyms."""
    above = "\n".join(line.folded for line in page.header)
    found = (
        foreign_genre(title.folded, page.body.folded),
        compilation(title.folded, f"{above}\n{page.body.folded}"),
        spun(page.body.folded),
    )
    return [doubt for doubt in found if doubt]


def _metadata(found: Findings) -> Metadata:
    text = {field: evidence.value for field, evidence in found.items()}
    region = found.get("region_code")
    return Metadata(
        title=text.get("title", ""),
        issuer=text.get("issuer"),
        issuer_inferred=text.get("issuer_inferred"),
        region_code=text.get("region_code"),
        region_inferred=bool(region and region.inferred),
        reporting_year=_number(found, "reporting_year"),
        reporting_year_claimed=_number(found, "reporting_year_claimed"),
        plan_year=_number(found, "plan_year"),
        kind=text["kind"],
        doc_no=text.get("doc_no"),
        index_no=text.get("index_no"),
        published=text.get("published"),
        published_time=text.get("published_time"),
        signed=text.get("signed"),
        source_name=text.get("source_name"),
        source_url=text.get("source_url"),
        source_type=text.get("source_type", ""),
    )
