"""Tables as files: the head, the bytes, and what happens when a file is asked for again or breaks off."""

import csv
import io
from itertools import count

import pytest
from django.test import RequestFactory

from archive.exports import Export, csv_response
from archive.models import Snapshot

pytestmark = pytest.mark.django_db


def export(**changes):
    given = {
        "name": "figures",
        "title": "指标",
        "parameters": "q=%E7%AD%BE%E7%BA%A6&region=34",
        "columns": ("报告编号", "标题"),
        "rows": [["340504-2022-7f3a", "=1+1"]],
    }
    return Export(**(given | changes))


def answer(method="get", headers=None, **changes):
    request = getattr(RequestFactory(), method)("/figures.csv", headers=headers or {})
    return csv_response(request, export(**changes))


def test_the_head_says_what_the_file_is_of_which_state_and_asked_how():
    Snapshot.advance()
    text = answer().getvalue().decode("utf-8-sig")
    assert text.splitlines() == [
        "# 卫健工作报告档案：指标",
        f"# 馆藏快照：{Snapshot.current()}",
        "# 检索条件：q=%E7%AD%BE%E7%BA%A6&region=34",
        "# 网址：http://testserver/figures.csv?q=%E7%AD%BE%E7%BA%A6&region=34",
        "# 说明：http://testserver/help/#exports",
        "报告编号,标题",
        "340504-2022-7f3a,'=1+1",
    ]


def test_notes_stand_in_the_head():
    assert "# 注意：没有这个年份\r\n" in answer(notes=("没有这个年份",)).getvalue().decode()


@pytest.mark.parametrize("parameters", ["q=a,=1+1", 'q="\r\n=1', "q=;=1\t=2", "q=中文"])
def test_no_condition_makes_a_cell_or_a_line_of_its_own(parameters):
    lines = answer(parameters=parameters).getvalue().decode("utf-8-sig").split("\r\n")
    assert all(len(next(csv.reader([line]))) == 1 for line in lines[:5])
    assert [line[:1] for line in lines[:6]] == ["#"] * 5 + ["报"]


def test_without_conditions_the_head_says_none():
    assert (
        "# 检索条件：（无）\r\n# 网址：http://testserver/figures.csv\r\n"
        in answer(parameters="").getvalue().decode()
    )


def test_the_same_question_on_the_same_snapshot_gives_the_same_bytes():
    assert answer().getvalue() == answer().getvalue()


def test_the_answer_names_the_snapshot_and_the_file():
    Snapshot.advance()
    response = answer()
    assert response["X-Archive-Snapshot"] == Snapshot.current()
    assert response["Content-Disposition"] == f'attachment; filename="figures-{Snapshot.current()}.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"


def test_the_byte_order_mark_comes_once():
    content = answer(rows=[["甲", "乙"]] * 9000).getvalue()
    assert content.startswith(b"\xef\xbb\xbf#")
    assert content.count(b"\xef\xbb\xbf") == 1


def test_rows_are_sent_as_they_come_without_end():
    response = answer(rows=([number] for number in count()))
    pieces = iter(response.streaming_content)
    assert next(pieces).endswith("报告编号,标题\r\n".encode())
    assert next(pieces).startswith(b"0\r\n1\r\n2\r\n")
    assert next(pieces)


def test_who_holds_the_file_is_told_so_without_the_rows():
    held = answer()["ETag"]
    again = answer(headers={"If-None-Match": f'W/{held}, "other"'}, rows=forbidden())
    assert again.status_code == 304
    assert again["ETag"] == held
    assert again.getvalue() == b""


def test_head_answers_without_the_rows():
    response = answer("head", rows=forbidden())
    assert response.status_code == 200
    assert response["ETag"] == answer()["ETag"]
    assert response.getvalue() == b""


@pytest.mark.parametrize(
    "changes",
    [{"parameters": "q=1"}, {"columns": ("编号",)}, {"title": "别的"}, {"name": "x"}, {"edition": "2"}],
)
def test_another_question_is_another_file(changes):
    assert answer(**changes)["ETag"] != answer()["ETag"]


def test_a_change_readers_see_makes_another_file():
    held = answer()["ETag"]
    Snapshot.advance()
    assert answer(headers={"If-None-Match": held}).status_code == 200


def test_what_no_snapshot_tells_is_kept_by_nobody():
    response = answer(edition=None, headers={"If-None-Match": "*"})
    assert response.status_code == 200
    assert "ETag" not in response
    assert response["Cache-Control"] == "no-store"


def test_rows_that_break_off_say_so_in_the_last_line_and_fail():
    response = answer(rows=broken())
    received = []
    with pytest.raises(RuntimeError, match="gone"):
        received.extend(response.streaming_content)
    lines = b"".join(received).decode().splitlines()
    assert lines[-3:] == ["1", "2", "# 未完：读取时出错，以上只有 2 行，请重新下载。"]


def test_text_that_has_no_bytes_is_replaced():
    assert answer(rows=[["\ud800"]]).getvalue().endswith(b"?\r\n")


def test_cells_with_addresses_are_safe_from_readers_of_comments():
    rows = [["/r/340504-2022-7f3a/#s12", "中"]]
    text = answer(rows=rows).getvalue().decode("utf-8-sig")
    assert text.endswith('"/r/340504-2022-7f3a/#s12",中\r\n')
    table = [line for line in io.StringIO(text, newline="") if not line.startswith("#")]
    assert list(csv.reader(table))[1:] == rows


def forbidden():
    raise AssertionError("rows were gone through")
    yield


def broken():
    yield [1]
    yield [2]
    raise RuntimeError("gone")
