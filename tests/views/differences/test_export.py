"""The table of what differs: a row for every place, safe to open, the same each time."""

import csv
import io

import pytest
from django.urls import reverse

from tests.factories import published_report
from tests.views.differing import FIRST, SECOND, two_versions, with_version

pytestmark = pytest.mark.django_db

MOVED = "全年新建村卫生室十二个，改造病房三千平方米，培训乡村医生四百五十人次。"
OTHERS = "甲事已办，一切顺利，群众满意。乙事正在办理之中，等待上级验收。丁事已完成，资金到位。"


def table(client, *names: str, **asked: str) -> list[list[str]]:
    response = client.get(reverse("differences_csv"), {"mode": "diff", "r": names, **asked})
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    return [row for row in csv.reader(io.StringIO(content)) if not row[0].startswith("#")]


def of_versions(client, report) -> list[list[str]]:
    return table(client, f"{report.public_id}.v1", f"{report.public_id}.v2")


def test_each_place_is_a_row_with_both_sides_and_where_they_stand(client):
    report = two_versions()
    heads, first, second = of_versions(client, report)
    assert heads == ["序号", "类别", "左文", "右文", "左文章节", "左文网址", "右文章节", "右文网址"]
    older = reverse("revision", args=[report.public_id, 1])
    assert first == [
        "1",
        "改动",
        "中医馆",
        "国医堂",
        "一、工作情况",
        f"http://testserver{older}#s0",
        "一、工作情况",
        f"http://testserver{report.get_absolute_url()}#s0",
    ]
    assert second[:4] == ["2", "改动", "95.88%", "96.1%"]


def test_a_place_of_one_side_leaves_the_other_empty(client):
    report = with_version(published_report(("一、", "甲", OTHERS)), ("一、", "甲", f"{OTHERS}戊事新办。"))
    assert of_versions(client, report)[1][1:] == [
        "新增",
        "",
        "戊事新办。",
        "",
        "",
        "一、甲",
        f"http://testserver{report.get_absolute_url()}#s0",
    ]
    swapped = table(client, f"{report.public_id}.v2", f"{report.public_id}.v1")
    assert swapped[1][1:4] == ["删去", "戊事新办。", ""]


def test_a_passage_moved_is_a_row_and_what_changed_inside_another(client):
    report = with_version(
        published_report(("一、", "甲", f"{MOVED}共投入30万元。{OTHERS}")),
        ("一、", "甲", f"{OTHERS}{MOVED}共投入45万元。"),
    )
    rows = of_versions(client, report)[1:]
    assert [row[1:4] for row in rows] == [
        ["移动", f"{MOVED}共投入万元。", f"{MOVED}共投入万元。"],
        ["移动并改动", "30", "45"],
    ]


def test_cells_are_not_run_by_spreadsheets(client):
    report = with_version(
        published_report(("一、", "甲", OTHERS)), ("一、", "甲", f"{OTHERS}=HYPERLINK(1)已经办理。")
    )
    assert of_versions(client, report)[1][3].startswith("'=HYPERLINK")


def test_the_file_says_what_it_holds_and_repeats_to_the_byte(client):
    report = two_versions()
    asked = {"r": [f"{report.public_id}.v1", report.public_id], "strict": "1"}
    first, again = (
        b"".join(client.get(reverse("differences_csv"), asked).streaming_content) for _time in range(2)
    )
    assert first == again
    head = first.decode("utf-8-sig")
    assert "逐字对照：地区未详 2022 第 1 版；地区未详 2022 第 2 版" in head
    assert f"mode=diff&r={report.public_id}.v1&r={report.public_id}&strict=1" in head


def test_what_cannot_be_compared_is_explained_by_the_page(client):
    report = published_report(*FIRST)
    response = client.get(reverse("differences_csv"), {"r": [report.public_id, "x"]})
    assert response.status_code == 302
    assert "看不懂“x”" in client.get(response.url).content.decode()


def test_the_page_links_its_table(client):
    report = two_versions()
    source = client.get(
        reverse("compare"), {"mode": "diff", "r": [f"{report.public_id}.v1", report.public_id]}
    ).content.decode()
    assert reverse("differences_csv") in source
    assert SECOND[0][1] in source
