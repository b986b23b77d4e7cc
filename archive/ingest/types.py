"""Values passed between the ingest stages; every offset points into `Extracted.text` (end exclusive).

bytes -> RawFile (+ Options) -> Extracted -> Cleaned -> Sectioned -> Draft.
No stage changes what it was given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from archive.text.fold import fold


class TextSpan(NamedTuple):
    """A half-open range of character offsets into the received text."""

    start: int
    end: int


@dataclass(frozen=True)
class RawFile:
    """One received file: its name as given and its bytes, untouched."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Options:
    """What the installation offers beyond the built-in formats; passed in, never read from settings."""

    ocr: bool = False  # read scanned PDF files with tesseract
    office: str = "soffice"  # the LibreOffice program that opens doc, wps, odt and rtf


@dataclass(frozen=True)
class Hint:
    """Something the container says beside the text: a web page's meta tag, a document property.

    `name` is one of title, published, source_name, source_url, issuer, index_no, doc_no, modified.
    """

    name: str
    value: str
    origin: str  # html_meta, html_title, mht_header, docx_property, pdf_property, ofd_property


@dataclass(frozen=True)
class Extracted:
    """The text of a file as decoded, with how it was read.

    A table stands in the text as one line a row, its cells separated by tabs; `tables` are the spans of
    those lines. `pages` are the offsets at which the pages of a paged original begin. `notes` say what the
    reader of the format could not carry over.
    """

    text: str
    encoding: str
    media_type: str = "text/plain"
    extractor: str = "txt"
    tables: tuple[TextSpan, ...] = ()
    pages: tuple[int, ...] = ()
    hints: tuple[Hint, ...] = ()
    notes: tuple["IngestWarning", ...] = ()


@dataclass(frozen=True)
class Dropped:
    """A span that is page furniture and not part of the report, with the reason code."""

    start: int
    end: int
    reason: str  # breadcrumb, metadata_table, toolbar, page_marker, link_farm, preamble, footer …


@dataclass(frozen=True)
class Defect:
    """Damage in the source: marked and stripped for the index, never rewritten in the text."""

    start: int
    end: int
    kind: str  # mask, gloss, mojibake


@dataclass(frozen=True)
class Line:
    """One logical paragraph: pieces of the source glued in order (a page marker may cut it)."""

    pieces: tuple[TextSpan, ...]
    text: str  # the pieces joined

    @cached_property
    def folded(self) -> str:
        """The matching form of `text`, which every stage reads."""
        return fold(self.text)

    @property
    def start(self) -> int:
        """Offset of the first character in the received text."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Offset after the last character in the received text."""
        return self.pieces[-1].end


@dataclass(frozen=True)
class Cleaned:
    """The report proper as logical lines, and what was set aside."""

    extracted: Extracted
    main: TextSpan
    lines: tuple[Line, ...]
    dropped: tuple[Dropped, ...] = ()
    defects: tuple[Defect, ...] = ()


@dataclass(frozen=True)
class SectionDraft:
    """A node of the section tree.

    `start` is where the label (or, unlabelled, the paragraph) begins; `end` is where the next node begins,
    trimmed of nothing. `heading` is the display heading: the source's words without label and final
    punctuation, or a supplied one such as `(前言)` when `heading_supplied`. `heading_pieces` are the spans of
    the heading in the source (empty when supplied); `paragraphs` are the body, one tuple of pieces per
    paragraph, furniture removed. Levels: 0 preface, 1, 2, …
    """

    level: int
    label: str
    heading: str
    start: int
    end: int
    parent: int | None = None  # index into the list of sections
    heading_pieces: tuple[TextSpan, ...] = ()
    paragraphs: tuple[tuple[TextSpan, ...], ...] = ()
    heading_supplied: bool = False
    label_supplied: bool = False
    flags: tuple[str, ...] = ()
    role: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sectioned:
    """A cleaned text with its section tree in reading order."""

    cleaned: Cleaned
    sections: tuple[SectionDraft, ...]


