"""The numbers of a waiting file, shown before anything is published."""

import pytest

from archive.models import Figure
from tests.views.staff_pages import PUBLISHER, TEXT, form_values, shelved_seed, shelved_text, signed_in, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]
NUMBERED = """青山县卫生健康局2030年工作总结
一、妇幼健康
完成宫颈癌筛查1230人，产前筛查率达81%。
二、下一步
新增托位351个。
"""


@pytest.fixture
def publisher():
    return signed_in(PUBLISHER)


def figures_page(client, intake):
    return client.get(f"{intake.get_absolute_url()}?view=figures")


def test_every_number_is_listed_with_its_sentence_and_nothing_is_saved(publisher):
    page = figures_page(publisher, shelved_text(NUMBERED))
    assert page.context["found"].total == 3
    assert [line.amount for line in page.context["found"].lines] == ["1,230 人", "达 81%", "351 个"]
    assert "完成宫颈癌筛查1230人" in words(page)
    assert not Figure.objects.exists()


def test_numbers_of_a_section_that_will_be_dropped_are_not_listed(publisher):
    intake = shelved_text(NUMBERED)
    preview = publisher.get(intake.get_absolute_url())
    second = preview.context["outline"].rows[-1].key
    publisher.post(
        intake.get_absolute_url(), form_values(preview) | {f"s{second}-level": "drop", "save": "1"}
    )
    amounts = [line.amount for line in figures_page(publisher, intake).context["found"].lines]
    assert amounts == ["1,230 人", "达 81%"]


def test_what_is_published_is_what_was_shown(publisher):
    intake = shelved_seed()
    shown = figures_page(publisher, intake).context["found"]
    publisher.post(
        intake.get_absolute_url(),
        form_values(publisher.get(intake.get_absolute_url())) | {"publish": "1"},
    )
    saved = [(row.start, row.end, row.name, row.value) for row in Figure.objects.order_by("order")]
    assert saved
    assert saved == [(f.start, f.end, f.name, f.value) for f in (line.figure for line in shown.lines)]


def test_a_text_without_numbers_says_so(publisher):
    page = figures_page(publisher, shelved_text(TEXT.translate(dict.fromkeys(map(ord, "0123456789"), "若"))))
    assert "没有识别出数值" in words(page)


def test_a_report_full_of_numbers_asks_little_of_the_database(publisher, django_assert_max_num_queries):
    intake = shelved_seed()
    figures_page(publisher, intake)
    with django_assert_max_num_queries(20):
        figures_page(publisher, intake)
