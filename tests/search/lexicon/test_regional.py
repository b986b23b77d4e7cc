import pytest

from archive.text.fold import fold
from search.lexicon.regional import mainland_form


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("計畫", "计划"),
        ("軟體", "软件"),
        ("網際網路", "互联网"),
        ("愛滋病", "艾滋病"),
        ("人工智慧診斷", "人工智能诊断"),
        ("健康硬體，軟體", "健康硬件,软件"),
    ],
)
def test_words_of_taiwan_become_those_of_the_mainland(typed, form):
    assert mainland_form(fold(typed)) == form


@pytest.mark.parametrize(
    "typed", ["健康档案", "对口支援", "专案", "执行", "资料", "程序", "卫生服务", "使用者", ""]
)
def test_words_of_the_mainland_stay(typed):
    assert mainland_form(typed) == typed
