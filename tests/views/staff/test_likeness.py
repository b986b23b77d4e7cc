"""A waiting file beside the held report it resembles, and the decision between them."""

import pytest
from django.urls import reverse

from archive import services
from archive.corrections import Corrections
from archive.models import Intake, Report, Resemblance
from tests.services.shelf import SEED, published
from tests.views.staff_pages import (
    EDITOR,
    PUBLISHER,
    VIEWER,
    form_values,
    reread,
    shelved_text,
    signed_in,
    tree,
    words,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]


@pytest.fixture
def held():
    return published()


@pytest.fixture
def intake(held):
    text = SEED.read_text(encoding="utf-8-sig")
    return shelved_text(text.replace("中医馆", "国医<b>馆").replace("15:52", "16:00"), "改.txt")


@pytest.fixture
def publisher():
    return signed_in(PUBLISHER)


def address(intake, report) -> str:
    return reverse("intake_likeness", args=[intake.batch_id, intake.number, report.public_id])


def decision(intake) -> str:
    return Resemblance.objects.get(intake=intake).decision


def test_the_preview_names_the_report_and_how_much_is_the_same(publisher, intake, held):
    page = publisher.get(intake.get_absolute_url())
    (row,) = tree(page).xpath('//table[contains(@class, "near")]/tbody/tr')
    assert row.xpath(".//a/@href") == [held.get_absolute_url(), address(intake, held)]
    assert row.xpath("string(td[1])") == f"{Resemblance.objects.get().percent}%"
    assert tree(page).xpath('//*[@role="alert"]//a[@href="#dup"]')


def test_publishing_an_undecided_file_leads_to_the_decision(publisher, intake, held):
    values = form_values(publisher.get(intake.get_absolute_url()))
    response = publisher.post(intake.get_absolute_url(), values | {"title": "改题", "publish": "1"})
    assert response.status_code == 422
    link = tree(response).xpath('//*[@role="alert"]//a[@href="#dup"]')[0]
    assert "请先决定如何处理" in link.text_content()
    assert Report.objects.count() == 1
    assert form_values(response)["title"] == "改题"


def test_a_report_published_meanwhile_is_noted_when_publishing_is_refused(publisher):
    text = SEED.read_text(encoding="utf-8-sig").replace("中医馆", "国医馆")
    intake = shelved_text(text)
    values = form_values(publisher.get(intake.get_absolute_url()))
    assert not Resemblance.objects.exists()
    held = published()
    response = publisher.post(intake.get_absolute_url(), values | {"publish": "1"})
    assert response.status_code == 422
    assert tree(response).xpath(f'//input[@name="same-{held.public_id}"]')
    again = form_values(response) | {f"same-{held.public_id}": "different", "publish": "1"}
    assert publisher.post(intake.get_absolute_url(), again).status_code == 302


@pytest.mark.parametrize(("chosen", "made"), [("revision", []), ("repost", [True]), ("different", [False])])
def test_deciding_and_publishing_is_one_step(publisher, intake, held, chosen, made):
    values = form_values(publisher.get(intake.get_absolute_url()))
    choice = {f"same-{held.public_id}": chosen, "publish": "1"}
    response = publisher.post(intake.get_absolute_url(), values | choice)
    assert response.status_code == 302
    assert [one.repost_of == held for one in Report.objects.exclude(pk=held.pk)] == made


def test_an_unknown_decision_is_refused_in_words(publisher, intake, held):
    values = form_values(publisher.get(intake.get_absolute_url()))
    response = publisher.post(
        intake.get_absolute_url(), values | {f"same-{held.public_id}": "zz", "save": "1"}
    )
    assert response.status_code == 422
    assert "请在列出的各项中选择" in words(response)
    assert decision(intake) == ""


def test_metadata_stands_side_by_side_with_what_differs(publisher, intake, held):
    page = tree(publisher.get(address(intake, held)))
    (row,) = page.xpath('//tr[@class="differs"]')
    assert [cell.text_content() for cell in row.xpath("td")] == ["2023-02-22 15:52", "2023-02-22 16:00"]


