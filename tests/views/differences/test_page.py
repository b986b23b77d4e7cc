"""Two texts word against word: what is marked, how it is counted, how it is walked through."""

import pytest
from django.urls import reverse

from archive.models import Report
from tests.factories import SectionFactory, published_report
from tests.views.differing import FIRST, SECOND, of_versions, page, two_versions, with_version

pytestmark = pytest.mark.django_db

OTHER = "乙事已经全部办结，各方面反映都很好，群众满意率达到百分之九十八，上级给予了充分肯定。"
MOVED = "全年新建村卫生室十二个，改造病房三千平方米，培训乡村医生四百五十人次。"


def test_words_that_went_and_came_are_marked(client):
    shown = of_versions(client, two_versions())
    assert shown.marked("del") == ["中医馆", "95.88%"]
    assert shown.marked("ins") == ["国医堂", "96.1%"]


def test_the_first_line_counts_what_differs(client):
    shown = of_versions(client, two_versions())
    assert "共 2 处不同：新增 8 字，删去 9 字。" in shown.text
    assert "相同 87 %" in shown.text


def test_places_are_numbered_and_lead_to_one_another(client):
    shown = of_versions(client, two_versions())
    assert [one for one in shown.ids if one.startswith("d-")] == ["d-1", "d-2"]
    assert "第 1 / 2 处" in shown.text
    assert '<a href="#d-2" aria-label="下一处">' in shown.source
    assert '<a href="#d-1" aria-label="上一处">' in shown.source
    assert "#d-0" not in shown.source
    assert "#d-3" not in shown.source


@pytest.mark.parametrize("layout", ["", "split", "unified"])
def test_ids_stand_once_and_links_lead_to_them(client, layout):
    report = with_version(
        published_report(
            ("一、", "甲", f"{MOVED}甲事已办。"), ("二、", "乙", "乙事已经全部办结，群众满意。")
        ),
        ("一、", "甲", "甲事已办。"),
        ("二、", "乙", f"{OTHER}{MOVED}丙事新办。"),
    )
    shown = of_versions(client, report, layout=layout)
    assert len(shown.ids) == len(set(shown.ids))
    assert shown.targets <= set(shown.ids)


def test_what_moved_is_told_with_where_it_went_and_came_from(client):
    report = with_version(
        published_report(("一、", "甲事", f"{MOVED}甲事已办。"), ("二、", "乙事", OTHER)),
        ("一、", "甲事", "甲事已办。"),
        ("二、", "乙事", f"{OTHER}{MOVED}"),
    )
    shown = of_versions(client, report)
    assert "共 1 处不同：新增 0 字，删去 0 字，移动 1 段。" in shown.text
    assert "⇅ 移到“二、乙事”中" in shown.text
    assert "⇅ 移自“一、甲事”中" in shown.text
    assert shown.marked("del") == []
    assert {"m-1-from", "m-1-to"} <= shown.targets


def test_a_section_moved_is_told_to_stand_after_another(client):
    others = ("二、", "乙事" * 20, OTHER), ("三、", "丙事", OTHER[::-1])
    report = published_report(("一、", "村卫生室", MOVED), *others)
    with_version(report, *others, ("一、", "村卫生室", MOVED))
    shown = of_versions(client, report)
    assert "⇅ 移到“三、丙事”之后" in shown.text
    assert "⇅ 移自开头" in shown.text
    swapped = page(client, f"{report.public_id}.v2", f"{report.public_id}.v1")
    assert "⇅ 移到开头" in swapped.text


def test_what_moved_in_a_text_without_sections_went_elsewhere(client):
    report = with_version(
        published_report(("", "", f"{MOVED}{OTHER}甲事已办。")), ("", "", f"{OTHER}甲事已办。{MOVED}")
    )
    for revision in report.revisions.all():
        revision.sections.all().delete()
    shown = of_versions(client, report)
    assert "⇅ 移到别处" in shown.text
    assert "⇅ 移自别处" in shown.text


def test_the_unified_layout_has_the_words_of_both_in_one_line(client):
    shown = of_versions(client, two_versions(), layout="unified")
    assert shown.text.count("培训乡村医生四百五十人次") == 1
    assert "新建删去：中医馆第 1 / 2 处↓新增：国医堂4个" in shown.text.replace(" ↓", "↓")