@dataclass(frozen=True)
class Evidence:
    """Why a value was chosen: the span it was read from, or the rule that inferred it."""

    field: str
    value: str
    rule: str  # a short code such as header_label, title, signature, township_vote
    inferred: bool
    confidence: float  # 0..1
    spans: tuple[TextSpan, ...] = ()
    note: str = ""  # one plain Chinese clause for the reader


@dataclass(frozen=True)
class IngestWarning:
    """Something a person should look at before publishing."""

    code: str
    message: str  # one plain Chinese sentence
    field: str = ""


@dataclass(frozen=True)
class Repair:
    """What damaged words may have read: shown beside the received text, never written over it.

    `exact` is true where re-decoding the bytes gives the reading and nothing else fits; otherwise a guess.
    """

    start: int
    end: int
    reading: str
    kind: str  # slipped_bytes, lost_bracket, misread_label, chunk_number, lost_punctuation, entity
    exact: bool = False
    note: str = ""  # one plain Chinese clause


@dataclass(frozen=True)
class FigureDraft:
    """One number of a report: what it measures, how much, and where it stands.

    `start` and `end` span the amount as quoted, with the words of its comparator and its unit (超90%,
    约200亿元). `value` and `unit` are normalised: 万 and 亿 are multiplied out, 三分之一 is 0.3333 比例, and
    a rate against a population carries it (间/万人); `unit` is empty where the source has none.
    """

    start: int
    end: int
    name: str  # the noun phrase measured, in the source's words without glosses; empty when none was found
    value: Decimal
    unit: str
    comparator: str  # eq, ge, le, gt, lt, approx, reach (达)
    role: str  # actual, target, plan, delta, from, to
    sentence: TextSpan
    name_spans: tuple[TextSpan, ...] = ()
    name_rule: str = ""  # before, after, bracket, clause, inherited; column or row of a table
    qualifier: str = ""  # words beside the name that narrow it: 公办, 已接入系统
    unit_supplied: str = ""  # the unit the source has lost, told from the name: % of a 率
    whole: int | None = None  # place, among the figures, of the one this is a part of (其中)
    flags: tuple[str, ...] = ()  # fused, over_hundred, sum_differs: doubtful, never mended


@dataclass(frozen=True)
class Metadata:
    """What the archive recognised about a report; None where the source does not tell."""

    title: str = ""
    issuer: str | None = None
    issuer_inferred: str | None = None
    region_code: str | None = None
    region_inferred: bool = False
    reporting_year: int | None = None
    reporting_year_claimed: int | None = None
    plan_year: int | None = None
    kind: str = "other"
    doc_no: str | None = None
    index_no: str | None = None
    published: str | None = None  # ISO date
    published_time: str | None = None  # HH:MM[:SS]
    signed: str | None = None  # ISO date
    source_name: str | None = None
    source_url: str | None = None
    source_type: str = ""  # gov, repost, ""


@dataclass(frozen=True)
class Draft:
    """Everything recognised in one file, waiting for a person to confirm."""

    raw: RawFile
    extracted: Extracted
    cleaned: Cleaned
    sections: tuple[SectionDraft, ...]
    metadata: Metadata
    evidence: tuple[Evidence, ...] = ()
    warnings: tuple[IngestWarning, ...] = ()
    repairs: tuple[Repair, ...] = ()
    figures: tuple[FigureDraft, ...] = ()


@dataclass(frozen=True)
class RegionName:
    """One division row passed into recognition: GB/T 2260 code, name and years of validity."""

    code: str
    name: str
    level: str  # province, prefecture, county
    valid_from: int
    valid_to: int | None
    successors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """Word lists from seeds/ and the division table, handed to the pipeline by the caller."""

    regions: tuple[RegionName, ...]
    townships: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # name -> county codes
    topics: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # code -> term -> weight
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # code -> title patterns
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # code -> heading patterns
    topic_labels: Mapping[str, str] = field(default_factory=dict)  # code -> the name pages show
    kind_labels: Mapping[str, str] = field(default_factory=dict)
    role_labels: Mapping[str, str] = field(default_factory=dict)
