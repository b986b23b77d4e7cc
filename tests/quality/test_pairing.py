"""Sections paired against what people said, and against reports rewritten; floors as in floors.json."""

from dataclasses import dataclass
from functools import cache
from itertools import combinations

import pytest

from archive.analysis.pairing import pair, weigh
from archive.analysis.parts import role_group
from tests.quality.gold import floors
from tests.quality.pair_fit import learned
from tests.quality.pair_gold import hand_made, seeds, side_by_side
from tests.quality.pair_shuffles import shuffles

HARD = {"002", "003", "004"}  # undated or masked, glossed, in traditional script


@dataclass
class Score:
    """Pairs that were found, that should have been, and the confidence of each found one with its truth."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, found, wanted):
        self.right += len(found & wanted)
        self.found += len(found)
        self.wanted += len(wanted)

    @property
    def precision(self):
        return self.right / self.found

    @property
    def recall(self):
        return self.right / self.wanted

    def __str__(self):
        counts = f"{self.right} of {self.found} found, {self.wanted} wanted"
        return f"precision {self.precision:.3f}, recall {self.recall:.3f} ({counts})"


def links(left, right):
    return pair(side_by_side(left, right)).links


def anchors(found):
    return {(link.left.anchor, link.right.anchor) for link in found}


@cache
def hand_made_links():
    return {names: links(*(seeds()[name] for name in names)) for names in hand_made()}


@cache
def rewritten_links():
    return [(links(one.left, one.right), one.pairs) for one in shuffles()]


def hand_made_score(of=lambda names: True):
    score = Score()
    for names, found in hand_made_links().items():
        if of(names):
            score.add(anchors(found), hand_made()[names])
    return score


def test_labels_name_sections_of_one_part_of_two_reports():
    for (left, right), pairs in hand_made().items():
        by_anchor = [{one.anchor: one for one in seeds()[name] if one.text} for name in (left, right)]
        for one, other in pairs:
            assert role_group(by_anchor[0][one].role) == role_group(by_anchor[1][other].role)


def test_pairs_of_the_seeds_reach_the_floors(record_property):
    score = hand_made_score()
    record_property("hand-made pairs", str(score))

    assert score.precision >= floors()["pairing.precision"]
    assert score.recall >= floors()["pairing.recall"]


def test_pairs_of_hard_seeds_are_as_precise(record_property):
    score = hand_made_score(HARD.issuperset)
    record_property("hand-made pairs of hard seeds", str(score))

    assert score.precision >= floors()["pairing.hard_precision"]


def test_pairs_of_rewritten_reports_reach_the_floors(record_property):
    score = Score()
    for found, wanted in rewritten_links():
        score.add(anchors(found), wanted)
    record_property("pairs of rewritten reports", str(score))

    assert score.precision >= floors()["pairing.rewritten_precision"]
    assert score.recall >= floors()["pairing.rewritten_recall"]


def test_what_is_said_to_be_sure_is_right(record_property):
    sure = [
        (link.left.anchor, link.right.anchor) in wanted
        for found, wanted in [(hand_made_links()[names], hand_made()[names]) for names in hand_made()]
        for link in found
        if link.confidence >= 0.8
    ]
    record_property("sure pairs", f"{sum(sure)} of {len(sure)} right")

    assert len(sure) >= floors()["pairing.sure"]
    assert sum(sure) / len(sure) >= floors()["pairing.sure_precision"]


def held_out(training, monkeypatch):
    """The score of each pair of seeds with weights learned from those that `training` names for it."""
    score = Score()
    for names in hand_made():
        with monkeypatch.context() as patch:
            taught = learned(sorted(training(names)))
            patch.setattr(weigh, "WEIGHTS", taught.weights)
            patch.setattr(weigh, "BIAS", taught.bias)
            score.add(anchors(links(*(seeds()[name] for name in names))), hand_made()[names])
    return score


def test_weights_learned_from_other_pairs_do_as_well(record_property, monkeypatch):
    score = held_out(lambda names: {*hand_made()} - {names}, monkeypatch)
    record_property("a pair of seeds held out", str(score))

    assert score.precision >= floors()["pairing.held_out_precision"]
    assert score.recall >= floors()["pairing.held_out_recall"]


def test_weights_learned_from_other_reports_do_nearly_as_well(record_property, monkeypatch):
    score = held_out(lambda names: {one for one in hand_made() if not {*one} & {*names}}, monkeypatch)
    record_property("both reports held out", str(score))

    assert score.precision >= floors()["pairing.unseen_precision"]
    assert score.recall >= floors()["pairing.unseen_recall"]


def by_topic_and_part(left, right):
    """What the first topic and the part alone would pair."""
    return {
        (one.anchor, other.anchor)
        for one in left
        for other in right
        if one.text and other.text and one.primary_topic == other.primary_topic
        if role_group(one.role) == role_group(other.role)
    }


def test_pairs_are_better_than_topic_and_part_alone(record_property):
    plain = Score()
    for names, wanted in hand_made().items():
        plain.add(by_topic_and_part(*(seeds()[name] for name in names)), wanted)
    record_property("topic and part alone", str(plain))
    score = hand_made_score()

    assert score.precision > plain.precision + 0.05
    assert score.recall > plain.recall + 0.05


def in_rows(found):
    """The pairs that readers see side by side: (columns, anchors)."""
    return {
        (left, right, one.anchor, other.anchor)
        for row in found.rows
        for left, right in combinations(range(len(row.members)), 2)
        for one in row.members[left]
        for other in row.members[right]
    }


@pytest.mark.parametrize("size", [3, 4])
def test_all_that_stands_in_a_row_belongs_together(size, record_property):
    score = Score()
    for names in combinations(sorted(seeds()), size):
        columns = combinations(range(size), 2)
        wanted = {
            (left, right, *anchors)
            for left, right in columns
            for anchors in hand_made()[names[left], names[right]]
        }
        score.add(in_rows(pair(side_by_side(*(seeds()[name] for name in names)))), wanted)
    record_property(f"rows of {size} reports", str(score))

    assert score.precision >= floors()["pairing.rows_precision"]
    assert score.recall >= floors()["pairing.rows_recall"]


@pytest.mark.parametrize("name", ["000", "003"])
def test_four_versions_of_a_report_come_in_rows_of_four(name):
    version = [one for one in seeds()[name] if one.text]
    found = pair(side_by_side(*[version] * 4))

    assert {row.filled for row in found.rows} == {4}
    assert len(found.rows) == len(version)
