"""The examples of the help page, counted while the page is made."""

import re

import pytest
from django.http import QueryDict
from django.urls import reverse

from archive.views.syntax import QUERY_SYNTAX
from search import forms, service
from search.backends import store
from search.templatetags.search_help import reports_found

EXAMPLES = [example for _name, examples in QUERY_SYNTAX for example in examples]


def shown_counts(client):
    page = client.get(reverse("help")).content.decode()
    return [int(count) for count in re.findall(r'<td class="num">(\d+) 份</td>', page)]


@pytest.mark.usefixtures("archive_with_seeds")
def test_every_example_is_shown_with_the_count_behind_its_link(client):
    behind = [service.count(forms.read(QueryDict(example.address)).request) for example in EXAMPLES]
    assert shown_counts(client) == behind


@pytest.mark.usefixtures("archive_with_seeds")
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.address)
def test_every_example_is_read_as_it_stands(example):
    assert service.read(forms.read(QueryDict(example.address)).request).notices == ()


@pytest.mark.usefixtures("archive_with_seeds")
def test_most_examples_find_something_in_the_seeds():
    found = [example.words for example in EXAMPLES if reports_found(example.address)]
    assert len(found) >= len(EXAMPLES) - 2


@pytest.mark.usefixtures("archive_with_seeds")
def test_the_help_page_does_without_an_index(client, monkeypatch):
    monkeypatch.setattr(store, "SCHEMA_VERSION", "v0")
    assert shown_counts(client) == []
    assert "怎样检索" in client.get(reverse("help")).content.decode()
