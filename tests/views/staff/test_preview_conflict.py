"""Two editors on one draft: the second is told, keeps what was typed, and overwrites nothing."""

import pytest

from archive.corrections import Corrections, SectionChange
from archive.models import Report
from archive.views.staff.conflict import together
from tests.views.staff_pages import PUBLISHER, TEXT, form_values, reread, shelved_text, signed_in, tree, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]


@pytest.fixture
def intake():
    return shelved_text(TEXT)


@pytest.fixture
def first():
    return signed_in(PUBLISHER, "first")


@pytest.fixture
def second():
    return signed_in(PUBLISHER, "second")


def kept(intake) -> Corrections:
    return Corrections.from_json(reread(intake).corrections)


def both_open(intake, first, second):
    address = intake.get_absolute_url()
    return form_values(first.get(address)), form_values(second.get(address))


def clash_rows(response) -> list[list[str]]:
    rows = tree(response).xpath('//div[@id="clash"]//tbody/tr')
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


@pytest.mark.parametrize("button", ["save", "publish"])
def test_the_second_is_told_and_nothing_is_overwritten(intake, first, second, button):
    ours, theirs = both_open(intake, first, second)
    first.post(intake.get_absolute_url(), ours | {"title": "甲的标题", "save": "1"})
    response = second.post(intake.get_absolute_url(), theirs | {"title": "乙的标题", button: "1"})
    assert response.status_code == 409
    assert "first" in tree(response).xpath('string(//*[@role="alert"])')
    assert kept(intake).values == {"title": "甲的标题"}
    assert not Report.objects.exists()
    assert form_values(response)["title"] == "乙的标题"
    assert clash_rows(response) == [["标题", "甲的标题", "乙的标题", "您的"]]


def test_what_only_the_other_changed_is_taken_over_and_said(intake, first, second):
    ours, theirs = both_open(intake, first, second)
    key = str(TEXT.index("二、"))
    first.post(intake.get_absolute_url(), ours | {"kind": "plan", f"s{key}-level": "drop", "save": "1"})
    response = second.post(intake.get_absolute_url(), theirs | {"issuer": "某局", "save": "1"})
    values = form_values(response)
    assert (values["kind"], values[f"s{key}-level"], values["issuer"]) == ("plan", "drop", "某局")
    rows = clash_rows(response)
    assert [row[-1] for row in rows] == ["对方的", "对方的"]
    assert rows[1][:3] == ["二、存在问题", "删去", "未改动"]


def test_saving_again_keeps_both_changes(intake, first, second):
    ours, theirs = both_open(intake, first, second)
    first.post(intake.get_absolute_url(), ours | {"kind": "plan", "save": "1"})
    refused = second.post(intake.get_absolute_url(), theirs | {"issuer": "某局", "save": "1"})
    again = second.post(intake.get_absolute_url(), form_values(refused) | {"save": "1"})
    assert again.status_code == 302
    assert kept(intake).values == {"kind": "plan", "issuer": "某局"}


def test_cuts_of_the_other_are_told_and_taken_over(intake, first, second):
    ours, theirs = both_open(intake, first, second)
    start = TEXT.index("乙段")
    first.post(intake.get_absolute_url(), ours | {"cut": str(start), "save": "1"})
    response = second.post(intake.get_absolute_url(), theirs | {"title": "乙", "save": "1"})
    assert ["章节", "拆分 1 处", "未改动", "对方的"] in clash_rows(response)
    assert form_values(response)["cut"] == str(start)


def test_a_page_without_a_version_has_seen_the_untouched_draft_only(intake, first, second):
    ours, theirs = both_open(intake, first, second)
    first.post(intake.get_absolute_url(), ours | {"title": "甲", "save": "1"})
    for version in ("", "x", "-1", "9" * 30):
        response = second.post(
            intake.get_absolute_url(), theirs | {"title": "乙", "version": version, "save": "1"}
        )
        assert response.status_code == 409
    assert kept(intake).values == {"title": "甲"}


def test_values_of_the_other_are_shown_in_words(intake, first, second):
    ours, theirs = both_open(intake, first, second)
    changes = {"kind": "plan", "region_code": "340504", "source_type": "gov", "plan_year": "2021"}
    first.post(intake.get_absolute_url(), ours | changes | {"save": "1"})
    response = second.post(intake.get_absolute_url(), theirs | {"title": "乙", "save": "1"})
    shown = {row[0]: row[1] for row in clash_rows(response)}
    assert shown["地区"] == "安徽省马鞍山市雨山区"
    assert shown["计划年度"] == "2021"
    assert "plan" not in shown["种类"]
    assert "gov" not in shown["来源类型"]


def test_changes_of_sections_are_shown_in_words(intake, first, second):
    ours, theirs = both_open(intake, first, second)
    one, two = (f"s{TEXT.index(label)}" for label in ("一、", "二、"))
    changes = {f"{one}-level": "2", f"{one}-role": "plan", f"{one}-topic": "tcm", f"{two}-level": "merge"}
    first.post(intake.get_absolute_url(), ours | changes | {"save": "1"})
    response = second.post(intake.get_absolute_url(), theirs | {f"{two}-level": "3", "save": "1"})
    rows = clash_rows(response)
    assert rows[0][1].startswith("二级、")
    assert rows[0][1].endswith("、中医药")
    assert rows[1][1:] == ["并入上一节", "三级", "您的"]


def test_what_was_set_back_to_the_machine_stays_set_back():
    base = Corrections(values={"title": "甲", "issuer": "局"}, sections={"1": SectionChange(level=2)})
    theirs = Corrections(values={"title": "乙", "issuer": "局"}, sections={"1": SectionChange(level=3)})
    yours = Corrections(values={"title": "甲"}, cuts=(5,))
    assert together(base, theirs, yours) == Corrections(values={"title": "乙"}, cuts=(5,))


def test_the_hostile_words_of_the_other_are_escaped(intake, first, second):
    ours, theirs = both_open(intake, first, second)
    first.post(intake.get_absolute_url(), ours | {"title": "<script>alert(1)</script>", "save": "1"})
    response = second.post(intake.get_absolute_url(), theirs | {"title": "乙", "save": "1"})
    assert "<script>alert" not in response.content.decode()
    assert "<script>alert(1)</script>" in words(response)
