"""Sections of two to four reports, paired."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.analysis.pairing import Hand, PairSection, pair
from archive.analysis.parts import role_group

WORKS = {
    "tcm": ("中医药服务", "乡镇卫生院均建成中医馆,推广中医药适宜技术,中医师承教育带徒。"),
    "mch": ("妇幼健康", "孕产妇早孕建册,新生儿疾病筛查,宫颈癌筛查和乳腺癌筛查完成目标。"),
    "epidemic": ("传染病防控", "流行病学调查队伍,疫苗接种,发热门诊监测预警,核酸检测实验室。"),
    "party": ("党风廉政", "落实八项规定,警示教育,政风行风评议,支部换届,理论学习中心组。"),
    "childcare": ("托育服务", "公办幼儿园开设托班,婴幼儿照护托位,普惠托育机构备案。"),
}


def section(report, work, order=0, **changes):
    heading, text = WORKS[work]
    made = PairSection(report, f"s{order}", 1, (work,), "done", heading, (), text, order)
    return replace(made, **changes)


def report(column, *works):
    return [section(column, work, order) for order, work in enumerate(works)]


def headings(pairing):
    return [tuple(tuple(one.heading for one in members) for members in row.members) for row in pairing.rows]


def names(pairing):
    return {frozenset((link.left.name, link.right.name)) for link in pairing.links}


def test_sections_on_the_same_work_pair_whatever_their_order():
    found = pair([report(0, "tcm", "mch", "epidemic"), report(1, "epidemic", "tcm", "mch")])

    assert names(found) == {
        frozenset({(0, "s0"), (1, "s1")}),
        frozenset({(0, "s1"), (1, "s2")}),
        frozenset({(0, "s2"), (1, "s0")}),
    }
    assert found.unmatched == ((), ())


def test_a_pair_says_how_sure_it_is_and_why():
    (link,) = pair([report(0, "tcm"), report(1, "tcm")]).links

    assert 0.8 < link.confidence <= 1
    assert set(link.reasons) >= {"content", "topic"}


def test_a_section_without_a_partner_is_listed_on_its_side():
    left, right = report(0, "tcm", "party"), report(1, "mch", "tcm")
    found = pair([left, right])

    assert headings(found) == [(("中医药服务",), ("中医药服务",))]
    assert found.unmatched == ((left[1],), (right[0],))


@pytest.mark.parametrize("role", ["plan", "problem", "suggestion"])
def test_work_done_never_pairs_with_another_part(role):
    found = pair([report(0, "tcm"), [section(1, "tcm", role=role)]])

    assert found.rows == ()


def test_a_preface_pairs_with_a_preface_only():
    prefaces = [section(column, "tcm", level=0, role="overview") for column in (0, 1)]
    found = pair([[prefaces[0]], [prefaces[1], section(1, "tcm", 1)]])

    assert [(link.left, link.right) for link in found.links] == [tuple(prefaces)]


def test_a_container_is_not_paired_but_lends_its_heading():
    container = section(0, "tcm", heading="中医药传承创新", text="")
    child = section(0, "tcm", 1, heading="一是", text="名老中医带徒。", path=())
    other = section(1, "tcm", heading="中医药传承创新", text="中医师承带徒。")

    def confidence(path):
        return pair([[container, replace(child, path=path)], [other]]).links[0].confidence

    found = pair([[container, child], [other]])
    assert container not in {one for members in found.unmatched for one in members}
    assert confidence((container.heading,)) > confidence(())


def test_one_section_may_stand_against_several():
    heading, text = WORKS["epidemic"]
    halves = [
        section(1, "epidemic", 0, heading=f"{heading}一", text=text[:20]),
        section(1, "epidemic", 1, heading=f"{heading}二", text=text[20:]),
    ]
    found = pair([report(0, "epidemic"), halves])

    assert headings(found) == [((heading,), (f"{heading}一", f"{heading}二"))]


def test_glosses_and_script_make_no_difference():
    glossed = section(
        0,
        "mch",
        heading="婦(fù)幼健康",
        text="孕產(chǎn)婦(fù)早孕建冊(cè),新生兒(ér)疾病篩(shāi)查,宮頸癌篩查和乳腺癌篩查完成目標(biāo)。",
    )
    plain, right = report(0, "mch"), report(1, "mch", "tcm")

    (link,) = pair([[glossed], right]).links
    (same,) = pair([plain, right]).links
    assert link.confidence == pytest.approx(same.confidence, abs=0.02)


def test_a_pair_made_by_hand_comes_first_and_goes_across_parts():
    left, right = report(0, "tcm", "mch"), [section(1, "tcm"), section(1, "party", 1, role="plan")]
    found = pair([left, right], [Hand((1, "s1"), (0, "s0"))])

    assert [(link.left, link.right, link.confidence, link.reasons) for link in found.links] == [
        (left[0], right[1], 1.0, ("hand",))
    ]


def test_what_a_hand_keeps_apart_is_not_paired():
    found = pair([report(0, "tcm"), report(1, "tcm")], [Hand((0, "s0"), (1, "s0"), apart=True)])

    assert found.rows == ()


def test_the_last_word_on_a_pair_counts():
    hands = [Hand((0, "s0"), (1, "s0"), apart=True), Hand((1, "s0"), (0, "s0"))]

    assert pair([report(0, "tcm"), report(1, "tcm")], hands).links[0].reasons == ("hand",)
    assert pair([report(0, "tcm"), report(1, "tcm")], hands[::-1]).rows == ()


def test_what_is_kept_apart_does_not_meet_in_a_row_of_three():
    hands = [Hand((0, "s0"), (2, "s0"), apart=True)]
    found = pair([report(column, "tcm") for column in range(3)], hands)

    assert all(not (row.members[0] and row.members[2]) for row in found.rows)
    assert len(found.rows) == 1


def test_a_hand_on_a_section_that_is_not_there_changes_nothing():
    reports = [report(0, "tcm"), report(1, "tcm")]

    assert pair(reports, [Hand((0, "s7"), (1, "s0"))]) == pair(reports)


def test_what_hands_said_of_the_same_reports_before_is_forgotten():
    reports = [report(0, "tcm", "mch"), report(1, "tcm", "mch")]
    plain = pair(reports)
    assert pair(reports, [Hand(reports[0][0].name, reports[1][1].name)]) != plain
    assert pair(reports, [Hand(reports[0][0].name, reports[1][0].name, apart=True)]) != plain
    assert pair(reports) == plain


@pytest.mark.parametrize("text", ["", "一" * 200_001])
def test_large_reports_pair_as_small_ones_do(text):
    reports = [report(0, "tcm", "mch"), report(1, "mch", "tcm")]
    preface = replace(reports[0][0], anchor="s9", order=9, level=0, role="preface", text=text)
    found = pair([[*reports[0], preface], reports[1]])
    assert {len(row.members) for row in found.rows} == {2}
    assert sorted(headings(found)) == sorted(headings(pair(reports)))


def test_hands_may_tie_one_section_to_several():
    left, right = report(0, "tcm"), report(1, "mch", "party")
    found = pair([left, right], [Hand((0, "s0"), (1, "s0")), Hand((0, "s0"), (1, "s1"))])

    assert headings(found) == [(("中医药服务",), ("妇幼健康", "党风廉政"))]


def test_pairs_of_four_reports_join_into_rows():
    works = ["tcm", "mch", "party"]
    found = pair([report(column, *works[column % 2 :]) for column in range(4)])

    assert [row.filled for row in found.rows] == [2, 4, 4]
    assert all(
        len(set(column)) == 1 for column in zip(*headings(found)[1:], strict=True) for column in column
    )


def test_a_row_names_what_its_reports_share():
    (row,) = pair([report(0, "tcm"), report(1, "tcm")], terms=["中医馆", "适宜技术", "托育"]).rows

    assert row.shared_terms == ("适宜技术", "中医馆")


@pytest.mark.parametrize("reports", [[], [[]], [[], []], [[], [section(1, "tcm")]]])
def test_nothing_to_pair_is_no_error(reports):
    found = pair(reports)

    assert found.rows == found.links == ()
    assert found.unmatched == tuple(map(tuple, reports))


sections = st.builds(
    lambda work, role, level, clip: (work, role, level, clip),
    st.sampled_from(sorted(WORKS)),
    st.sampled_from(["done", "plan", "problem", "overview"]),
    st.integers(0, 2),
    st.integers(4, 40),
)


def written(column, drafts):
    return [
        section(column, work, order, role=role, level=level, text=WORKS[work][1][:clip])
        for order, (work, role, level, clip) in enumerate(drafts)
    ]


def moved(one, to):
    return replace(one, report=to[one.report])


def mirrored(found, to):
    """The rows, links and leftovers of a pairing with its columns moved."""
    columns = sorted(range(len(found.unmatched)), key=to.__getitem__)
    rows = [
        replace(
            row, members=tuple(tuple(moved(one, to) for one in row.members[column]) for column in columns)
        )
        for row in found.rows
    ]
    links = {
        (frozenset((moved(link.left, to), moved(link.right, to))), link.confidence, link.reasons)
        for link in found.links
    }
    left = tuple(tuple(moved(one, to) for one in found.unmatched[column]) for column in columns)
    return rows, links, left


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(sections, max_size=6), min_size=2, max_size=4, unique_by=repr), st.randoms())
def test_moving_the_columns_moves_the_result_and_nothing_else(drafts, chance):
    reports = [written(column, draft) for column, draft in enumerate(drafts)]
    to = list(range(len(reports)))
    chance.shuffle(to)
    swapped = [[moved(one, to) for one in reports[to.index(column)]] for column in range(len(reports))]

    assert mirrored(pair(reports), to) == mirrored(pair(swapped), list(range(len(reports))))


def test_a_report_beside_itself_pairs_each_section_with_itself():
    works = sorted(WORKS)
    found = pair([report(0, *works), report(1, *works)])

    assert [link.left.anchor for link in found.links] == [link.right.anchor for link in found.links]
    assert len(found.links) == len(works)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(sections, max_size=8), min_size=2, max_size=4))
def test_every_section_stands_in_one_place(drafts):
    reports = [written(column, draft) for column, draft in enumerate(drafts)]
    found = pair(reports)

    placed = [one for row in found.rows for members in row.members for one in members]
    left = [one for members in found.unmatched for one in members]
    assert sorted(one.name for one in placed + left) == sorted(
        one.name for report in reports for one in report
    )


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(sections, max_size=8), min_size=2, max_size=4))
def test_sections_of_one_report_share_a_row_only_under_one_of_another(drafts):
    found = pair([written(column, draft) for column, draft in enumerate(drafts)])
    linked = names(found)

    for row in found.rows:
        assert row.is_shared
        assert len({role_group(one.role) for members in row.members for one in members if one.level}) <= 1
        for one, other in permutations([m for m in row.members if m], 2):
            assert len(one) == 1 or any(
                all(frozenset((hub.name, each.name)) in linked for each in one)
                for members in row.members
                for hub in members
                if members is not one
            ), (one, other)
