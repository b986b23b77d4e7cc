"""Pairing by hand: in the address, on the page of a section, kept by staff."""

from datetime import timedelta
from itertools import combinations, product
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import Group
from django.http import QueryDict
from django.urls import reverse

from archive.models import Revision, SavedPair
from archive.services.pairings import PairEnd, Verdict, save_pairs
from archive.services.records import ServiceError
from archive.views.compare.address import read_address
from archive.views.compare.layout import lay_out
from tests.views.compared import MCH, TCM, address_of, end, held, layout_of, shown

pytestmark = pytest.mark.django_db

TALENT = ("done", "talent", "人才", "招聘医生八名。")


@pytest.fixture
def two():
    return held(1, TCM, MCH), held(2, TCM, TALENT)


def partners(report, layout, order=0):
    found = layout.partners(PairEnd(report.public_id, f"s{order * 100}"))
    return {str(one) for one in found}


def repaired(client, *reports, section, done="chosen", chosen=(), **others):
    """The answer to the filled in form of a section."""
    given = {"r": [one.public_id for one in reports], "section": section, "done": done, "with": list(chosen)}
    return client.get(reverse("compare_repair"), {**given, **others})


def test_sections_paired_in_the_address_share_a_row_marked_as_such(client, two):
    response = shown(client, *two, pair=f"{end(two[0], 1)}~{end(two[1], 1)}")
    [row] = [row for topic in response.context["table"].shared for row in topic.rows if row.by_hand]
    assert [cell.passages[0].path for cell in row.cells] == ["2、妇幼健康", "2、人才"]
    assert "人工配对" in response.content.decode()
    assert row.hands[0].undo == address_of(*two)


def test_sections_parted_in_the_address_share_no_row(client, two):
    assert partners(two[0], layout_of(*two)) == {end(two[1])}
    layout = layout_of(*two, apart=f"{end(two[0])}~{end(two[1])}")
    assert partners(two[0], layout) == set()
    [mark] = layout.hands.marks
    assert mark.undo == address_of(*two)
    assert mark.sides == ("地区未详 2001“1、发展中医药”", "地区未详 2002“1、发展中医药”")


def test_every_section_leads_to_the_choice_of_its_partners(client, two):
    page = shown(client, *two).content.decode()
    for report in two:
        for order in (0, 1):
            assert f"&amp;section={end(report, order)}" in page


def test_the_choice_lists_the_sections_of_the_others_with_the_partners_ticked(client, two):
    response = client.get(f"{address_of(*two).replace('compare', 'compare/pairing')}&section={end(two[0])}")
    [others] = response.context["others"]
    assert [(one.path, one.chosen) for one in others.sections] == [
        ("1、发展中医药", True),
        ("2、人才", False),
    ]
    assert "现在与它配对的有 1 处" in response.content.decode()
    assert "不配对" in response.content.decode()


def test_choosing_another_partner_leads_back_with_the_pair_in_the_address(client, two):
    response = repaired(client, *two, section=end(two[0]), chosen=[end(two[1], 1)], role="done")
    pair, apart = f"{end(two[0])}~{end(two[1], 1)}", f"{end(two[0])}~{end(two[1])}"
    ids = "&".join(f"r={report.public_id}" for report in two)
    assert response.url == f"/compare?{ids}&role=done&pair={pair}&apart={apart}#{two[0].public_id}-s0"
    layout = layout_of(*two, pair=pair, apart=apart)
    assert partners(two[0], layout) == {end(two[1], 1)}


def test_choosing_none_parts_the_section_from_its_partners(client, two):
    response = repaired(client, *two, section=end(two[0]), done="none", chosen=[end(two[1], 1)])
    assert response.url.partition("#")[0] == address_of(*two, apart=f"{end(two[0])}~{end(two[1])}")


def test_choosing_what_the_program_found_says_nothing(client, two):
    apart = f"{end(two[0])}~{end(two[1])}"
    response = repaired(client, *two, section=end(two[0]), chosen=[end(two[1])], apart=apart)
    assert response.url.partition("#")[0] == address_of(*two)


def test_several_partners_in_one_report_can_be_chosen(client, two):
    chosen = [end(two[1]), end(two[1], 1)]
    url = repaired(client, *two, section=end(two[0]), chosen=chosen).url
    response = client.get(url.partition("#")[0])
    assert partners(two[0], response.context["layout"]) == set(chosen)


def test_what_a_chosen_partner_brings_along_is_parted_too(client):
    three = [held(n, TCM) for n in (1, 2, 3)]
    assert partners(three[0], layout_of(*three)) == {end(three[1]), end(three[2])}
    url = repaired(client, *three, section=end(three[0]), chosen=[end(three[1])]).url
    response = client.get(url.partition("#")[0])
    assert partners(three[0], response.context["layout"]) == {end(three[1])}


