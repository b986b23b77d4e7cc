"""The preview of one waiting file: what it shows, keeps and publishes."""

import pytest
from django.urls import reverse

from archive import services
from archive.corrections import Corrections, SectionChange
from archive.models import Report
from tests.views.staff_pages import (
    EDITOR,
    PUBLISHER,
    TEXT,
    VIEWER,
    form_values,
    reread,
    shelved_seed,
    shelved_text,
    signed_in,
    tree,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]


@pytest.fixture
def publisher():
    return signed_in(PUBLISHER)


def kept(intake) -> Corrections:
    return Corrections.from_json(reread(intake).corrections)


def test_the_preview_shows_values_with_quotes_and_how_sure_they_are(publisher):
    intake = shelved_seed()
    page = words(publisher.get(intake.get_absolute_url()))
    assert "雨山区卫健委2022年工作总结及2023年工作计划" in page
    assert "原文写明" in page
    assert "0.9" not in page
    assert not Report.objects.exists()


def test_confirming_publishes_what_was_recognised(publisher):
    intake = shelved_seed()
    preview = publisher.get(intake.get_absolute_url())
    response = publisher.post(intake.get_absolute_url(), form_values(preview) | {"publish": "1"})
    report = Report.objects.get()
    assert response.url == report.get_absolute_url()
    assert (report.region.code, report.reporting_year, report.plan_year) == ("340504", 2022, 2023)
    assert report.current_revision.published_by.username == "worker"
    assert not report.current_revision.evidence.filter(overridden=True).exists()


def test_saving_keeps_corrections_and_publishes_nothing(publisher):
    intake = shelved_text(TEXT)
    preview = publisher.get(intake.get_absolute_url())
    second = preview.context["outline"].rows[-1].key
    changes = {"title": "改过的标题", "region_code": "安徽省马鞍山市雨山区", f"s{second}-level": "drop"}
    response = publisher.post(intake.get_absolute_url(), form_values(preview) | changes | {"save": "1"})
    assert response.status_code == 302
    assert kept(intake).values == {"title": "改过的标题", "region_code": "340504"}
    assert kept(intake).sections == {second: SectionChange(drop=True)}
    assert not Report.objects.exists()


def test_saving_an_untouched_form_changes_nothing(publisher):
    intake = shelved_seed()
    preview = publisher.get(intake.get_absolute_url())
    publisher.post(intake.get_absolute_url(), form_values(preview) | {"save": "1"})
    assert kept(intake) == Corrections()
    assert reread(intake).version == 0


def test_the_region_is_shown_by_name_and_kept_by_code(publisher):
    intake = shelved_seed()
    preview = publisher.get(intake.get_absolute_url())
    assert form_values(preview)["region_code"] == "安徽省马鞍山市雨山区 340504"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", "", "请填写标题"),
        ("region_code", "999999", "没有代码为 999999 的地区"),
        ("region_code", "无此县", "没有找到地区"),
        ("region_code", "朝阳区", "个地区叫"),
        ("reporting_year", "二〇", "四位数字"),
        ("plan_year", "1800", "四位数字"),
        ("signed", "昨天", "2025-03-12 的样子"),
        ("source_url", "不是网址", "网址请写成"),
        ("kind", "zz", "请在列出的各项中选择"),
    ],
)
def test_a_wrong_value_gets_one_sentence_and_saves_nothing(publisher, field, typed, said):
    intake = shelved_text(TEXT)
    preview = publisher.get(intake.get_absolute_url())
    response = publisher.post(
        intake.get_absolute_url(), form_values(preview) | {field: typed, "publish": "1"}
    )
    assert response.status_code == 422
    (alert,) = tree(response).xpath('//*[@role="alert"]')
    (link,) = alert.xpath(f'.//a[@href="#id_{field}"]')
    assert said in link.text_content()
    assert tree(response).xpath(f'//*[@id="id_{field}"]/@aria-invalid') == ["true"]
    assert kept(intake) == Corrections()
    assert not Report.objects.exists()


