"""Known edits of the seeds told as places: floors may only be lowered by an edit that says why."""

import random
from difflib import SequenceMatcher
from itertools import accumulate

import pytest

from archive.analysis.differences.compare import compare
from archive.analysis.differences.text import Text
from tests.quality.edited_texts import Edited, edited
from tests.quality.gold import floors, section_cases
from tests.quality.mutations import SAME_LABELS, text_of

CASES = section_cases()
BODIES = [text_of(case)[slice(*case.cleaned.main)] for case in CASES]
WRITTEN_OTHERWISE = [
    "simplified",
    "traditional",
    "full-width digits",
    "carriage returns",
    "blank lines removed",
    "wrapped and indented",
    "spaces removed",
]
LONG = 60  # characters of a paragraph worth telling as moved
TEXTS = [edited(body, seed) for body in BODIES for seed in range(4)]


def told(cuts) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The differing places as ranges of both texts; `cuts` are (left, right, whether they differ)."""
    places, a, b = [], 0, 0
    for left, right, differs in cuts:
        if differs:
            places.append(((a, a + len(left)), (b, b + len(right))))
        a, b = a + len(left), b + len(right)
    return places


def by_words(text: Edited):
    return told((cut.left, cut.right, cut.place) for cut in compare(text.before, text.after).cuts)


def by_characters(text: Edited):
    ours, theirs = text.before, text.after
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return told((ours[a:b], theirs[c:d], tag != "equal") for tag, a, b, c, d in matcher.get_opcodes())


def characters(pairs, side, text) -> set[int]:
    return {at for pair in pairs for at in range(*pair[side]) if not text[at].isspace()}


def scores(texts, tell) -> tuple[float, float, float]:
    """Precision and recall of changed characters, and the share of edits told as just one place."""
    right = marked = wanted = whole = edits = 0
    for text in texts:
        found, known = tell(text), [(edit.left, edit.right) for edit in text.edits]
        for side, words in enumerate((text.before, text.after)):
            ours, gold = characters(found, side, words), characters(known, side, words)
            right, marked, wanted = right + len(ours & gold), marked + len(ours), wanted + len(gold)
        whole += sum(sum(touches(place, edit) for place in found) == 1 for edit in known)
        edits += len(known)
    return right / marked, right / wanted, whole / edits


def touches(place, edit) -> bool:
    return any(
        first[0] < second[1] and second[0] < first[1] for first, second in zip(place, edit, strict=True)
    )


def test_known_edits_are_marked_and_nothing_else():
    precision, recall, whole = scores(TEXTS, by_words)

    assert precision >= floors()["diff.precision"]
    assert recall >= floors()["diff.recall"]
    assert whole >= floors()["diff.whole"]


def test_words_tell_edits_more_plainly_than_characters():
    texts = [edited(body[:1800], seed) for body in BODIES for seed in range(2)]

    _precision, recall, whole = scores(texts, by_words)
    _precision_of_characters, recall_of_characters, whole_of_characters = scores(texts, by_characters)

    assert recall >= recall_of_characters
    assert whole >= whole_of_characters + floors()["diff.ahead_of_characters"]


def test_a_paragraph_put_elsewhere_is_told_as_moved():
    found = [compare(before, after) for before, after in displaced()]
    moved = [one for one in found if (one.moves, one.places) == (1, 1)]

    assert len(moved) / len(found) >= floors()["diff.moved"]


def by_lines(lines) -> Text:
    return Text("".join(f"{line}\n" for line in lines), tuple(accumulate(len(line) + 1 for line in lines)))


def displaced() -> list[tuple[Text, Text]]:
    """Each seed with one of its paragraphs put three and more paragraphs further up or down."""
    pairs = []
    for number, body in enumerate(BODIES):
        lines = [line for line in body.splitlines() if line.strip()]
        chance = random.Random(number)
        for at in chance.sample([at for at, line in enumerate(lines) if len(line) > LONG], k=3):
            others = lines[:at] + lines[at + 1 :]
            to = chance.choice([to for to in range(len(others) + 1) if abs(to - at) > 2])
            pairs.append((by_lines(lines), by_lines([*others[:to], lines[at], *others[to:]])))
    return pairs


@pytest.mark.parametrize("name", WRITTEN_OTHERWISE)
def test_the_same_text_written_otherwise_does_not_differ(name):
    differing = [case.name for case in CASES if not compare(text_of(case), SAME_LABELS[name](case)).is_same]

    assert differing == []
