import io
import json
import zipfile
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings as base
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from archive import services
from archive.corrections import Corrections
from archive.models import Batch, Intake, Operation, Report
from tests.services.shelf import SEED, small_batch, small_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]

UPLOAD = "/ingest/upload/"


def sent(content, name="报告.txt"):
    return SimpleUploadedFile(name, content)


def post_all(client, files, **more):
    return client.post(UPLOAD, {"files": files, **more})


def in_role(role):
    person = User.objects.create_user(role, password="a long one 1")
    person.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(person)
    return client


def states():
    return sorted(Intake.objects.values_list("state", flat=True))


# Uploading


def test_twenty_five_files_give_twenty_two_waiting_and_three_reasons(staff_client):
    files = [sent(small_report(n), f"{n}.txt") for n in range(22)]
    files += [sent(b"", "空.txt"), sent(small_report(3), "又一份.txt"), sent(b"MZ" + b"\0" * 99, "程序.txt")]
    response = post_all(staff_client, files)
    batch = Batch.objects.get()
    assert response.url == batch.get_absolute_url()
    assert states() == ["duplicate", "failed", "failed", *["waiting"] * 22]
    page = staff_client.get(response.url).content.decode()
    for reason in ("文件为空。", "内容完全相同", "不支持的文件类型"):
        assert reason in page


def test_an_archive_of_fifty_with_two_bad_members_saves_forty_eight(staff_client):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for n in range(48):
            archive.writestr(f"{n}.txt", small_report(n))
        archive.writestr("空.txt", b"")
        archive.writestr("图.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 60)
    response = post_all(staff_client, [sent(stream.getvalue(), "一批.zip")])
    assert states() == ["failed", "failed", *["waiting"] * 48]
    assert "一批.zip/空.txt" in staff_client.get(response.url).content.decode()


def test_an_upload_of_nothing_says_so(staff_client):
    response = staff_client.post(UPLOAD)
    assert response.status_code == 422
    assert "请先选择文件。" in response.content.decode()


def test_a_script_sends_one_file_a_request(staff_client):
    opened = staff_client.post("/ingest/batches/").json()
    answer = staff_client.post(opened["files"], {"file": sent(SEED.read_bytes()), "key": "k1"})
    assert answer.status_code == 201
    [row] = answer.json()["rows"]
    assert (row["number"], row["state"], row["open"]) == (1, "waiting", False)
    again = staff_client.post(opened["files"], {"file": sent(SEED.read_bytes()), "key": "k1"}).json()
    assert again["rows"][0]["number"] == 1
    assert Intake.objects.count() == 1


def test_a_request_without_a_file_is_refused_in_words(staff_client):
    opened = staff_client.post("/ingest/batches/").json()
    answer = staff_client.post(opened["files"])
    assert (answer.status_code, answer.json()["error"]) == (400, "没有收到文件，请重试。")


def test_a_file_over_the_limit_is_a_row_and_the_others_arrive(staff_client, settings):
    settings.UPLOAD_MAX_BYTES = 70_000
    settings.UPLOAD_MAX_REQUEST_BYTES = 700_000
    post_all(staff_client, [sent(b"x" * 200_000, "大.txt"), sent(small_report(1), "小.txt")])
    rows = {row.name: row for row in Intake.objects.all()}
    assert rows["小.txt"].state == Intake.State.WAITING
    assert rows["大.txt"].state == Intake.State.FAILED
    assert "请压缩或拆分" in rows["大.txt"].reason


def test_one_file_over_the_limit_sent_by_a_script_is_a_row(staff_client, settings):
    settings.UPLOAD_MAX_BYTES = 70_000
    opened = staff_client.post("/ingest/batches/").json()
    answer = staff_client.post(opened["files"], {"file": sent(b"x" * 200_000, "大.txt"), "key": "k"})
    assert answer.json()["rows"][0]["state"] == "failed"


def test_more_files_go_to_the_batch_they_were_meant_for(staff_client):
    post_all(staff_client, [sent(small_report(1))])
    batch = Batch.objects.get()
    post_all(staff_client, [sent(small_report(2))], batch=str(batch.pk))
    assert batch.intakes.count() == 2
    assert post_all(staff_client, [sent(small_report(3))], batch="nonsense").status_code == 404


def ticket_of(client):
    page = client.get(UPLOAD).content.decode()
    return page.split('name="ticket" value="')[1].split('"')[0]


def test_a_lost_session_loses_no_upload(staff_client):
    ticket = ticket_of(staff_client)
    response = post_all(Client(), [sent(small_report(1))], ticket=ticket)
    assert Intake.objects.get().received_by.username == "staff"
    assert response.url.startswith(reverse("login"))
    assert Batch.objects.get().get_absolute_url() in response.url


def strict_log_in(client, name="staff", password="correct horse"):
    """Log in as a browser does, which gives it a new token, and return the upload page."""
    client.get(reverse("login"))
    token = client.cookies["csrftoken"].value
    posted = {"username": name, "password": password, "csrfmiddlewaretoken": token}
    assert client.post(reverse("login"), posted).status_code == 302
    return client.get(UPLOAD)


def token_of(page):
    return page.content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]


