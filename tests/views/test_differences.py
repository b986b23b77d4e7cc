"""Two texts word against word: which are taken, and what is said of them."""

import pytest
from django.test import RequestFactory

from archive.views.differences import differences
from tests.factories import published_report

pytestmark = pytest.mark.django_db


def page(query: str) -> str:
    return differences(RequestFactory().get(f"/compare?mode=diff&{query}")).content.decode()


def test_two_reports_are_put_word_against_word():
    one = published_report(("一、", "工作", "新建卫生室四个。"))
    other = published_report(("一、", "工作", "新建卫生室五个。"))
    shown = page(f"r={one.public_id}&r={other.public_id}")
    assert "四" in shown