@pytest.mark.parametrize("layout", ["split", "unified"])
def test_a_text_rewritten_with_its_heading_is_not_set_as_a_heading(client, layout):
    one = published_report(("一、", "妇幼健康", "开展两癌筛查。"), title="甲")
    other = published_report(("一、", "人才队伍", "招聘乡村医生。"), title="乙")
    found = page(client, one.public_id, other.public_id, force="1", layout=layout)
    assert "招聘乡村医生" in found.text
    assert "is-heading" not in found.source


@pytest.mark.parametrize("layout", ["split", "unified"])
def test_a_heading_that_changed_is_still_set_as_one(client, layout):
    same = "开展两癌筛查，建成妇幼保健院。"
    one = published_report(("一、", "妇幼健康", same), title="甲")
    other = published_report(("一、", "妇幼工作", same), title="乙")
    assert "is-heading" in page(client, one.public_id, other.public_id, force="1", layout=layout).source


def test_a_line_that_ends_inside_a_row_ends_there(client):
    one = published_report(
        ("一、", "妇幼健康", "开展两癌筛查工作，覆盖城乡\n建成妇幼保健院一所。"), title="甲"
    )
    other = published_report(("一、", "妇幼健康", "开展两癌筛查工作，建成妇幼保健院一所。"), title="乙")
    found = page(client, one.public_id, other.public_id, force="1", layout="split")
    assert found.marked("del") == ["覆盖城乡\n"]


def test_only_what_changed_is_shown_with_what_stands_beside_it(client):
    lines = "\n".join(f"第{at}件事已经办结，群众都很满意。" for at in range(1, 10))
    report = with_version(
        published_report(("一、", "甲", lines)), ("一、", "甲", lines.replace("第1件事", "第1件大事"))
    )
    shown = of_versions(client, report, only="1")
    folded = shown.source[shown.source.index("<details") : shown.source.index("</details>")]
    assert "相同的 7 段" in folded
    assert "第2件事" not in folded
    assert "第3件事" in folded
    assert "<details" not in of_versions(client, report).source


def test_the_script_counts_only_when_strict(client):
    report = with_version(published_report(("一、", "甲", "卫生工作。")), ("一、", "甲", "衛生工作。"))
    assert "两份文字相同。" in of_versions(client, report).text
    strict = of_versions(client, report, strict="1")
    assert (strict.marked("del"), strict.marked("ins")) == (["卫生"], ["衛生"])


def test_a_change_that_would_not_be_seen_is_shown_by_a_sign(client):
    report = with_version(published_report(("一、", "甲", "卫生\u200b 工作。")), ("一、", "甲", "卫生工作。"))
    assert of_versions(client, report, strict="1").marked("del") == ["〔U+200B〕␣"]


def test_texts_with_nothing_different_to_the_letter_are_said_to_have_none(client):
    one, other = published_report(*FIRST), published_report(*FIRST)
    assert "两份文字相同。" in page(client, one.public_id, other.public_id).text
    assert "一字不差" in page(client, one.public_id, other.public_id, strict="1").text


def test_the_same_text_twice_is_said_to_be_the_same(client):
    report = published_report(*FIRST)
    shown = page(client, report.public_id, f"{report.public_id}.v1")
    assert "两份文字相同：左右是同一份报告的同一版本。" in shown.text
    assert "<ins" not in shown.source


def test_a_text_that_differs_in_little_is_never_said_to_be_wholly_the_same(client):
    lines = "".join(f"第{at}件事已经办结，群众都很满意。" for at in range(200))
    report = with_version(published_report(("一、", "甲", lines)), ("一、", "甲", f"{lines}完。"))
    assert "相同 99 %" in of_versions(client, report).text


def test_texts_with_little_in_common_are_better_compared_by_topic(client):
    one = published_report(*FIRST)
    other = published_report(("一、", "别的", "天气晴朗无云雾，山高水长风景好；游人如织络绎不绝。"))
    shown = page(client, one.public_id, other.public_id)
    assert "相同的不到六成" in shown.text
    assert "<ins" not in shown.source
    assert f"?r={one.public_id}&amp;r={other.public_id}" in shown.source
    assert "仍然逐字对照" in shown.text


def test_texts_with_little_in_common_are_shown_when_asked_for(client):
    one = published_report(*FIRST)
    other = published_report(("一、", "别的", "天气晴朗无云雾，山高水长风景好；游人如织络绎不绝。"))
    shown = page(client, one.public_id, other.public_id, force="1")
    assert "不同：" in shown.text
    assert shown.marked("ins")


