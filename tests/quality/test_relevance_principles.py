"""What the order of results owes the reader, whatever the constants of ranking are."""

import pytest

from search import lexicon
from search.backends.execution import executor
from search.language.reading import read
from search.request import SearchRequest
from search.service import SECTIONS_SHOWN
from tests.conftest import forget_index
from tests.search.corpus import Corpus, Part, Work

pytestmark = pytest.mark.django_db
FILLER = "全县各单位按照年初部署扎实推进有关任务,圆满完成预定目标。"


@pytest.fixture(autouse=True)
def fresh_index():
    lexicon.forget()
    forget_index()
    yield
    forget_index()


def report(*parts, title="年度报告", year=2022):
    return Work(title, tuple(Part(*part) for part in parts), year=year)


def order(typed, *works):
    """Return report/section of what the page shows for the typed words, best first."""
    Corpus(list(works)).write()
    found = executor.execute(SearchRequest(query=typed), read(typed), SECTIONS_SHOWN)
    return [f"{section.report}/{section.anchor}" for one in found.reports for section in one.sections]


def filled(text, times=4):
    return FILLER * times + text


def test_a_word_as_typed_comes_before_its_parts_scattered():
    scattered = report(("卫生 服务", "公共场所卫生与服务,公共卫生和服务,公共、卫生、服务。"))
    verbatim = report(("其他", filled("公共卫生服务。")))

    assert order("公共卫生服务", scattered, verbatim)[0] == "r1/s0"


def test_a_heading_outranks_a_body():
    body = report(("其他工作", "托育机构建设。"))
    heading = report(("托育工作", "机构建设。"))

    assert order("托育", body, heading) == ["r1/s0", "r0/s0"]


def test_all_words_in_one_section_come_before_words_spread_over_a_report():
    spread = report(("托育", "托育、托育、托育。"), ("补贴", "补贴、补贴、补贴。"))
    together = report(("其他", filled("托育") + filled("补贴")))

    assert order("托育 补贴", spread, together)[0] == "r1/s0"


def test_a_section_with_all_words_comes_before_others_of_its_report():
    found = order("托育 补贴", report(("托育", "托育。"), ("补贴", "补贴。"), ("其他", filled("托育补贴"))))

    assert found[0] == "r0/s2"


def test_a_shorter_section_comes_before_a_longer_one_that_says_it_as_often():
    assert order("托育", report(("一", filled("托育"))), report(("一", "托育。"))) == ["r1/s0", "r0/s0"]


def test_a_section_that_says_it_more_often_comes_first():
    once, twice = report(("一", "托育和医疗。")), report(("一", "托育和托育。"))

    assert order("托育", once, twice) == ["r1/s0", "r0/s0"]


def test_a_rare_word_weighs_more_than_a_common_one():
    common = [report(("一", "医疗工作。")) for _ in range(5)]
    rare = report(("一", "托育工作。"))

    assert order("医疗 OR 托育", *common, rare)[0] == "r5/s0"


def test_a_title_that_holds_the_word_helps():
    untitled = report(("一", "托育工作。"))
    titled = report(("一", "托育工作。"), title="托育工作报告")

    assert order("托育", untitled, titled) == ["r1/s0", "r0/s0"]


def test_words_side_by_side_come_before_words_far_apart():
    apart = report(("一", filled("托育", 1) + filled("补贴", 2)))
    beside = report(("一", filled("托育补贴", 3)))

    assert order("托育 补贴", apart, beside) == ["r1/s0", "r0/s0"]


def test_of_equals_the_newest_comes_first():
    old, new = report(("一", "托育。"), year=2015), report(("一", "托育。"), year=2024)

    assert order("托育", old, new) == ["r1/s0", "r0/s0"]


def test_the_order_is_the_same_in_either_script():
    works = [
        report(("一", filled("卫生監督"))),
        report(("衛生監督", "一")),
        report(("二", "卫生监督 衞生监督")),
    ]

    assert order("卫生监督", *works) == order("衛生監督", *works)
    assert len(order("衞生監督", *works)) == len(works)


def test_words_nobody_typed_do_not_change_the_order():
    works = [report(("一", "托育。托育。")), report(("一", "托育。"))]
    longer = [report(*[(p.heading, p.body) for p in w.parts], ("二", "其他。")) for w in works]

    assert order("托育", *works) == order("托育", *longer)


def test_a_word_comes_before_the_same_characters_of_other_words():
    across = report(("中医保健", "中医保健工作。"))
    word = report(("其他", filled("加强医保基金监管。")))

    assert order("医保", across, word) == ["r1/s0", "r0/s0"]


def test_what_the_title_says_a_section_need_not_repeat():
    found = order("昆山 托育", report(("昆山", "昆山概况。"), ("托育", "工作。"), title="昆山市工作总结"))

    assert found == ["r0/s1", "r0/s0"]


@pytest.mark.parametrize("asked", ["托育机构怎么建设", "什么是托育机构", "托育机构的建设情况如何"])
def test_words_that_only_ask_are_not_looked_for(asked):
    assert order(asked, report(("一", "建设托育机构情况。")), report(("二", "医疗。"))) == ["r0/s0"]