def test_whatever_is_chosen_is_what_stands_in_the_row(client):
    works = [TCM, MCH, TALENT, ("done", "tcm", "中医药服务", "全区建成中医馆六家，中医药服务覆盖村卫生室。")]
    three = held(1, TCM, MCH), held(2, *works), held(3, TCM, works[3])
    every = [*(end(three[1], order) for order in range(4)), *(end(three[2], order) for order in range(2))]
    choices = [set(), *({other} for other in every), *map(set, combinations(every, 2))]
    for order, chosen in product(range(2), choices):
        url = repaired(client, *three, section=end(three[0], order), chosen=chosen).url.partition("#")[0]
        layout = lay_out(read_address(QueryDict(url.partition("?")[2])))
        assert partners(three[0], layout, order) == chosen


@pytest.mark.parametrize("section", ["", "x", "340504-2001-0001.s999", "340504-2009-0009.s0", "<script>"])
def test_a_section_that_is_not_there_is_said(client, two, section):
    response = repaired(client, *two, section=section)
    assert response.status_code == 404
    assert "请从对比页点“改配对”" in response.content.decode()
    assert "<script>”" not in response.content.decode()


def test_ticks_that_name_nothing_are_passed_over(client, two):
    chosen = ["x", "340504-2002-0002.s999", end(two[0], 1), end(two[1])]
    assert repaired(client, *two, section=end(two[0]), chosen=chosen).url.partition("#")[0] == address_of(
        *two
    )


def test_a_single_report_leads_to_the_prompt(client, two):
    assert "再勾选" in repaired(client, two[0], section=end(two[0])).content.decode()


def test_what_staff_kept_holds_for_everybody(client, two):
    save_pairs(
        verdicts=[Verdict(PairEnd(two[0].public_id, "s100"), PairEnd(two[1].public_id, "s100"))], by=None
    )
    response = shown(client, *two)
    assert partners(two[0], response.context["layout"], 1) == {end(two[1], 1)}
    assert "人工配对（工作人员保存）" in response.content.decode()
    assert "撤销保存" not in response.content.decode()


def test_the_address_overrides_what_staff_kept(two):
    ends = PairEnd(two[0].public_id, "s100"), PairEnd(two[1].public_id, "s100")
    save_pairs(verdicts=[Verdict(*ends)], by=None)
    layout = layout_of(*two, apart=f"{ends[0]}~{ends[1]}")
    assert partners(two[0], layout, 1) == set()
    assert [(mark.verdict.apart, mark.saved) for mark in layout.hands.marks] == [(True, None)]


def test_a_kept_pair_whose_section_went_waits_without_effect(client, two):
    save_pairs(
        verdicts=[Verdict(PairEnd(two[0].public_id, "s100"), PairEnd(two[1].public_id, "s100"))], by=None
    )
    two[0].current_revision.sections.filter(start=100).delete()
    layout = layout_of(*two)
    assert (layout.hands.marks, layout.complaints) == ((), ())
    assert [mark.saved for mark in layout.hands.idle] == [SavedPair.objects.get().pk]
    assert "不起作用" not in shown(client, *two).content.decode()


@pytest.fixture
def editor(client, django_user_model):
    person = django_user_model.objects.create_user("bianji", password="x")
    person.groups.add(Group.objects.get(name="编辑"))
    client.force_login(person)
    return client


def test_staff_keep_the_pairs_of_the_address(editor, two):
    pair = f"{end(two[0], 1)}~{end(two[1], 1)}"
    assert "保存配对" in shown(editor, *two, pair=pair).content.decode()
    given = {"r": [one.public_id for one in two], "pair": pair}
    response = editor.post(reverse("compare_save"), given)
    assert response.url == address_of(*two)
    assert SavedPair.objects.get().by.username == "bianji"
    assert "已保存 1 处人工配对" in editor.get(response.url).content.decode()


def test_staff_take_back_what_was_kept(editor, two):
    ends = PairEnd(two[0].public_id, "s100"), PairEnd(two[1].public_id, "s100")
    save_pairs(verdicts=[Verdict(*ends)], by=None)
    key = SavedPair.objects.get().pk
    given = {"r": [one.public_id for one in two], "saved": str(key)}
    assert f'value="{key}"' in shown(editor, *two).content.decode()
    assert editor.post(reverse("compare_remove"), given).url == address_of(*two)
    assert not SavedPair.objects.exists()


