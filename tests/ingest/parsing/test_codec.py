"""A draft as bytes: back as it was, small, and refused when anything else wrote them."""

import zlib
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ingest import pipeline
from archive.ingest.parsing import codec
from archive.ingest.parsing.codec import DamagedDraftError, decode_draft, encode_draft, pack, unpack
from archive.ingest.types import (
    Defect,
    Evidence,
    Extracted,
    IngestWarning,
    Line,
    RawFile,
    Repair,
    SectionDraft,
    TextSpan,
)
from tests.ingest.vocabularies import vocabulary

SEEDS = [RawFile(path.name, path.read_bytes()) for path in sorted(Path("seeds/reports").glob("*.txt"))]
DRAFT = pipeline.run(
    RawFile("报告.txt", "一、概况\n全县医院2家。\n二、问题\n人手少。".encode()), vocabulary()
)
LENGTH = len(DRAFT.extracted.text)
OUTSIDE = TextSpan(0, LENGTH + 1)
BACKWARDS = TextSpan(2, 1)


@pytest.mark.parametrize("seed", SEEDS, ids=[seed.name[:3] for seed in SEEDS])
def test_a_draft_comes_back_as_it_was(seed):
    draft = pipeline.run(seed, vocabulary())
    encoded = encode_draft(draft)

    assert decode_draft(encoded, seed) == draft
    assert len(encoded) < 3 * len(zlib.compress(seed.content))


def test_a_line_that_is_not_its_pieces_joined_keeps_its_text():
    cleaned = replace(DRAFT.cleaned, lines=(Line((TextSpan(0, 2), TextSpan(3, 4)), "别的字"),))
    draft = replace(DRAFT, cleaned=cleaned)

    assert decode_draft(encode_draft(draft), DRAFT.raw) == draft


def test_the_file_is_not_in_it():
    secret = replace(DRAFT, raw=RawFile("a", b"nowhere else" * 9))

    assert b"nowhere else" not in zlib.decompress(encode_draft(secret))


DAMAGED = {
    "nothing": b"",
    "no compression": b"abc",
    "cut off": encode_draft(DRAFT)[:-20],
    "not a draft": zlib.compress(msgspec.msgpack.encode({"a": 1})),
    "not text": zlib.compress(msgspec.msgpack.encode(pack(DRAFT)).replace("概况".encode(), b"\xff" * 6)),
    "another format": zlib.compress(msgspec.msgpack.encode(msgspec.structs.replace(pack(DRAFT), format=0))),
}


@pytest.mark.parametrize("encoded", DAMAGED.values(), ids=DAMAGED.keys())
def test_damaged_bytes_are_refused(encoded):
    with pytest.raises(DamagedDraftError):
        decode_draft(encoded, DRAFT.raw)


def test_a_bomb_is_refused(monkeypatch):
    monkeypatch.setattr(codec, "MAX_BYTES", 1000)

    with pytest.raises(DamagedDraftError, match="too large"):
        decode_draft(zlib.compress(bytes(2000)), DRAFT.raw)


def section(**changes):
    return {"sections": (replace(DRAFT.sections[0], **changes),)}


LIES = {
    "main": {"main": OUTSIDE},
    "line": {"lines": (codec.PackedLine((BACKWARDS,), None),)},
    "empty line": {"lines": (codec.PackedLine((), ""),)},
    "table": {"extracted": replace(DRAFT.extracted, tables=(OUTSIDE,))},
    "page": {"extracted": replace(DRAFT.extracted, pages=(LENGTH + 1,))},
    "defect": {"defects": (Defect(-1, 2, "mask"),)},
    "repair": {"repairs": (Repair(0, LENGTH + 1, "字", "slipped_bytes"),)},
    "evidence": {
        "evidence": (Evidence("title", "", "title", inferred=False, confidence=1, spans=(OUTSIDE,)),)
    },
    "section": section(end=LENGTH + 1),
    "heading": section(heading_pieces=(OUTSIDE,)),
    "paragraph": section(paragraphs=((OUTSIDE,),)),
    "parent": section(parent=0),
    "negative parent": section(parent=-1),
}


@pytest.mark.parametrize("changes", LIES.values(), ids=LIES.keys())
def test_an_offset_to_nowhere_is_refused(changes):
    lie = msgspec.structs.replace(pack(DRAFT), **changes)

    with pytest.raises(DamagedDraftError):
        unpack(lie, DRAFT.raw)


spans = st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(lambda two: TextSpan(*sorted(two)))


@given(st.builds(IngestWarning, st.text(), st.text(), st.text()), st.lists(spans), spans)
def test_every_value_survives(warning, pieces, main):
    draft = replace(
        DRAFT,
        warnings=(warning,),
        cleaned=replace(DRAFT.cleaned, main=main),
        sections=(SectionDraft(0, "", "", 0, 1, paragraphs=(tuple(pieces),)),),
    )

    assert decode_draft(encode_draft(draft), DRAFT.raw) == draft


@given(st.binary(max_size=200))
def test_other_bytes_are_refused_and_nothing_worse(content):
    with pytest.raises(DamagedDraftError):
        decode_draft(zlib.compress(content), DRAFT.raw)


def test_an_empty_extract_is_a_draft_too():
    empty = replace(DRAFT, extracted=Extracted("", "utf-8"), sections=(), evidence=(), repairs=(), figures=())
    empty = replace(
        empty, cleaned=replace(DRAFT.cleaned, extracted=empty.extracted, main=TextSpan(0, 0), lines=())
    )

    assert decode_draft(encode_draft(empty), DRAFT.raw) == empty


@pytest.mark.parametrize("whole", [-1, 10_000])
def test_a_figure_that_is_part_of_none_is_refused(whole):
    figure = replace(DRAFT.figures[0], whole=whole)
    with pytest.raises(DamagedDraftError, match="part of none"):
        decode_draft(encode_draft(replace(DRAFT, figures=(figure,))), DRAFT.raw)
