"""Figures of written reports and of single sentences, labelled before they were first read."""

import json
from functools import cache

import pytest

from archive.ingest import topics
from archive.ingest.cataloguing import metadata
from archive.ingest.cleaning.clean import clean
from archive.ingest.figures.extract import extract_figures
from archive.ingest.figures.predicates import LONGEST
from archive.ingest.sectioning.sections import sectionize
from archive.ingest.types import Extracted
from tests.ingest.figures.reading import figures
from tests.ingest.vocabularies import vocabulary
from tests.quality.figures_gold import Outcome, Read, comparable_name
from tests.quality.gold import GOLD, floors

_HEADER, *_ROWS = (GOLD / "figures_qualifiers.tsv").read_text(encoding="utf-8").splitlines()
SENTENCES = [dict(zip(_HEADER.split("\t"), row.split("\t"), strict=True)) for row in _ROWS]


@cache
def written() -> Outcome:
    reads: list[Read] = []
    extracted = 0
    for line in (GOLD / "figures_written.jsonl").read_text(encoding="utf-8").splitlines():
        report = json.loads(line)
        found = figures_of_report(report["text"], report["id"])
        extracted += len(found)
        for one in report["figures"]:
            overlapping = (f for f in found if one["start"] < f.end and f.start < one["end"])
            reads.append(Read(one, next(overlapping, None)))
    return Outcome(tuple(reads), extracted)


def figures_of_report(text, name):
    cleaned = clean(Extracted(text, "utf-8"))
    sections = sectionize(cleaned)
    kind = metadata.recognise(cleaned, sections, f"{name}.txt", vocabulary())[0].kind
    return extract_figures(cleaned.extracted.text, topics.classify(cleaned, sections, kind, vocabulary()))


def has_noun(read):
    """Whether the name holds the noun that people say is counted; it may say what was done with it too."""
    ours, wanted = comparable_name(read.figure.name), comparable_name(read.gold["name"])
    return wanted in ours


def has_exact_name(read):
    return comparable_name(read.figure.name) == comparable_name(read.gold["name"])


def test_what_is_extracted_of_written_reports_is_right():
    assert written().precision >= floors()["figures.written.precision"]


def test_the_figures_of_written_reports_are_extracted():
    assert written().recall >= floors()["figures.written.recall"]


@pytest.mark.parametrize(
    ("measure", "agrees"), [("nouns", has_noun), ("names", has_exact_name)], ids=["nouns", "names"]
)
def test_figures_of_written_reports_are_named(measure, agrees):
    assert written().share(agrees) >= floors()[f"figures.written.{measure}"]


def test_there_are_no_fewer_labels_in_written_reports():
    assert len(written().reads) >= floors()["figures.written.labels"]


def is_told(row):
    """Whether a sentence's number is narrowed as people say, in its qualifier or its own name."""
    text, wanted = row["sentence"], row["qualifier"]
    found = next((f for f in figures(text) if text[f.start : f.end] == row["number"]), None)
    if found is None:
        return False
    said = (found.name, found.qualifier)
    return any(wanted in one for one in said) if wanted else found.qualifier == ""


def test_numbers_are_narrowed_by_what_was_done_with_what_they_count():
    told = sum(map(is_told, SENTENCES))

    assert len(SENTENCES) >= floors()["figures.qualifiers.labels"]
    assert told / len(SENTENCES) >= floors()["figures.qualifiers"]


@pytest.mark.parametrize("sentence", sorted({row["sentence"] for row in SENTENCES}))
def test_what_was_done_is_said_in_few_words_of_the_source(sentence):
    bare = sentence.replace("“", "").replace("”", "").replace("了", "")
    for found in figures(sentence):
        said = found.qualifier.rpartition("、")[2]
        assert len(said) <= LONGEST
        assert all(char in bare for char in said)
