"""Repair proposals judged: none on sound words, and the right reading where bytes slipped."""

from archive.ingest.cleaning.clean import clean
from archive.ingest.mending.repair import propose_from_outline, propose_repairs
from archive.ingest.sectioning.sections import sectionize
from archive.ingest.types import Extracted
from tests.quality.gold import floors, section_cases
from tests.quality.mutations import OTHER_LABELS, SAME_LABELS

# Places of the seeds that are damaged indeed, with what people read there; judged one by one.
DAMAGED = {"2024124": "〔2024〕124号", "202517": "2025年1月7日", "??平ㄔO": "專科建設"}
# These change the layout only, so no place of theirs is damaged anew.
SOUND = (
    *("spaces removed", "brackets half width", "brackets tortoise", "stops for commas", "traditional"),
    *("simplified", "blank lines removed", "one line", "wrapped and indented", "wrapped and apart"),
    *("page numbers", "half-width marks", "carriage returns", "tabs before", "advertisements"),
    *("outline first", "letter-spaced headings", "decimal outline", "chapters", "Roman numbers and letters"),
)
SLIPPED = ("專科建設", "專家門診", "專業技術", "專項行動", "專題會議", "專線電話", "專人負責", "專門機構")


def proposals(text):
    cleaned = clean(Extracted(text, "utf-8"))
    found = (*propose_repairs(text), *propose_from_outline(cleaned, sectionize(cleaned)))
    return [(text[r.start : r.end], r.reading) for r in found]


def test_few_proposals_are_false():
    mutations = SAME_LABELS | OTHER_LABELS
    found = [pair for name in SOUND for case in section_cases() for pair in proposals(mutations[name](case))]
    false = [pair for pair in found if DAMAGED.get(pair[0]) != pair[1]]

    assert len(found) >= floors()["repairs.found"]
    assert len(false) <= floors()["repairs.false_share"] * len(found), false


def slip(words):
    """What a reader shows that knows no character beginning with the first byte of `words`."""
    return "?" + words.encode("gbk")[1:].decode("gbk", errors="ignore")


def test_slipped_words_are_read():
    right = invented = 0
    for words in SLIPPED:
        text = f"全縣推進重點{slip(words)}，加強管理。"
        for _, reading in proposals(text):
            right += reading == words[: len(reading)]
            invented += reading != words[: len(reading)]

    assert right >= floors()["repairs.slipped"]
    assert invented == 0


def test_words_that_stand_elsewhere_make_a_reading_exact():
    exact = 0
    for words in SLIPPED:
        text = f"{words[:2]}工作。全縣推進重點{slip(words)}，加強管理。"
        exact += any(r.exact and words.startswith(r.reading) for r in propose_repairs(text))

    assert exact >= floors()["repairs.exact"]