def test_a_session_taken_up_in_another_window_loses_no_upload(staff_user):
    client = Client(enforce_csrf_checks=True)
    page = strict_log_in(client)
    old = {"csrfmiddlewaretoken": token_of(page), "ticket": page.context["ticket"]}
    del client.cookies["sessionid"]
    strict_log_in(client)
    assert post_all(client, [sent(small_report(1))], **old).status_code == 302
    opened = client.post("/ingest/batches/", old)
    assert client.post(opened.json()["files"], {"file": sent(small_report(2)), **old}).status_code == 201
    assert Intake.objects.filter(received_by=staff_user).count() == 2


def test_without_a_ticket_an_upload_needs_the_token(staff_user):
    client = Client(enforce_csrf_checks=True)
    token = token_of(strict_log_in(client))
    assert post_all(client, [sent(small_report(1))]).status_code == 403
    assert client.post("/ingest/batches/").status_code == 403
    assert post_all(client, [sent(small_report(1))], csrfmiddlewaretoken=token).status_code == 302
    assert Intake.objects.count() == 1


def test_the_ticket_of_another_person_does_not_stand_in_for_the_token(staff_client):
    ticket = ticket_of(staff_client)
    User.objects.create_user("other", password="a long one 1").groups.add(Group.objects.get(name="编辑"))
    client = Client(enforce_csrf_checks=True)
    token = token_of(strict_log_in(client, "other", "a long one 1"))
    assert post_all(client, [sent(small_report(1))], ticket=ticket).status_code == 403
    post_all(client, [sent(small_report(1))], ticket=ticket, csrfmiddlewaretoken=token)
    assert Intake.objects.get().received_by.username == "other"


