"""The command find: what its query and its flags mean."""

import json
import os
import sys

import pytest
from django.core.management import CommandError, ManagementUtility, call_command
from django.db import OperationalError

from search.management.commands import find

pytestmark = pytest.mark.usefixtures("archive_with_seeds")


@pytest.fixture
def found(capsys):
    """Run the command as from a shell; return its JSON object."""

    def run(*arguments):
        ManagementUtility(["manage.py", "find", "--json", *arguments]).execute()
        return json.loads(capsys.readouterr().out)

    return run


@pytest.mark.parametrize(
    "arguments", [["-疫情"], ["--", "-疫情"], ["－疫情"], ["-(疫情 OR 核酸)"], ["--疫情"], ["-ICU"]]
)
def test_a_query_may_begin_with_a_minus_sign(found, arguments):
    assert found(*arguments)["interpreted"].startswith("不含")


def test_options_are_still_options(found):
    assert found("卫生", "-v0", "--year", "-2024", "--limit", "1")["query"] == "卫生"


def test_just_the_typed_word_is_searched_on_request(found):
    assert "相近出现" in found("公共卫生监测")["interpreted"]
    assert found("公共卫生监测", "--verbatim")["interpreted"] == "公共卫生监测"


def test_glyphs_matter_on_request(found):
    both, simplified, traditional = (found("卫生"), found("卫生", "--strict"), found("衛生", "--strict"))
    assert simplified["interpreted"] == "卫生（严格字形）"
    assert 0 < simplified["sections"] < both["sections"]
    assert 0 < traditional["sections"] < both["sections"]


def test_booleans_are_read_alike_in_either_script(found):
    asked = ("(卫生 AND NOT 公共) OR 医共体", "（衛生 AND NOT 公共） OR 醫共體")
    places = [
        sorted(
            (hit["report"], hit["section"])
            for hit in found(query, "--unit", "section", "--limit", "500")["hits"]
        )
        for query in asked
    ]
    assert places[0] == places[1] != []


def test_every_bend_is_a_sentence_on_its_own_line(capsys):
    call_command("find", "((")
    said = capsys.readouterr().out.splitlines()
    assert said[0].endswith("。")
    assert said[1].endswith("。")
    assert "0 份报告，0 个章节" in said


def test_what_is_searched_beyond_the_typed_word_is_said(capsys):
    call_command("find", "公共卫生监测")
    assert capsys.readouterr().out.startswith("实际检索：公共卫生监测（或 公共卫生、监测 相近出现）\n")
    call_command("find", "卫生")
    assert "实际检索" not in capsys.readouterr().out


def test_a_reader_that_has_seen_enough_ends_it_without_a_word(monkeypatch, capsys):
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w", encoding="utf-8") as nobody_reads:
        monkeypatch.setattr(sys, "stdout", nobody_reads)
        with pytest.raises(SystemExit) as ended:
            ManagementUtility(["manage.py", "find", "卫生"]).execute()
    assert ended.value.code == find.CUT_OFF
    assert capsys.readouterr().err == ""


def test_a_database_without_its_tables_is_said_in_one_line(monkeypatch):
    def missing(*_args, **_options):
        raise OperationalError("no such table: archive_report")

    monkeypatch.setattr(find, "search", missing)
    with pytest.raises(CommandError, match=r"run: manage\.py migrate") as raised:
        call_command("find", "卫生")
    assert "\n" not in str(raised.value)
