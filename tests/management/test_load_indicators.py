"""`manage.py load_indicators`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from archive.models import Indicator

pytestmark = pytest.mark.django_db


def load(**options):
    out = StringIO()
    call_command("load_indicators", stdout=out, **options)
    return out.getvalue()


def test_one_line_says_what_was_done_and_again_nothing_is():
    assert "新增 311，更新 0" in load()
    assert Indicator.objects.filter(aliases__term="产妇死亡率").get().slug == "maternal-mortality-ratio"
    assert "新增 0，更新 0，移除 0，保留本馆改动 0，重新归组的数值 0" in load()


def test_it_can_be_quiet():
    assert load(verbosity=0) == ""


def test_a_file_that_cannot_be_read_is_said_in_one_line(tmp_path):
    with pytest.raises(CommandError, match="missing"):
        load(file=tmp_path / "missing.tsv")
    short = tmp_path / "short.tsv"
    short.write_text("slug\tname\nbirths\t出生人数\n", encoding="utf-8")
    with pytest.raises(CommandError, match="definition"):
        load(file=short)
