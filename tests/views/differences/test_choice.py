"""Which texts an address of differences takes, and what is said of those it cannot."""

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from archive.models import Report
from archive.views.differences.choice import difference_address, read_choice
from tests.factories import RevisionFactory, published_report
from tests.views.differing import FIRST, page, two_versions

pytestmark = pytest.mark.django_db


def choice(query: str):
    return read_choice(QueryDict(query))


def test_a_report_is_taken_with_its_current_version():
    report = two_versions()
    taken = choice(f"r={report.public_id}&r={report.public_id}.v1")
    assert [side.revision.number for side in taken.sides] == [2, 1]
    assert taken.complaints == ()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("340504-2022-zzzz", "没有编号为“340504-2022-zzzz”的报告"),
        ("340504", "看不懂“340504”"),
        ("<script>alert(1)</script>", "看不懂“<script>"),
        ("340504-2022-7f3a.v", "看不懂"),
        ("340504-2022-7f3a.v²", "看不懂"),
        ("340504-2022-7f3a.v1.v2", "看不懂"),
        ("340504-2022-7f3a\x00", "看不懂"),
        ("340504-2022-7f3a.v9999999999", "看不懂"),
        ("三四〇五〇四", "看不懂"),
        ("x" * 3000, "看不懂“" + "x" * 40 + "”"),
    ],
)
def test_a_text_that_cannot_be_had_is_named(client, name, sentence):
    report = published_report(*FIRST)
    asked = QueryDict(mutable=True)
    asked.setlist("r", [report.public_id, name])
    taken = read_choice(asked)
    assert len(taken.sides) == 1
    assert sentence in taken.complaints[0]
    shown = page(client, report.public_id, name)
    assert "要两份报告" in shown.text
    assert "<script>alert" not in shown.source


def test_a_version_that_does_not_exist_is_named():
    report = published_report(*FIRST, title="总结")
    taken = choice(f"r={report.public_id}&r={report.public_id}.v7")
    assert taken.complaints == (f"《总结》（{report.public_id}）没有第 7 版。",)


def test_a_version_taken_back_is_never_shown(client):
    report = published_report(*FIRST, title="总结")
    RevisionFactory(report=report, number=2, text="收回的正文", retracted_at=timezone.now())
    shown = page(client, report.public_id, f"{report.public_id}.v2", force="1")
    assert "没有第 2 版" in shown.text
    assert "收回的正文" not in shown.text


def test_a_withdrawn_report_is_never_shown(client):
    report = two_versions()
    Report.objects.filter(pk=report.pk).update(state=Report.State.WITHDRAWN)
    shown = page(client, f"{report.public_id}.v1", f"{report.public_id}.v2", force="1")
    assert "已撤下，不能对照" in shown.text
    assert "中医馆" not in shown.text


def test_a_report_without_a_text_is_not_taken():
    report = published_report(*FIRST, title="总结")
    Report.objects.filter(pk=report.pk).update(current_revision=None)
    assert "没有第 1 版" in choice(f"r={report.public_id}").complaints[0]


def test_of_three_texts_the_first_two_are_taken():
    reports = [published_report(*FIRST, title=f"总结{number}") for number in range(3)]
    taken = choice("&".join(f"r={one.public_id}" for one in reports))
    assert [side.report.title for side in taken.sides] == ["总结0", "总结1"]
    assert taken.complaints == ("逐字对照一次只能放两份，取了前两份，没有列出：《总结2》。",)


def test_of_many_wrong_texts_the_first_are_looked_for_and_the_rest_counted(django_assert_max_num_queries):
    report = published_report(*FIRST)
    asked = "&".join(f"r={report.public_id}.v{number}" for number in range(2, 900))
    with django_assert_max_num_queries(30):
        taken = choice(asked)
    assert len(taken.complaints) == 9
    assert taken.complaints[-1] == "另有 890 处也没有采用。"


def test_of_many_texts_left_out_the_first_are_named_and_all_counted(django_assert_max_num_queries):
    report = published_report(*FIRST, title="总结")
    asked = "&".join([f"r={report.public_id}"] * 20)
    with django_assert_max_num_queries(10):
        [sentence] = choice(asked).complaints
    assert (
        sentence == f"逐字对照一次只能放两份，取了前两份，没有列出：{'、'.join(['《总结》'] * 8)}等 18 份。"
    )


@pytest.mark.parametrize("query", ["", "r=", "r=%20&r=", "r=340504-2022-0000"])
def test_fewer_than_two_texts_lead_to_choosing(client, query):
    shown = client.get(f"{reverse('compare')}?mode=diff&{query}").content.decode()
    assert "去选报告" in shown
    assert reverse("compare") in shown


@pytest.mark.parametrize(
    ("sections", "sentence"),
    [
        ("s0", "看不懂章节“s0”"),
        ("s0~", "看不懂章节"),
        ("s0~s0~s0", "看不懂章节"),
        ("一~二", "看不懂章节"),
        ("s0~s99999", "里没有章节“s99999”，现在对照全文"),
        ("s77~s0", "里没有章节“s77”，现在对照全文"),
        ("s9999999999~s0", "看不懂章节"),
    ],
)
def test_sections_that_do_not_exist_are_named_and_the_whole_is_compared(client, sections, sentence):
    one, other = published_report(*FIRST), published_report(*FIRST)
    shown = page(client, one.public_id, other.public_id, sections=sections)
    assert sentence in shown.text
    assert "两份文字相同" in shown.text


def test_sections_without_two_texts_are_left_out():
    assert choice("sections=s0~s0").anchors == ""


def test_an_unknown_layout_is_named_and_left_out():
    taken = choice("layout=round")
    assert (taken.layout, taken.complaints) == ("", ("没有名为“round”的排法，已按屏幕宽窄安排。",))


def test_addresses_keep_what_was_chosen_and_change_what_is_asked():
    report = two_versions()
    names = f"r={report.public_id}.v1&r={report.public_id}.v2"
    taken = choice(f"{names}&strict=1&only=yes&layout=split&sections=s0~s0")
    kept = f"mode=diff&{names}&sections=s0~s0&layout=split"
    assert taken.query() == f"{kept}&strict=1"
    assert taken.query(strict="", force="1") == f"{kept}&force=1"
    assert taken.whole_address == f"/compare?mode=diff&{names}&layout=split&strict=1"
    assert difference_address("a", "b") == "/compare?mode=diff&r=a&r=b"