def test_too_many_files_in_one_post_are_answered_in_words(staff_client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    response = post_all(staff_client, [sent(small_report(n), f"{n}.txt") for n in range(3)])
    assert response.status_code == 400
    assert "分几次提交" in response.content.decode()


def test_a_ticket_opens_nothing_but_the_receiving_of_files(staff_client):
    ticket = ticket_of(staff_client)
    batch, rows = small_batch(1)
    stranger = Client()
    asked = {"ticket": ticket, "publish": "1", "scope": "all", "confirmed": "1"}
    assert stranger.post(f"{batch.get_absolute_url()}bulk/", asked).status_code == 302
    assert stranger.get(rows[0].get_absolute_url()).status_code == 302
    assert not Report.objects.exists()


@pytest.mark.parametrize("spoil", ["forged", "password", "inactive", "role"])
def test_a_bad_ticket_receives_nothing(staff_client, staff_user, spoil):
    ticket = ticket_of(staff_client)
    if spoil == "forged":
        ticket = f"{ticket[:-2]}zz"
    elif spoil == "password":
        staff_user.set_password("another long one")
    elif spoil == "inactive":
        staff_user.is_active = False
    else:
        staff_user.is_superuser = False
    staff_user.save()
    stranger = Client()
    assert post_all(stranger, [sent(small_report(1))], ticket=ticket).status_code == 302
    assert stranger.post("/ingest/batches/", {"ticket": ticket}).status_code == 403
    assert not Intake.objects.exists()


def test_hostile_names_and_titles_are_shown_as_text(staff_client):
    post_all(staff_client, [sent("<script>alert(1)</script>卫生健康局工作总结".encode(), "<img src=x>.txt")])
    page = staff_client.get(Batch.objects.get().get_absolute_url()).content.decode()
    assert "<img src=x>" not in page
    assert "<script>alert" not in page
    assert "&lt;img src=x&gt;.txt" in page


# The batch page


def test_rows_come_from_the_database(staff_client):
    batch, rows = small_batch(3)
    address = f"{batch.get_absolute_url()}status"
    answer = staff_client.get(address, {"n": [1, 3, "x"]}).json()
    assert (answer["pending"], [row["number"] for row in answer["rows"]]) == (0, [1, 3])
    assert answer["counts"] == {"等待确认": 3}
    assert rows[0].name in answer["rows"][0]["html"]


def test_a_batch_left_by_a_dead_server_goes_on_when_it_is_looked_at(staff_client):
    batch = services.start_batch(by=None)
    for n in range(3):
        services.receive(services.Upload(f"{n}.txt", small_report(n)), batch=batch, by=None)
    assert states() == ["queued"] * 3
    staff_client.get(batch.get_absolute_url())
    assert states() == ["waiting"] * 3


def test_while_files_are_read_the_page_refreshes_itself_without_scripts(staff_client, monkeypatch):
    monkeypatch.setattr("archive.services.worker.wake", lambda: None)
    batch = services.start_batch(by=None)
    services.receive(services.Upload("a.txt", small_report(1)), batch=batch, by=None)
    page = staff_client.get(batch.get_absolute_url()).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert "还有 1 份正在识别" in page


def test_one_state_is_shown_when_asked_for(staff_client):
    batch, rows = small_batch(2)
    services.discard(intake=rows[0], by=None)
    page = staff_client.get(batch.get_absolute_url(), {"state": "discarded"}).content.decode()
    assert rows[0].name in page
    assert rows[1].name not in page


def test_the_shelf_counts_each_batch(staff_client):
    batch, rows = small_batch(2)
    services.discard(intake=rows[0], by=None)
    page = staff_client.get("/ingest/").content.decode()
    assert "有 1 份等待确认。" in page
    assert batch.get_absolute_url() in page


# Bulk


def bulk(client, batch, **fields):
    return client.post(f"{batch.get_absolute_url()}bulk/", fields)


def test_a_bulk_change_first_states_the_number_and_changes_nothing(staff_client):
    batch, _rows = small_batch(3)
    page = bulk(staff_client, batch, set="1", scope="all", reporting_year="2019", region_code="340504")
    assert "将改动 3 份" in page.content.decode()
    assert "安徽省马鞍山市雨山区" in page.content.decode()
    assert not Operation.objects.exists()


def test_a_confirmed_bulk_change_is_made_and_can_be_undone(staff_client):
    batch, _rows = small_batch(3)
    fields = {"action": "set", "confirmed": "1", "n": ["1", "2"], "reporting_year": "2019"}
    page = staff_client.post(f"{batch.get_absolute_url()}bulk/", fields, follow=True).content.decode()
    assert "已设置 2 份。" in page
    years = [row.overview["reporting_year"] for row in batch.intakes.order_by("number")]
    assert years == [2019, 2019, 2004]
    undone = staff_client.post(f"/ingest/operations/{Operation.objects.get().pk}/undo/", follow=True)
    assert "已撤销，2 份恢复原状。" in undone.content.decode()
    assert batch.intakes.get(number=1).overview["reporting_year"] == 2002


def test_bulk_publishing_publishes_and_names_what_it_left(staff_client):
    batch, _rows = small_batch(2)
    near = services.take_in(content=small_report(1) + "\n完。".encode(), name="近.txt", by=None, batch=batch)
    bulk(staff_client, batch, action="publish", confirmed="1", scope="all")
    page = staff_client.get(batch.get_absolute_url()).content.decode()
    assert "已发布 2 份。" in page
    assert "近.txt：与已收录的" in page
    assert Intake.objects.get(pk=near.pk).state == Intake.State.WAITING
    assert Report.objects.published().count() == 2


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "请选择要做的操作。"),
        ({"discard": "1"}, "没有勾选"),
        ({"set": "1", "scope": "all"}, "请填写要设置的"),
        ({"set": "1", "scope": "all", "reporting_year": "19"}, "1949 至 2100"),
        ({"set": "1", "scope": "all", "region_code": "没有这里"}, "没有找到地区"),
        ({"set": "1", "scope": "all", "kind": "novel"}, "请在列出的各项中选择"),
        ({"set": "1", "n": ["9999999999999999999999"]}, "没有勾选"),
    ],
)
def test_a_wrong_bulk_choice_is_answered_in_a_sentence(staff_client, fields, words):
    batch, _rows = small_batch(1)
    bulk(staff_client, batch, **fields)
    assert words in staff_client.get(batch.get_absolute_url()).content.decode()
    assert not Operation.objects.exists()


