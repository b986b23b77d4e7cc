from unittest.mock import patch
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import User
from django.test import Client

from archive.models import Action, AuditEvent
from search import service
from search.engine import SearchError
from search.lexicon import shipped
from search.models import SynonymSet
from tests.search.lexicon.sets import a_set
from tests.views.staff_pages import EDITOR, VIEWER, signed_in, tree, words

pytestmark = pytest.mark.django_db
LIST = "/ingest/lexicon/"
ADD = f"{LIST}add/"


@pytest.fixture(autouse=True)
def found():
    """What a search finds: as many reports as its query has quoted words."""
    with patch.object(service, "count", side_effect=lambda request: request.query.count('"') // 2) as count:
        yield count


@pytest.fixture
def editor():
    return signed_in(EDITOR)


def address(one, action=""):
    return f"{LIST}{one.pk}/{action}"


def typed(terms="疾控\n疾病预防控制", relation="short", note="", **more):
    return {"terms": terms, "relation": relation, "note": note, **more}


def problems(response):
    return [" ".join(item.text_content().split()) for item in tree(response).xpath('//*[@role="alert"]//li')]


def posted_form(client, one):
    """What a browser would post from the form of a set."""
    (form,) = tree(client.get(address(one))).xpath('//form[contains(@class, "form--narrow")]')
    return dict(form.form_values())


def rows(client):
    return tree(client.get(LIST)).xpath("string(//tbody)")


def test_an_editor_adds_a_set_and_it_is_recorded(editor):
    response = editor.post(ADD, typed(" 疾控 \n\n疾病预防控制\n", note="常用简称"), follow=True)
    assert "已保存" in words(response)
    one = SynonymSet.objects.get()
    assert (one.terms, one.note, one.origin) == (["疾控", "疾病预防控制"], "常用简称", "staff")
    assert one.changed_by.username == "worker"
    event = AuditEvent.objects.get(action=Action.LEXICON)
    assert (event.actor, event.before, event.after["relation"]) == (one.changed_by, {}, "简称")


def test_the_record_says_in_words_what_was_changed(editor):
    one = a_set("疾控", "疾病预防控制")
    editor.post(address(one), posted_form(editor, one) | typed("疾控\n疾病防控", "similar"))
    said = words(editor.get("/ingest/audit/"))
    assert "修改同义词" in said
    assert "疾控、疾病预防控制" in said
    assert "疾控、疾病防控" in said
    assert "近义" in said


def test_saving_an_unchanged_set_records_nothing(editor):
    one = a_set("疾控", "疾病预防控制")
    assert editor.post(address(one), posted_form(editor, one)).status_code == 302
    assert not AuditEvent.objects.filter(action=Action.LEXICON).exists()


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ("", "请填写词语，每行一个。"),
        ("疾控", "一组至少要有两个词语"),
        ("疾控\n防", "“防”太短，词语至少 2 个字。"),
        ("疾控\n" + "长" * 25, "太长，词语最多 24 个字。"),
        ("疾控\n……", "“……”里没有文字。"),
        ("疾控\n疾控", "“疾控”写了两遍。"),
        ("衛生局\n卫生局", "“衛生局”和“卫生局”检索时本来就不分，只留一个。"),
        ("\n".join(f"词语{n}" for n in range(17)), "一组最多 16 个词语，现在有 17 个。"),
        ("新词\n爱卫会", "“爱卫会”已在另一组：爱国卫生运动委员会、爱卫会。"),
        ("长" * 2001, "词语太多了，请分成几组。"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_stored(editor, terms, sentence):
    a_set("爱国卫生运动委员会", "爱卫会")
    response = editor.post(ADD, typed(terms))
    assert response.status_code == 422
    assert sentence in " ".join(problems(response))
    assert SynonymSet.objects.count() == 1


def test_a_field_with_a_fault_names_its_sentence(editor):
    response = editor.post(ADD, typed("疾控"))
    (field,) = tree(response).xpath('//textarea[@name="terms"]')
    described = {
        tree(response).xpath(f'//*[@id="{name}"]')[0].text_content().strip()
        for name in field.get("aria-describedby").split()
    }
    assert any("至少要有两个" in sentence for sentence in described)
    assert field.text.strip() == "疾控"


def test_a_relation_that_is_not_offered_is_refused(editor):
    assert "请在列出的各项中选择。" in problems(editor.post(ADD, typed(relation="love")))


def test_a_term_another_set_only_is_found_by_may_be_used_again(editor):
    a_set("两癌", "宫颈癌", "乳腺癌", relation="one-way")
    editor.post(ADD, typed("乳腺癌\n乳癌"))
    assert SynonymSet.objects.count() == 2


def test_control_signs_do_not_get_in(editor):
    editor.post(ADD, typed("疾\u202e控\n疾病预防控制", note="来\u0007源"))
    one = SynonymSet.objects.get()
    assert (one.terms[0], one.note) == ("疾控", "来源")


def test_markup_in_a_term_is_shown_as_typed(editor):
    a_set("<b>疾控", "疾病预防控制", note="<i>注")
    page = editor.get(LIST).content.decode()
    assert "&lt;b&gt;疾控" in page
    assert "<b>疾控" not in page
    assert "<i>注" not in page


def test_a_set_somebody_else_changed_meanwhile_is_not_overwritten(editor):
    one = a_set("疾控", "疾病预防控制")
    mine = posted_form(editor, one)
    one.terms = ["疾控", "疾病控制"]
    one.save()
    response = editor.post(address(one), mine | typed("疾控\n我的词"))
    assert response.status_code == 409
    assert "刚被别人改过" in " ".join(problems(response))
    assert "疾病控制" in tree(response).xpath('//textarea[@name="terms"]')[0].text
    one.refresh_from_db()
    assert one.terms == ["疾控", "疾病控制"]


@pytest.mark.parametrize("seen", ["", "yesterday", "2026-99-99T00:00:00"])
def test_a_post_that_names_no_state_it_saw_is_not_stored(editor, seen):
    one = a_set("疾控", "疾病预防控制")
    assert editor.post(address(one), typed("疾控\n我的词", seen=seen)).status_code == 409


def test_a_set_is_switched_off_and_on_where_it_stands_in_the_list(editor):
    one = a_set("疾控", "疾病预防控制")
    response = editor.post(address(one, "switch/"), {"active": "0", "list": "q=疾控&page=2"})
    assert unquote(response.url) == f"{LIST}?q=疾控&page=2"
    one.refresh_from_db()
    assert not one.active
    assert "已停用" in words(editor.get(LIST))
    editor.post(address(one, "switch/"), {"active": "1"})
    one.refresh_from_db()
    assert one.active
    assert AuditEvent.objects.filter(action=Action.LEXICON).count() == 2


def test_a_set_is_not_switched_on_while_another_has_its_term(editor):
    off = a_set("疾控", "疾病控制", active=False)
    a_set("疾控", "疾病预防控制")
    response = editor.post(address(off, "switch/"), {"active": "1"})
    assert response.status_code == 409
    assert "“疾控”已在另一组" in " ".join(problems(response))
    off.refresh_from_db()
    assert not off.active


def test_a_set_that_is_off_may_be_edited_whatever_others_hold(editor):
    off = a_set("疾控", "疾病控制", active=False)
    a_set("疾控", "疾病预防控制")
    page = editor.get(address(off))
    assert "这一组已停用" in words(page)
    assert editor.post(address(off), posted_form(editor, off) | typed("疾控\n疾病防控")).status_code == 302


def test_a_shipped_set_is_put_back(editor):
    shipped.load([shipped.Shipped("short", ("疾控", "疾病预防控制"), "")])
    one = SynonymSet.objects.get()
    editor.post(address(one), posted_form(editor, one) | typed("疾控\n疾病防控"))
    assert "本馆改过" in rows(editor)
    assert "疾病预防控制" in words(editor.get(address(one)))
    editor.post(address(one, "original/"))
    one.refresh_from_db()
    assert one.terms == ["疾控", "疾病预防控制"]
    assert "本馆改过" not in rows(editor)


def test_a_set_of_staff_cannot_be_put_back(editor):
    response = editor.post(address(a_set("疾控", "疾病预防控制"), "original/"))
    assert response.status_code == 409
    assert "这一组不是随系统提供的。" in problems(response)


def test_a_shipped_set_is_not_put_back_while_another_has_its_term(editor):
    shipped.load([shipped.Shipped("short", ("疾控", "疾病预防控制"), "")])
    one = SynonymSet.objects.get()
    editor.post(address(one), posted_form(editor, one) | typed("疾病预防控制\n疾病防控"))
    a_set("疾控", "疾病控制")
    assert editor.post(address(one, "original/")).status_code == 409


def test_trying_shows_what_each_term_would_find_and_stores_nothing(editor):
    response = editor.post(ADD, typed("两癌\n宫颈癌\n乳腺癌", "one-way", **{"try": "1"}))
    assert response.status_code == 200
    said = words(response)
    assert "试查结果（还没有保存）" in said
    assert "两癌宫颈癌、乳腺癌1 份3 份" in said
    assert not SynonymSet.objects.exists()
    (link,) = tree(response).xpath("//table//a/@href")
    assert unquote(link) == '/search?q="两癌" OR "宫颈癌" OR "乳腺癌"'


def test_what_was_tried_can_be_saved(editor):
    one = a_set("疾控", "疾病预防控制")
    tried = editor.post(address(one), posted_form(editor, one) | typed("疾控\n疾病防控") | {"try": "1"})
    (form,) = tree(tried).xpath('//form[contains(@class, "form--narrow")]')
    assert editor.post(address(one), dict(form.form_values())).status_code == 302
    one.refresh_from_db()
    assert one.terms == ["疾控", "疾病防控"]


def test_without_an_index_a_set_is_shown_without_what_it_finds(editor, found):
    found.side_effect = SearchError("索引不可用")
    response = editor.get(address(a_set("疾控", "疾病预防控制")))
    assert response.status_code == 200
    assert "检索效果" not in words(response)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", {"甲一", "乙一", "丙一"}),
        ("q=衛生", {"丙一"}),
        ("which=staff", {"丙一"}),
        ("which=changed", {"乙一"}),
        ("which=off", {"乙一"}),
        ("which=nonsense", {"甲一", "乙一", "丙一"}),
        ("q=查无此词", set()),
    ],
)
def test_the_list_is_filtered(editor, asked, shown):
    shipped.load(
        [shipped.Shipped("short", ("甲一", "甲二"), ""), shipped.Shipped("short", ("乙一", "乙二"), "")]
    )
    editor.post(address(SynonymSet.objects.get(name="乙一"), "switch/"), {"active": "0"})
    a_set("丙一", "卫生丙")
    page = editor.get(f"{LIST}?{asked}")
    rows = tree(page).xpath("//tbody/tr/td[1]/a/text()")
    assert {row.partition("、")[0] for row in rows} == shown