def test_a_text_taken_into_a_much_longer_one_is_close_to_it(client):
    longer = "".join(f"第{at}件事已经办结，群众都很满意，各方反映良好。" for at in range(60))
    one = published_report(("一、", "甲", longer[:300]))
    other = published_report(("一、", "甲", longer))
    assert "不到六成" not in page(client, one.public_id, other.public_id).text


def test_two_sections_are_compared_with_what_stands_below_them(client):
    one, other = (published_report(*parts, ("三、", "计划", "明年再建。")) for parts in (FIRST, SECOND))
    anchors = [report.current_revision.sections.all()[1].anchor for report in (one, other)]
    for report, words in ((one, "五个"), (other, "六个")):
        parent = report.current_revision.sections.get(label="二、")
        report.current_revision.sections.filter(label="三、").update(order=9)
        below = {"parent": parent, "revision": report.current_revision, "level": 2, "start": 90, "end": 95}
        SectionFactory(**below, order=5, heading="小节", body=f"缺编{words}。")
    shown = page(client, one.public_id, other.public_id, sections="~".join(anchors))
    assert (shown.marked("del"), shown.marked("ins")) == (["五个"], ["六个"])
    assert "明年再建" not in shown.text
    assert "对照全文" in shown.text


def test_texts_are_named_by_place_year_and_version_and_linked(client):
    report = two_versions()
    shown = of_versions(client, report)
    assert "地区未详 2022 第 1 版" in shown.text
    first = reverse("revision", args=[report.public_id, 1])
    assert f'href="{first}"' in shown.source
    assert f'href="{first}#s0"' in shown.source
    assert f'href="{report.get_absolute_url()}#s0"' in shown.source


def test_swapping_the_sides_swaps_the_marks_and_the_sections(client):
    report = two_versions()
    swapped = page(client, f"{report.public_id}.v2", f"{report.public_id}.v1")
    assert swapped.marked("del") == ["国医堂", "96.1%"]
    anchors = [one.anchor for one in report.current_revision.sections.all()]
    shown = of_versions(client, report, sections="~".join(anchors), force="1")
    assert f"sections={anchors[1]}~{anchors[0]}" in shown.source


def test_a_text_without_sections_is_compared_whole(client):
    report = two_versions()
    for revision in report.revisions.all():
        revision.sections.all().delete()
    assert of_versions(client, report).marked("del") == ["中医馆", "95.88%"]


def test_words_the_archive_added_are_not_compared(client):
    report = with_version(published_report(("", "", "全区工作。")), ("", "", "全区工作。"))
    report.current_revision.sections.update(heading="(别的)", label="九", label_supplied=True)
    assert "两份文字相同" in of_versions(client, report).text


def test_hostile_texts_stay_text(client):
    report = with_version(
        published_report(("一、", "<script>alert(1)</script>", f"<img src=x onerror=a()>{MOVED}甲事已办。")),
        ("一、", "<script>alert(2)</script>", f"甲事已办。<b onclick=b()>{MOVED}"),
    )
    Report.objects.update(title='"><script>alert(3)</script>')
    for layout in ("", "unified"):
        shown = of_versions(client, report, layout=layout, force="1").source
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
        assert "<b onclick" not in shown
        assert "&lt;script&gt;" in shown


def test_each_version_is_linked_to_the_one_before_it(client):
    report = two_versions()
    history = client.get(reverse("history", args=[report.public_id])).content.decode()
    assert f"/compare?mode=diff&amp;r={report.public_id}.v1&amp;r={report.public_id}.v2" in history
    assert history.count("对照") == 1
    assert "最早一版" in history


def test_an_older_version_is_linked_to_its_difference_from_the_newest(client):
    report = two_versions()
    older = client.get(reverse("revision", args=[report.public_id, 1])).content.decode()
    assert "与新版对照" in older
    assert f"r={report.public_id}.v1&amp;r={report.public_id}.v2" in older
    assert "与新版对照" not in client.get(report.get_absolute_url()).content.decode()


def test_a_repost_is_linked_to_its_difference_from_the_original(client):
    original = published_report(*FIRST)
    repost = published_report(*FIRST, repost_of=original)
    shown = client.get(repost.get_absolute_url()).content.decode()
    assert f"/compare?mode=diff&amp;r={original.public_id}&amp;r={repost.public_id}" in shown
    Report.objects.filter(pk=original.pk).update(state=Report.State.WITHDRAWN)
    assert "与原报告对照" not in client.get(repost.get_absolute_url()).content.decode()