def test_too_many_at_once_is_said(staff_client, monkeypatch):
    monkeypatch.setattr("archive.views.staff.bulk.MOST", 1)
    batch, _rows = small_batch(2)
    bulk(staff_client, batch, discard="1", scope="all")
    assert "一次最多处理 1 份" in staff_client.get(batch.get_absolute_url()).content.decode()


# Roles


@pytest.mark.parametrize(
    ("role", "uploads", "publishes"), [("查看者", 403, 403), ("编辑", 200, 403), ("发布者", 200, 200)]
)
def test_each_role_may_do_its_part(role, uploads, publishes):
    batch, _rows = small_batch(1)
    client = in_role(role)
    assert client.get(batch.get_absolute_url()).status_code == 200
    assert client.get(UPLOAD).status_code == uploads
    assert bulk(client, batch, publish="1", scope="all").status_code == publishes
    assert client.get("/ingest/audit/").status_code == 200


def test_an_editor_does_not_undo_a_publication():
    batch, rows = small_batch(1)
    outcome = services.publish_many(rows, batch=batch, by=None)
    assert in_role("编辑").post(f"/ingest/operations/{outcome.operation.pk}/undo/").status_code == 403
    assert Report.objects.published().count() == 1


def test_every_operation_that_can_be_undone_is_offered_and_only_to_who_may(staff_client):
    batch, rows = small_batch(1)
    outcome = services.publish_many(rows, batch=batch, by=None)
    for year in range(2010, 2017):
        services.set_values([], {"reporting_year": year}, batch=batch, by=None)
    address = f"/ingest/operations/{outcome.operation.pk}/undo/"
    assert address in staff_client.get(batch.get_absolute_url()).content.decode()
    page = in_role("编辑").get(batch.get_absolute_url()).content.decode()
    assert address not in page
    assert page.count("/undo/") == 7


def test_a_viewer_is_offered_nothing_to_change():
    batch, _rows = small_batch(1)
    page = in_role("查看者").get(batch.get_absolute_url()).content.decode()
    assert "批量处理" not in page
    assert 'type="file"' not in page


@pytest.mark.parametrize("path", ["", "upload/", "audit/", "audit.csv"])
def test_a_stranger_is_asked_to_sign_in(client, path):
    response = client.get(f"/ingest/{path}")
    assert response.status_code == 302
    assert response.url.startswith(reverse("login"))


def test_after_logging_in_a_refused_post_is_taken_up_on_a_page_that_opens(staff_client):
    batch, rows = small_batch(1)
    outcome = services.publish_many(rows, batch=batch, by=None)
    report = Report.objects.get()
    posts = [
        f"{batch.get_absolute_url()}bulk/",
        f"{rows[0].get_absolute_url()}discard/",
        f"/ingest/operations/{outcome.operation.pk}/undo/",
        f"/ingest/r/{report.public_id}/withdraw/",
    ]
    for address in posts:
        back = parse_qs(urlsplit(Client().post(address)["Location"]).query)["next"][0]
        assert staff_client.get(back).status_code == 200


def test_a_stranger_learns_nothing_of_a_batch(client):
    batch, rows = small_batch(1)
    known = [batch.get_absolute_url(), f"{batch.get_absolute_url()}status", rows[0].get_absolute_url()]
    assert [client.get(address).status_code for address in known] == [302, 302, 302]


# The record


def test_the_record_tells_what_changed_from_what_to_what(staff_client, staff_user):
    _batch, rows = small_batch(1)
    services.save_corrections(intake=rows[0], corrections=Corrections({"title": "新题"}), by=staff_user)
    page = staff_client.get("/ingest/audit/", {"action": "correct"}).content.decode()
    assert "values.title" in page
    assert "<ins>新题</ins>" in page