def test_staff_are_told_of_a_kept_pair_whose_section_went_and_remove_it(editor, two):
    ends = PairEnd(two[0].public_id, "s100"), PairEnd(two[1].public_id, "s100")
    save_pairs(verdicts=[Verdict(*ends)], by=None)
    key = SavedPair.objects.get().pk
    two[0].current_revision.sections.filter(start=100).delete()
    page = shown(editor, *two).content.decode()
    assert "下面保存的配对已不起作用" in page
    assert "地区未详 2001原来的章节 s100（现在的文本里没有）" in page
    assert f'name="saved" value="{key}"' in page
    given = {"r": [one.public_id for one in two], "saved": str(key)}
    response = editor.post(reverse("compare_remove"), given, follow=True)
    assert "已撤销保存的配对" in response.content.decode()
    assert "不起作用" not in response.content.decode()


def test_staff_are_asked_to_check_a_pair_kept_for_an_earlier_version(editor, two):
    ends = PairEnd(two[0].public_id, "s100"), PairEnd(two[1].public_id, "s100")
    save_pairs(verdicts=[Verdict(*ends)], by=None)
    assert "请核对章节" not in shown(editor, *two).content.decode()
    revision = two[0].current_revision
    Revision.objects.filter(pk=revision.pk).update(published_at=revision.published_at + timedelta(days=1))
    assert "保存之后原文换过版本，请核对章节" in shown(editor, *two).content.decode()


def test_who_saves_without_being_logged_in_comes_back_to_the_form(client, two, django_user_model):
    person = django_user_model.objects.create_user("bianji", password="x")
    person.groups.add(Group.objects.get(name="编辑"))
    pair = f"{end(two[0], 1)}~{end(two[1], 1)}"
    assert "工作人员登录后可以保存配对" in shown(client, *two, pair=pair).content.decode()
    login = client.post(reverse("compare_save"), {"r": [one.public_id for one in two], "pair": pair}).url
    given = {"username": "bianji", "password": "x", "next": unquote(login.partition("next=")[2])}
    page = client.post(reverse("login"), given, follow=True).content.decode()
    assert "配对还没有保存，仍写在网址里" in page
    assert f'action="{reverse("compare_save")}"' in page
    assert f'name="pair" value="{pair}"' in page
    assert not SavedPair.objects.exists()


def test_who_takes_back_without_being_logged_in_is_told_it_did_not_happen(client, two, django_user_model):
    given = {"r": [one.public_id for one in two], "saved": "1"}
    client.post(reverse("compare_remove"), given)
    client.force_login(django_user_model.objects.create_user("bianji", password="x"))
    assert "保存的配对还没有撤销" in shown(client, *two).content.decode()


@pytest.mark.parametrize("saved", ["", "x", "-1", "²", "9" * 40])
def test_taking_back_what_is_not_there_is_said(editor, two, saved):
    given = {"r": [one.public_id for one in two], "saved": saved}
    response = editor.post(reverse("compare_remove"), given, follow=True)
    assert "这处配对已经被撤销了" in response.content.decode()


def test_pairs_that_cannot_be_kept_stay_in_the_address(editor, two, monkeypatch):
    def refuse(**_given):
        raise ServiceError("没有可以配对的章节。")

    monkeypatch.setattr("archive.views.compare.saving.save_pairs", refuse)
    given = {"r": [one.public_id for one in two], "pair": f"{end(two[0])}~{end(two[1])}"}
    response = editor.post(reverse("compare_save"), given)
    assert response.url == address_of(*two, pair=given["pair"])
    assert "没有可以配对的章节。" in editor.get(response.url).content.decode()


def test_keeping_nothing_is_said(editor, two):
    response = editor.post(reverse("compare_save"), {"r": [one.public_id for one in two]}, follow=True)
    assert "没有需要保存的人工配对" in response.content.decode()


@pytest.mark.parametrize("name", ["compare_save", "compare_remove"])
def test_who_may_not_keep_pairs_is_told_so(client, two, name, django_user_model):
    given = {"r": [one.public_id for one in two], "pair": f"{end(two[0])}~{end(two[1])}"}
    assert client.post(reverse(name), given).url.startswith("/login/?next=/compare%3Fr%3D")
    person = django_user_model.objects.create_user("kan", password="x")
    person.groups.add(Group.objects.get(name="查看者"))
    client.force_login(person)
    response = client.post(reverse(name), given)
    assert response.status_code == 403
    assert "如需权限，请联系管理员" in response.content.decode()
    assert not SavedPair.objects.exists()
    assert reverse("compare_save") not in shown(client, *two, pair=given["pair"]).content.decode()


@pytest.mark.parametrize("name", ["compare_save", "compare_remove"])
def test_pairs_are_kept_by_post_alone(editor, name):
    assert editor.get(reverse(name)).status_code == 405
