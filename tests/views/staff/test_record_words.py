"""The record in words: no code of the program stands where people read."""

import pytest

from archive.views.staff.audit import Change, changes
from archive.views.staff.record_words import name_in_words, value_in_words


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("state", "状态"),
        ("values.title", "标题"),
        ("sections.120.level", "章节 120 层级"),
        ("novel", "novel"),
    ],
)
def test_a_recorded_name_is_told_in_words(path, words):
    assert name_in_words(path) == words


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("state", "waiting", "等待确认"),
        ("state", "withdrawn", "已撤下"),
        ("decision", "repost", "转载"),
        ("is_active", True, "是"),
        ("groups", ["编辑", "查看者"], "编辑、查看者"),
        ("values.title", "waiting", "waiting"),
        ("revision", 2, "2"),
    ],
)
def test_a_recorded_value_is_told_in_words(path, value, words):
    assert value_in_words(path, value) == words


def test_what_stayed_the_same_is_left_out():
    before = {"state": "published", "title": "甲", "values": {"kind": "plan"}}
    after = {"state": "withdrawn", "title": "甲", "values": {}, "reason": "核对中"}
    kind = value_in_words("kind", "plan")
    assert kind != "plan"
    assert changes(before, after) == (
        Change("state", "已发布", "已撤下"),
        Change("values.kind", kind, ""),
        Change("reason", "", "核对中"),
    )
