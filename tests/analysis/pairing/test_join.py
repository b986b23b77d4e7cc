"""Pairs of two reports each, joined into rows."""

from archive.analysis.pairing import Link, PairSection
from archive.analysis.pairing.join import join


def section(name):
    """`b2` is the third section of the second report."""
    report, order = "abcd".index(name[0]), int(name[1:])
    return PairSection(report, f"s{order}", 1, (), "done", name, (), name, order)


def link(pair, confidence=0.9, reasons=("content",)):
    left, right = map(section, pair.split("-"))
    return Link(left, right, confidence, reasons)


def surely(one, other):
    return 0.9


def joined(*links, apart=(), likely=surely):
    kept_apart = frozenset(frozenset(section(one).name for one in pair.split("-")) for pair in apart)
    rows, used = join(links, 4, kept_apart, likely)
    members = [" ".join(one.heading for column in row.members for one in column) for row in rows]
    return sorted(members), [f"{one.left.heading}-{one.right.heading}" for one in used]


def test_pairs_with_a_section_in_common_make_one_row():
    assert joined(link("a0-b0"), link("b0-c0"), link("c0-d0")) == (
        ["a0 b0 c0 d0"],
        ["a0-b0", "b0-c0", "c0-d0"],
    )


def test_a_pair_that_would_put_strangers_of_one_report_together_is_left_out():
    rows, used = joined(link("a0-b0"), link("b0-c0"), link("a0-c1", 0.5))

    assert rows == ["a0 b0 c0"]
    assert used == ["a0-b0", "b0-c0"]


def test_siblings_share_a_row_under_one_section():
    assert joined(link("a0-b0"), link("a0-b1"), link("a0-c0"))[0] == ["a0 b0 b1 c0"]


def test_several_never_stand_against_several():
    rows, used = joined(link("a0-b0"), link("a0-b1"), link("a1-b1", 0.5))

    assert rows == ["a0 b0 b1"]
    assert used == ["a0-b0", "a0-b1"]


def test_a_hand_joins_what_nothing_else_would():
    rows, _used = joined(
        link("a0-b1", 1.0, ("hand",)), link("a0-b0", 1.0, ("hand",)), link("a1-b1", 1.0, ("hand",))
    )

    assert rows == ["a0 a1 b0 b1"]


def test_what_is_kept_apart_is_not_joined_through_a_third():
    assert joined(link("a0-b0"), link("b0-c0"), apart=["a0-c0"])[0] == ["a0 b0"]


def test_a_row_is_as_sure_as_its_weakest_link_and_gives_all_reasons():
    links = [link("a0-b0", 0.9, ("topic", "content")), link("b0-c0", 0.6, ("heading", "topic"))]
    ((row,), _used) = join(links, 3, frozenset(), surely)

    assert row.confidence == 0.6
    assert row.reasons == ("topic", "content", "heading")


def test_what_goes_together_badly_stays_two_rows():
    def likely(one, other):
        return 0.0 if {one.heading, other.heading} == {"a0", "c0"} else 0.6

    assert joined(link("a0-b0"), link("b0-c0", 0.6), likely=likely)[0] == ["a0 b0"]
    assert joined(link("a0-b0", 0.4), likely=likely)[0] == ["a0 b0"]