def test_differing_words_are_marked_and_equal_sections_folded_away(publisher, intake, held):
    page = tree(publisher.get(address(intake, held)))
    assert {one.text_content() for one in page.xpath('//div[@class="versus"]//del')} == {"中医馆"}
    assert {one.text_content() for one in page.xpath('//div[@class="versus"]//ins')} == {"国医<b>馆"}
    assert page.xpath('//details[@class="versus__same"]')
    assert len(page.xpath('//section[@class="versus__pair"]')) < len(page.xpath("//details//h3"))


def test_links_walk_from_difference_to_difference(publisher, intake, held):
    text = SEED.read_text(encoding="utf-8-sig")
    other = shelved_text(text.replace("中医馆", "国医馆").replace("81%", "82%"), "再改.txt")
    page = tree(publisher.get(address(other, held)))
    count = len(page.xpath('//section[@class="versus__pair"]'))
    assert count > 1
    for link in page.xpath('//main//a[starts-with(@href, "#d")]/@href'):
        assert page.xpath(f'//*[@id="{link[1:]}"]')
    assert page.xpath('//section[@id="d1"]//p[contains(@class, "versus__go")]/a/@href') == ["#d2"]


def test_a_section_only_one_of_them_has_is_said(publisher, held):
    text = SEED.read_text(encoding="utf-8-sig")
    cut = text[: text.index("(七)全面提升党建工作水平")]
    page = publisher.get(address(shelved_text(cut, "缺.txt"), held))
    assert "没有这一节" in words(page)


@pytest.mark.parametrize("chosen", ["revision", "repost", "different"])
def test_a_decision_beside_the_texts_is_kept(publisher, intake, held, chosen):
    response = publisher.post(address(intake, held), {"decision": chosen})
    assert response.url == f"{intake.get_absolute_url()}#dup"
    assert decision(intake) == chosen
    assert tree(publisher.get(address(intake, held))).xpath('//button[@aria-pressed="true"]/@value') == [
        chosen
    ]
    assert "#dup" not in tree(publisher.get(intake.get_absolute_url())).xpath('//*[@role="alert"]//a/@href')


def test_discarding_beside_the_texts(publisher, intake, held):
    response = publisher.post(address(intake, held), {"decision": "discard"}, follow=True)
    assert "已放弃" in words(response)
    assert reread(intake).state == Intake.State.DISCARDED


def test_no_decision_is_answered_in_words(publisher, intake, held):
    response = publisher.post(address(intake, held), {"decision": "zz"}, follow=True)
    assert "请在列出的各项中选择" in words(response)
    assert decision(intake) == ""


def test_a_report_it_does_not_resemble_is_not_found(publisher, intake):
    assert publisher.get(address(intake, Report(public_id="000000-nd-0000"))).status_code == 404


def test_a_decided_file_says_so(publisher, intake, held):
    services.discard(intake=intake, by=None)
    assert "已经放弃" in words(publisher.get(address(intake, held)))
    assert publisher.post(address(intake, held), {"decision": "repost"}).status_code == 409


def test_bytes_that_are_gone_are_answered_in_words(publisher, intake, held, settings, tmp_path):
    intake.recognition.delete()
    settings.ORIGINALS_DIR = tmp_path / "elsewhere"
    assert "库中找不到原件" in words(publisher.get(address(intake, held)))


def test_a_viewer_looks_and_an_editor_decides(intake, held):
    viewer, editor = signed_in(VIEWER, "viewer"), signed_in(EDITOR, "editor")
    page = viewer.get(address(intake, held))
    assert page.status_code == 200
    assert not tree(page).xpath("//main//button")
    assert viewer.post(address(intake, held), {"decision": "repost"}).status_code == 403
    assert editor.post(address(intake, held), {"decision": "repost"}).status_code == 302


def test_the_held_report_keeps_its_address_as_a_new_version(publisher, intake, held):
    publisher.post(address(intake, held), {"decision": "revision"})
    values = form_values(publisher.get(intake.get_absolute_url()))
    response = publisher.post(intake.get_absolute_url(), values | {"publish": "1"})
    assert response.url == held.get_absolute_url()
    assert Corrections.from_json(reread(intake).corrections) == Corrections()
    assert held.revisions.count() == 2
