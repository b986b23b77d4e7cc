"""Result cards: what the page shows of each report that was found, in words ready to be written out."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from archive.lexicons import kind_labels, source_labels
from archive.text.scripts import detect_script
from archive.text.spans import Segment
from search import links
from search.records import ReportRecord
from search.request import SearchRequest
from search.results import ReportHit, SearchPage, SectionHit

ANY_REPORT = "000000-nd-0000"  # stands for a public id in an address


@dataclass(frozen=True)
class SectionLine:
    """One section of a card: where it leads, its headings, the snippet and the words it holds."""

    url: str
    path: str
    snippet: tuple[Segment, ...]
    words: str  # empty when the section holds every word


@dataclass(frozen=True)
class Card:
    """One report of the results."""

    report: ReportRecord
    title: tuple[Segment, ...]
    url: str
    place: str
    supplied: str
    region_path: str
    kind: str
    published: str
    source: str
    inferences: tuple[str, ...]
    sections: tuple[SectionLine, ...]
    more: str
    occurrences: str
    lang: str  # set when the source is not in the script of the page

    @property
    def is_guess(self) -> bool:
        """Whether nothing on the spine of the card was read."""
        return self.report.is_region_inferred and self.report.is_year_inferred

    @property
    def is_official(self) -> bool:
        """Whether the report comes from a government's site."""
        return self.report.source_type == "gov"


def cards(page: SearchPage) -> list[Card]:
    """Return the cards of a page in its order."""
    maker = _Maker(
        address=reverse("report", args=[ANY_REPORT]),
        carried=carried_query(page.request),
        words=frozenset(page.words),
        kinds=kind_labels(),
        sources=source_labels(),
        said={
            "nowhere": _("地区未详"),
            "published": _("%s 发布"),
            "more": _("另有 %d 个章节"),
            "occurrences": _("本报告共 %d 处命中"),
        },
        inferences={
            "region": _("地区据正文推断"),
            "year": _("年份据正文推断"),
            "mojibake": _("含乱码，已标出"),
            "mask": _("含遮盖文字"),
            "gloss": _("夹有注音"),
        },
    )
    return [maker.card(hit) for hit in page.hits]


def carried_query(request: SearchRequest) -> str:
    """Return what a link to a report carries of a search, for the marks there; empty without words."""
    if not request.query:
        return ""
    carried = SearchRequest(request.query, verbatim=request.verbatim, strict=request.strict)
    return f"?{urlencode(links.query_pairs(carried))}"


@dataclass(frozen=True)
class _Maker:
    """Makes the cards of one page; what they share is looked up once."""

    address: str  # of ANY_REPORT
    carried: str
    words: frozenset[str]
    kinds: Mapping[str, str]
    sources: Mapping[str, str]
    said: Mapping[str, str]
    inferences: Mapping[str, str]

    def card(self, hit: ReportHit) -> Card:
        record = hit.record
        url = f"{self.address.replace(ANY_REPORT, record.public_id)}{self.carried}"
        more = max(hit.section_total - len(hit.sections), 0)
        return Card(
            report=record,
            title=hit.title,
            url=url,
            place=record.place or self.said["nowhere"],
            supplied=_supplied(record),
            region_path=" › ".join(record.region),
            kind=self.kinds.get(record.kind, record.kind),
            published=self.said["published"] % record.published_on if record.published_on else "",
            source=self.sources.get(record.source_type, ""),
            inferences=self._inferences(record),
            sections=tuple(self.line(section, url) for section in hit.sections),
            more=_("另有 %(count)d 个章节") % {"count": more} if more else "",
            occurrences=_("本报告共 %(count)d 处命中") % {"count": hit.occurrences}
            if hit.occurrences
            else "",
            lang=_lang(hit),
        )

    def _inferences(self, record: ReportRecord) -> tuple[str, ...]:
        """Return a short label for each thing inferred and each kind of damage marked in the text."""
        held = {"region"} if record.is_region_inferred else set()
        if record.is_year_inferred:
            held.add("year")
        held |= record.damage
        return tuple(words for kind, words in self.inferences.items() if kind in held) if held else ()

    def line(self, hit: SectionHit, url: str) -> SectionLine:
        some = "、".join(hit.words) if len(set(hit.words)) < len(self.words) else ""
        return SectionLine(f"{url}#{hit.anchor}", " › ".join(hit.path), hit.snippet, some)


def _lang(hit: ReportHit) -> str:
    """Return `zh-Hant` when what is quoted of the report is in traditional script."""
    quoted = chain(hit.title, *(section.snippet for section in hit.sections))
    return "zh-Hant" if detect_script("".join(piece.text for piece in quoted)) == "hant" else ""


def _supplied(record: ReportRecord) -> str:
    """Return what the archive adds to the title: the inferred region and year."""
    parts = ["".join(record.region)] if record.is_region_inferred and record.region else []
    if record.is_year_inferred and record.year:
        parts.append(_("%(year)d 年度") % {"year": record.year})
    return "，".join(parts)