def test_a_viewer_sees_the_list_and_no_way_to_change_it():
    one = a_set("疾控", "疾病预防控制")
    viewer = signed_in(VIEWER)
    page = viewer.get(LIST)
    assert "疾控、疾病预防控制" in words(page)
    assert tree(page).xpath('//main//form[@method="post"] | //main//a[contains(@href, "add")]') == []
    for path in (ADD, address(one)):
        assert viewer.get(path).status_code == 403
        assert viewer.post(path, typed("疾控\n别的词")).status_code == 403
    assert viewer.post(address(one, "switch/"), {"active": "0"}).status_code == 403
    assert viewer.post(address(one, "original/")).status_code == 403
    one.refresh_from_db()
    assert one.active


def test_strangers_are_sent_to_log_in_and_accounts_without_a_role_are_refused():
    assert Client().get(LIST)["Location"] == f"/login/?next={LIST}"
    assert signed_in().get(LIST).status_code == 403
    assert "同义词" not in words(signed_in(name="other").get("/"))


def test_a_post_without_its_token_is_refused():
    client = Client(enforce_csrf_checks=True)
    signed_in(EDITOR)
    client.force_login(User.objects.get())
    assert client.post(ADD, typed()).status_code == 403
    assert not SynonymSet.objects.exists()


@pytest.mark.parametrize("path", ["switch/", "original/"])
def test_following_a_link_changes_nothing(editor, path):
    assert editor.get(address(a_set("疾控", "疾病预防控制"), path)).status_code == 405


def test_a_set_there_is_not_is_not_found(editor):
    for path in (f"{LIST}999/", f"{LIST}999/switch/", f"{LIST}999/original/"):
        assert editor.post(path, typed()).status_code == 404


def test_the_shelf_leads_to_the_lexicon(editor):
    assert f'href="{LIST}"' in editor.get("/ingest/").content.decode()


def test_the_plain_table_shows_sets_and_changes_none(staff_client):
    one = a_set("疾控", "疾病预防控制")
    assert "疾控 = 疾病预防控制" in staff_client.get("/admin/search/synonymset/").content.decode()
    staff_client.post(f"/admin/search/synonymset/{one.pk}/change/", {"note": "改"})
    one.refresh_from_db()
    assert one.note == ""