def test_an_ambiguous_region_can_be_chosen_without_a_script(publisher):
    intake = shelved_text(TEXT)
    address = intake.get_absolute_url()
    posted = form_values(publisher.get(address)) | {"region_code": "朝阳区", "save": "1"}
    refused = publisher.post(address, posted)
    assert tree(refused).xpath('//input[@name="region_pick"]/@value')
    publisher.post(address, form_values(refused) | {"region_pick": "110105", "save": "1"})
    assert kept(intake).values["region_code"] == "110105"


def test_a_wrong_level_is_named_at_its_row(publisher):
    intake = shelved_text(TEXT)
    preview = publisher.get(intake.get_absolute_url())
    key = preview.context["outline"].rows[0].key
    changes = {f"s{key}-level": "12", "save": "1"}
    response = publisher.post(intake.get_absolute_url(), form_values(preview) | changes)
    assert response.status_code == 422
    assert tree(response).xpath(f'//*[@role="alert"]//a[@href="#id_s{key}-level"]')


def test_a_section_is_cut_without_a_script_and_kept_only_on_saving(publisher):
    intake = shelved_text(TEXT)
    address = intake.get_absolute_url()
    start = TEXT.index("乙段")
    shown = publisher.post(address, form_values(publisher.get(address)) | {"cut": str(start)})
    assert shown.status_code == 200
    assert tree(shown).xpath(f'//li[@id="r{start}"]//button[@name="uncut"]')
    assert kept(intake).cuts == ()
    publisher.post(address, form_values(shown) | {"save": "1"})
    assert kept(intake).cuts == (start,)
    back = publisher.post(address, form_values(publisher.get(address)) | {"uncut": str(start)})
    assert not tree(back).xpath('//button[@name="uncut"]')
    publisher.post(address, form_values(back) | {"save": "1"})
    assert kept(intake) == Corrections()


def test_a_cut_names_only_paragraphs_of_the_file(publisher):
    intake = shelved_text(TEXT)
    address = intake.get_absolute_url()
    posted = form_values(publisher.get(address)) | {"cut": ["3", "x", "-1"], "save": "1"}
    publisher.post(address, posted)
    assert kept(intake).cuts == ()


def test_a_section_can_be_merged_but_the_first_one_cannot(publisher):
    intake = shelved_text(TEXT)
    address = intake.get_absolute_url()
    preview = publisher.get(address)
    first, *_, last = (row.key for row in preview.context["outline"].rows)
    assert not tree(preview).xpath(f'//select[@id="id_s{first}-level"]/option[@value="merge"]')
    publisher.post(address, form_values(preview) | {f"s{last}-level": "merge", "publish": "1"})
    sections = Report.objects.get().current_revision.sections
    assert "人才不足" in sections.last().body
    assert sections.filter(start=int(last)).count() == 0


def test_the_raw_view_leaves_the_outline_as_kept(publisher):
    intake = shelved_text(TEXT)
    address = intake.get_absolute_url()
    start = TEXT.index("乙段")
    publisher.post(address, form_values(publisher.get(address)) | {"cut": str(start), "save": "1"})
    raw = publisher.get(address, {"view": "raw"})
    response = publisher.post(f"{address}?view=raw", form_values(raw) | {"issuer": "某局", "save": "1"})
    assert response.url.endswith("?view=raw")
    assert kept(intake).cuts == (start,)
    assert kept(intake).values == {"issuer": "某局"}


def test_the_raw_view_marks_where_values_were_read(publisher):
    intake = shelved_seed()
    raw = publisher.get(intake.get_absolute_url(), {"view": "raw"})
    outline = publisher.get(intake.get_absolute_url())
    links = tree(outline).xpath('//p[@class="why"]/a/@href')
    assert links
    for link in links:
        assert tree(raw).xpath(f'//*[@id="{link.removeprefix("?view=raw#")}"]'), link


def test_the_raw_view_shows_every_word_received_and_where_it_stands(publisher):
    intake = shelved_text(TEXT)
    page = tree(publisher.get(intake.get_absolute_url(), {"view": "raw"}))
    lines = ["".join(p.itertext()) for p in page.xpath('//div[@class="raw__line"]/p[1]')]
    assert lines == TEXT.splitlines()
    assert page.xpath(f'//div[@id="t{TEXT.index("乙段")}"]')