def audit_rows(client, **asked):
    lines = client.get("/ingest/audit.csv", asked).getvalue().decode("utf-8-sig").splitlines()
    return [line for line in lines if not line.startswith("#")][1:]


def test_the_record_is_filtered_by_object_person_action_and_day(staff_client, staff_user):
    _batch, rows = small_batch(2)
    services.discard(intake=rows[0], by=staff_user)
    assert len(audit_rows(staff_client, action="discard")) == 1
    assert len(audit_rows(staff_client, who="staff")) == 1
    assert len(audit_rows(staff_client, q="2.txt", action="receive")) == 2  # state and checksum
    assert not audit_rows(staff_client, since="2999-01-01")
    assert not audit_rows(staff_client, until="1999-01-01")
    assert len(audit_rows(staff_client, since="1999-01-01", until="2999-01-01", action="discard")) == 1


def test_wrong_filters_say_so_and_harm_nothing(staff_client):
    page = staff_client.get("/ingest/audit/", {"since": "昨天", "action": "sing"}).content.decode()
    assert "日期请写成" in page
    assert "请在列出的各项中选择" in page


def test_the_exported_record_opens_in_a_spreadsheet_without_harm(staff_client):
    services.take_in(content=small_report(1), name='=HYPERLINK("http://x")', by=None)
    response = staff_client.get("/ingest/audit.csv", {"q": "HYPER", "page": "2", "who": ""})
    text = response.getvalue().decode()
    assert text.startswith("\ufeff# 卫健工作报告档案：操作记录\r\n")
    assert "# 检索条件：q=HYPER\r\n" in text
    assert "\r\n时间,操作者," in text
    assert "'=HYPERLINK" in text
    assert response["Cache-Control"] == "no-store"


# Managing a report


@pytest.fixture
def report():
    intake = services.take_in(content=SEED.read_bytes(), name="seed.txt", by=None)
    return services.publish(intake=intake, corrections=Corrections(), by=None)


def test_a_publisher_withdraws_with_a_reason_and_reinstates(report):
    client, address = in_role("发布者"), f"/ingest/r/{report.public_id}/"
    refused = client.post(f"{address}withdraw/", {"reason": " "}, follow=True).content.decode()
    assert "请写明撤下的原因。" in refused
    client.post(f"{address}withdraw/", {"reason": "应发布机构要求"})
    assert client.get(report.get_absolute_url()).status_code == 410
    client.post(f"{address}reinstate/")
    assert client.get(report.get_absolute_url()).status_code == 200


def test_a_version_is_taken_back_by_a_publisher(report):
    other = (base.BASE_DIR / "seeds" / "reports" / "000_e4528b115fa46040.txt").read_bytes()
    second = services.take_in(content=other, name="other.txt", by=None)
    services.revise(report=report, intake=second, corrections=Corrections(), by=None)
    client, address = in_role("发布者"), f"/ingest/r/{report.public_id}/"
    assert "退回上一版本" in client.get(address).content.decode()
    page = client.post(f"{address}revert/", follow=True).content.decode()
    assert "已撤回" in page
    assert client.get(f"{report.get_absolute_url()}v2/").status_code == 404
    again = client.post(f"{address}revert/", follow=True).content.decode()
    assert "没有更早的版本" in again


def test_an_editor_manages_nothing(report):
    client = in_role("编辑")
    assert client.post(f"/ingest/r/{report.public_id}/withdraw/", {"reason": "x"}).status_code == 403
    assert "撤下这份报告" not in client.get(f"/ingest/r/{report.public_id}/").content.decode()


def test_status_is_plain_json(staff_client):
    batch, _rows = small_batch(1)
    answer = staff_client.get(f"{batch.get_absolute_url()}status", {"n": 1})
    assert json.loads(answer.content)["rows"][0]["label"] == "等待确认"


def test_a_row_names_the_near_duplicate_that_awaits_a_decision(staff_client, report):
    near = SEED.read_text(encoding="utf-8-sig")[:-600] + "\n另一处的结尾。"
    intake = services.take_in(content=near.encode(), name="近似.txt", by=None)
    address = intake.batch.get_absolute_url()
    assert "疑似重复，请先决定" in staff_client.get(address).content.decode()
    services.decide(intake=intake, report=report, decision="repost", by=None)
    assert "疑似重复，请先决定" not in staff_client.get(address).content.decode()
