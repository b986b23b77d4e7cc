"""A draft as bytes: what a parse hands back to the process that asked, and what the archive may keep.

The bytes of the file itself are left out, and so is every text that can be cut from the text of the file
again. Reading checks every type and every offset: bytes that anything else wrote are refused, never believed.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from archive.ingest.types import (
    Cleaned,
    Defect,
    Draft,
    Dropped,
    Evidence,
    Extracted,
    FigureDraft,
    IngestWarning,
    Line,
    Metadata,
    RawFile,
    Repair,
    SectionDraft,
    TextSpan,
)

FORMAT = 2
MAX_BYTES = 64 * 1024 * 1024

_QUICK = 1  # zlib level: a draft is stored once and read a few times


class DamagedDraftError(ValueError):
    """The bytes are no draft of this format."""


class PackedLine(msgspec.Struct, array_like=True, frozen=True):
    """A line by its pieces; the text only where it is not the pieces joined."""

    pieces: tuple[TextSpan, ...]
    text: str | None


class PackedDraft(msgspec.Struct, array_like=True, frozen=True):
    """A draft without the file and without what can be computed from the rest."""

    format: int
    extracted: Extracted
    main: TextSpan
    lines: tuple[PackedLine, ...]
    dropped: tuple[Dropped, ...]
    defects: tuple[Defect, ...]
    sections: tuple[SectionDraft, ...]
    metadata: Metadata
    evidence: tuple[Evidence, ...]
    warnings: tuple[IngestWarning, ...]
    repairs: tuple[Repair, ...]
    figures: tuple[FigureDraft, ...]


def encode_draft(draft: Draft) -> bytes:
    """Return `draft` as compressed bytes, without the content of its file."""
    return zlib.compress(msgspec.msgpack.encode(pack(draft)), _QUICK)


def decode_draft(encoded: bytes, raw: RawFile) -> Draft:
    """Return the draft of `raw` from the bytes of `encode_draft`; raises `DamagedDraftError`."""
    try:
        inflater = zlib.decompressobj()
        packed = inflater.decompress(encoded, MAX_BYTES)
        if inflater.unconsumed_tail:
            raise DamagedDraftError("the draft is too large")
        return unpack(msgspec.msgpack.decode(packed, type=PackedDraft), raw)
    except (zlib.error, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedDraftError(str(error)) from error


def pack(draft: Draft) -> PackedDraft:
    """Return what has to be kept of `draft`."""
    cleaned = draft.cleaned
    return PackedDraft(
        format=FORMAT,
        extracted=draft.extracted,
        main=cleaned.main,
        lines=tuple(_pack_line(line, draft.extracted.text) for line in cleaned.lines),
        dropped=cleaned.dropped,
        defects=cleaned.defects,
        sections=draft.sections,
        metadata=draft.metadata,
        evidence=draft.evidence,
        warnings=draft.warnings,
        repairs=draft.repairs,
        figures=draft.figures,
    )


def unpack(packed: PackedDraft, raw: RawFile) -> Draft:
    """Return the draft that `packed` holds; raises `DamagedDraftError` where an offset points nowhere."""
    if packed.format != FORMAT:
        raise DamagedDraftError(f"format {packed.format} is not {FORMAT}")
    _check_spans(packed)
    _check_parents(packed.sections)
    _check_wholes(packed.figures)
    extracted = packed.extracted
    lines = tuple(Line(line.pieces, _text_of(line, extracted.text)) for line in packed.lines)
    return Draft(
        raw=raw,
        extracted=extracted,
        cleaned=Cleaned(extracted, packed.main, lines, packed.dropped, packed.defects),
        sections=packed.sections,
        metadata=packed.metadata,
        evidence=packed.evidence,
        warnings=packed.warnings,
        repairs=packed.repairs,
        figures=packed.figures,
    )


def _pack_line(line: Line, text: str) -> PackedLine:
    joined = _join(line.pieces, text)
    return PackedLine(line.pieces, None if line.text == joined else line.text)


def _text_of(line: PackedLine, text: str) -> str:
    return _join(line.pieces, text) if line.text is None else line.text


def _join(pieces: Iterable[TextSpan], text: str) -> str:
    return "".join(text[start:end] for start, end in pieces)


def _check_spans(packed: PackedDraft) -> None:
    length = len(packed.extracted.text)
    if any(not 0 <= start <= end <= length for start, end in _spans(packed)):
        raise DamagedDraftError("an offset lies outside of the text")
    if any(not line.pieces for line in packed.lines):
        raise DamagedDraftError("a line has no pieces")


def _spans(packed: PackedDraft) -> Iterator[tuple[int, int]]:
    yield packed.main
    yield from packed.extracted.tables
    yield from ((page, page) for page in packed.extracted.pages)
    for line in packed.lines:
        yield from line.pieces
    for found in packed.evidence:
        yield from found.spans
    marks: tuple[Dropped | Defect | Repair | SectionDraft | FigureDraft, ...]
    marks = (*packed.dropped, *packed.defects, *packed.repairs, *packed.sections, *packed.figures)
    yield from ((mark.start, mark.end) for mark in marks)
    for figure in packed.figures:
        yield figure.sentence
        yield from figure.name_spans
    for section in packed.sections:
        yield from section.heading_pieces
        for paragraph in section.paragraphs:
            yield from paragraph


def _check_parents(sections: Iterable[SectionDraft]) -> None:
    for index, section in enumerate(sections):
        if section.parent is not None and not 0 <= section.parent < index:
            raise DamagedDraftError("a section does not follow its parent")


def _check_wholes(figures: Sequence[FigureDraft]) -> None:
    for figure in figures:
        if figure.whole is not None and not 0 <= figure.whole < len(figures):
            raise DamagedDraftError("a figure is part of none")