def test_the_reader_view_shows_the_draft_as_readers_would_see_it(publisher):
    intake = shelved_text(TEXT)
    address = intake.get_absolute_url()
    posted = form_values(publisher.get(address)) | {"title": "新的标题", "save": "1"}
    publisher.post(address, posted)
    page = publisher.get(address, {"view": "reader"})
    assert "新的标题" in words(page)
    assert tree(page).xpath('//article[@class="prose"]//h2')
    assert not Report.objects.exists()


def test_hostile_text_is_escaped_everywhere(publisher):
    text = TEXT.replace("存在", "存在<script>alert(1)</script>").replace("甲段", "<img src=x>甲<b>段</b>")
    intake = shelved_text(text, "<b>x</b>.txt")
    for view in ("outline", "reader", "raw"):
        page = publisher.get(intake.get_absolute_url(), {"view": view}).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page
        assert "<img src=x" not in page
        assert "&lt;img src=x" in page
        assert "<b>x" not in page
        assert "&lt;b&gt;x" in page


def test_the_place_in_the_batch_leads_to_the_neighbours(publisher):
    first = shelved_text(TEXT)
    second = services.take_in(content=b"\xe4\xb8\x80" * 30, name="b.txt", by=None, batch=first.batch)
    page = tree(publisher.get(first.get_absolute_url()))
    assert "第 1 份，共 2 份" in " ".join(page.text_content().split())
    assert page.xpath('//a[@rel="next"]/@href') == [second.get_absolute_url()]
    assert not page.xpath('//a[@rel="prev"]')


def test_a_viewer_sees_everything_and_can_change_nothing():
    intake = shelved_text(TEXT)
    viewer = signed_in(VIEWER)
    page = viewer.get(intake.get_absolute_url())
    assert page.status_code == 200
    assert not tree(page).xpath("//main//button[not(@disabled)][@name]")
    assert viewer.post(intake.get_absolute_url(), {"save": "1"}).status_code == 403
    assert viewer.post(reverse("intake_discard", args=[intake.batch_id, 1])).status_code == 403


def test_an_editor_keeps_but_does_not_publish():
    intake = shelved_text(TEXT)
    editor = signed_in(EDITOR)
    preview = editor.get(intake.get_absolute_url())
    assert not tree(preview).xpath('//button[@name="publish"]')
    values = form_values(preview)
    assert editor.post(intake.get_absolute_url(), values | {"title": "题", "save": "1"}).status_code == 302
    response = editor.post(intake.get_absolute_url(), values | {"publish": "1"})
    assert response.status_code == 403
    assert "不能发布" in words(response)
    assert not Report.objects.exists()


def test_an_account_without_a_role_is_refused_in_one_sentence():
    intake = shelved_text(TEXT)
    response = signed_in().get(intake.get_absolute_url())
    assert response.status_code == 403
    assert "不能查看入库的文件" in words(response)


def test_a_visitor_comes_back_to_the_preview_after_logging_in(client):
    intake = shelved_text(TEXT)
    address = intake.get_absolute_url()
    for response in (
        client.get(address),
        client.post(address, {"save": "1"}),
        client.post(reverse("intake_discard", args=[intake.batch_id, 1])),
    ):
        assert response.status_code == 302
        assert response.url == f"{reverse('login')}?next={address}"


CONFLICT = """青山县卫生健康局2014年工作总结
发布日期：2014-01-20
一、2013年工作情况
2013年，全县卫生健康工作稳步推进，完成各项任务。
二、2014年工作计划
2014年将继续推进各项工作。
"""


def test_a_claimed_year_stands_beside_the_evidenced_one_and_the_conflict_is_flagged(publisher):
    page = publisher.get(shelved_text(CONFLICT).get_absolute_url())
    (field,) = tree(page).xpath('//div[contains(@class, "fields__reporting_year")]')
    said = " ".join(field.text_content().split())
    assert field.xpath(".//input/@value") == ["2013"]
    assert "标题所称年度：2014" in said
    assert "请核对" in said
    assert tree(page).xpath('//*[@role="alert"]//a[@href="#id_reporting_year"]')


