import pytest
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from archive.models import Intake, Report

pytestmark = pytest.mark.django_db

SEED = settings.BASE_DIR / "seeds" / "reports" / "001_dc7afcfdc16875c6.txt"


@pytest.fixture(autouse=True)
def _own_store(settings, tmp_path, regions):
    settings.ORIGINALS_DIR = tmp_path / "originals"


def signed_in(*codenames):
    user = User.objects.create_user("reader" if not codenames else "worker", password="long enough")
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def worker():
    return signed_in("add_intake", "publish_report")


def send(client, content=None, name="001.txt"):
    file = SimpleUploadedFile(name, SEED.read_bytes() if content is None else content)
    return client.post(reverse("intake_upload"), {"file": file})


def form_of(response):
    """The values a browser would post back from the preview."""
    values = {}
    for form in [response.context["form"], *(row.form for row in response.context["outline"])]:
        for field in form:
            values[field.html_name] = field.value() if field.value() is not None else ""
    return values


@pytest.mark.parametrize("name", ["intake_list", "intake_upload"])
def test_visitors_are_sent_to_log_in(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert response.url.startswith(reverse("login"))


def test_an_account_without_the_right_is_refused():
    assert signed_in().get(reverse("intake_upload")).status_code == 403


def test_a_post_without_the_csrf_token_is_refused(worker):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = worker.cookies
    assert send(strict).status_code == 403
    assert not Intake.objects.exists()


def test_an_uploaded_file_is_previewed_before_anything_is_a_report(worker):
    response = send(worker)
    intake = Intake.objects.get()
    assert response.url == reverse("intake_preview", args=[intake.pk])
    page = worker.get(response.url).content.decode()
    assert "雨山区卫健委2022年工作总结及2023年工作计划" in page
    assert "慎终如始" in page
    assert "340504" in page
    assert not Report.objects.exists()


def test_the_preview_can_be_confirmed_and_published(worker):
    preview = worker.get(send(worker).url)
    response = worker.post(preview.request["PATH_INFO"], form_of(preview) | {"publish": "1"})
    report = Report.objects.get()
    assert response.url == report.get_absolute_url()
    assert (report.region.code, report.reporting_year, report.plan_year) == ("340504", 2022, 2023)
    assert report.current_revision.published_by.username == "worker"
    assert not report.current_revision.evidence.filter(overridden=True).exists()


def test_corrections_are_kept_without_publishing(worker):
    preview = worker.get(send(worker).url)
    address = preview.request["PATH_INFO"]
    changes = {"title": "改过的标题", "region_code": "安徽省马鞍山市雨山区", "s2-level": "drop", "save": "1"}
    worker.post(address, form_of(preview) | changes)
    again = worker.get(address)
    assert again.context["form"]["title"].value() == "改过的标题"
    assert again.context["outline"][2].form["level"].value() == "drop"
    assert not Report.objects.exists()


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
        ("kind", "zz", "请在列出的各项中选择"),
    ],
)
def test_a_wrong_value_gets_one_sentence_and_saves_nothing(worker, field, typed, said):
    preview = worker.get(send(worker).url)
    response = worker.post(preview.request["PATH_INFO"], form_of(preview) | {field: typed, "publish": "1"})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize(("content", "said"), [(b"", "文件为空"), (b"MZ\x90\x00" + bytes(200), "不支持")])
def test_a_file_that_is_no_text_is_refused_in_words(worker, content, said):
    response = send(worker, content, "x.txt")
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Intake.objects.exists()


def test_sending_no_file_is_answered_in_words(worker):
    response = worker.post(reverse("intake_upload"))
    assert "请先选择一个文件" in response.content.decode()


def test_an_upload_over_the_limit_is_stopped(worker, settings):
    settings.UPLOAD_MAX_BYTES = 1024
    response = send(worker)
    assert response.status_code == 422
    assert "文件超过" in response.content.decode()


def test_a_file_already_published_is_not_taken_in_again(worker):
    preview = worker.get(send(worker).url)
    worker.post(preview.request["PATH_INFO"], form_of(preview) | {"publish": "1"})
    again = worker.get(send(worker).url).content.decode()
    assert "已经收录为《雨山区卫健委2022年工作总结及2023年工作计划》" in again
    assert Intake.objects.count() == 1


def test_an_expired_form_is_answered_in_words(worker):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = worker.cookies
    assert "表单已过期" in send(strict).content.decode()


def test_an_editor_may_not_publish():
    editor = signed_in("add_intake")
    preview = editor.get(send(editor).url)
    response = editor.post(preview.request["PATH_INFO"], form_of(preview) | {"publish": "1"})
    assert response.status_code == 403
    assert not Report.objects.exists()


def test_a_discarded_file_leaves_the_shelf(worker):
    send(worker)
    intake = Intake.objects.get()
    worker.post(reverse("intake_discard", args=[intake.pk]))
    intake.refresh_from_db()
    assert intake.state == Intake.State.DISCARDED
    assert worker.get(reverse("intake_preview", args=[intake.pk])).url == reverse("intake_list")


def test_discarding_needs_a_post(worker):
    send(worker)
    assert worker.get(reverse("intake_discard", args=[Intake.objects.get().pk])).status_code == 405


def test_the_shelf_shows_what_waits(worker):
    assert "还没有收到文件" in worker.get(reverse("intake_list")).content.decode()
    send(worker)
    assert "001.txt" in worker.get(reverse("intake_list")).content.decode()


def test_hostile_text_is_escaped_in_the_preview(worker):
    hostile = "某县卫生局2020年工作总结\n<script>alert(1)</script>\n一、工作情况\n做了工作。\n".encode()
    page = worker.get(send(worker, hostile, "<b>x.txt").url).content.decode()
    assert "<script>alert" not in page
    assert "<b>x.txt" not in page


def test_the_admin_links_to_uploading_and_lists_every_table(admin_client):
    index = admin_client.get(reverse("admin:index")).content.decode()
    assert reverse("intake_upload") in index
    tables = ["region", "report", "revision", "section", "sourcefile", "evidence", "intake", "auditevent"]
    for table in tables:
        listing = admin_client.get(reverse(f"admin:archive_{table}_changelist"), {"q": "县"})
        assert listing.status_code == 200


def test_a_title_corrected_in_the_admin_is_audited(admin_client, worker):
    preview = worker.get(send(worker).url)
    worker.post(preview.request["PATH_INFO"], form_of(preview) | {"publish": "1"})
    report = Report.objects.get()
    address = reverse("admin:archive_report_change", args=[report.pk])
    form = admin_client.get(address).context["adminform"].form
    values = {name: form[name].value() or "" for name in form.fields}
    assert admin_client.post(address, values | {"title": "后台更正"}).status_code == 302
    report.refresh_from_db()
    assert report.title == "后台更正"
    assert report.audit.filter(action="amend").exists()