def test_a_doubt_is_settled_by_the_value_a_person_gives(publisher):
    intake = shelved_text(TEXT)
    address = intake.get_absolute_url()
    preview = publisher.get(address)
    assert tree(preview).xpath('//*[@role="alert"]//a[@href="#id_region_code"]')
    publisher.post(address, form_values(preview) | {"region_code": "340504", "save": "1"})
    again = publisher.get(address)
    assert not tree(again).xpath('//a[@href="#id_region_code"]')


def test_enter_in_a_field_keeps_the_draft_instead_of_pressing_a_button_of_the_outline(publisher):
    page = tree(publisher.get(shelved_text(TEXT).get_absolute_url()))
    assert page.xpath('//form[@id="confirm"]//button[not(@type) or @type="submit"]')[0].get("name") == "save"


def test_every_control_of_the_page_has_a_name(publisher):
    page = tree(publisher.get(shelved_text(TEXT).get_absolute_url()))
    for field in page.xpath("//form[@id='confirm']//*[self::select or self::input[@type!='hidden']]"):
        assert page.xpath(f'//label[@for="{field.get("id")}"]') or field.getparent().tag == "label", (
            field.name
        )


def test_links_of_the_summary_lead_somewhere(publisher):
    page = tree(publisher.get(shelved_seed().get_absolute_url()))
    for link in page.xpath('//*[contains(@class, "err-sum")]//a/@href'):
        assert link == "?view=raw" or page.xpath(f'//*[@id="{link[1:]}"]'), link


def test_repairs_are_listed_beside_the_words_and_nothing_is_written_over(publisher):
    intake = shelved_text(TEXT.replace("甲段", "推进??平ㄔO(shè)甲段"))
    page = publisher.get(intake.get_absolute_url())
    (row,) = tree(page).xpath('//h2[@id="repairs"]/following-sibling::div//tbody/tr')
    assert "??平ㄔO" in row.text_content()
    assert "專科建設" in row.text_content()
    assert "一个字也不改动" in words(page)
    publisher.post(intake.get_absolute_url(), form_values(page) | {"publish": "1"})
    assert "??平ㄔO" in Report.objects.get().current_revision.text


def test_the_policy_against_inline_code_is_kept(publisher):
    intake = shelved_text(TEXT)
    for view in ("outline", "reader", "raw"):
        page = tree(publisher.get(intake.get_absolute_url(), {"view": view}))
        assert not page.xpath("//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]")


def test_an_unknown_view_is_the_outline(publisher):
    page = publisher.get(shelved_text(TEXT).get_absolute_url(), {"view": "zz"})
    assert page.context["view"] == "outline"


def test_a_table_may_begin_a_section_but_is_not_cut_within(publisher):
    rows = "".join(f"<tr><td>{name}</td><td>{n}</td></tr>" for n, name in enumerate(("床位", "医师", "护士")))
    text = "".join(f"<p>{line}</p>" for line in TEXT.replace("甲段", "全县卫生健康" * 20).splitlines())
    page = f"<html><body><article>{text}<table>{rows}</table><p>表后一段。</p></article></body></html>"
    preview = publisher.get(shelved_text(page, "表.html").get_absolute_url())
    offered = [cut.excerpt for row in preview.context["outline"].rows for cut in row.paragraphs]
    assert "床位\t0" in offered
    assert "表后一段。" in offered
    assert "医师\t1" not in offered


def test_a_corrected_value_keeps_the_machines_beside_it(publisher):
    intake = shelved_seed()
    address = intake.get_absolute_url()
    values = form_values(publisher.get(address)) | {"title": "新题", "region_code": "420683", "save": "1"}
    publisher.post(address, values)
    page = words(publisher.get(address))
    assert "已更正，程序识别为：雨山区卫健委2022年工作总结及2023年工作计划" in page
    assert "已更正，程序识别为：安徽省马鞍山市雨山区" in page
    assert page.count("已更正") == 2
