"""Nothing of what is hidden reaches a reader on any public address, and no draft moves a byte of one."""

import json
from urllib.parse import quote

import pytest
import time_machine
from django.core.cache import cache

from archive import services
from archive.corrections import Corrections
from archive.models import Snapshot
from search.suggest import completions
from tests.views import hidden as hiding
from tests.views.hidden import DISMISSED, DRAFT, SECRETS, UNHEARD, addresses, ask

MOST_FOLLOWED = 250  # pages, nearest to the home page first

pytestmark = pytest.mark.django_db


@pytest.fixture
def steady(monkeypatch):
    """Nothing depends on the hour, or on how busy the machine is."""
    monkeypatch.setattr(completions, "COUNTING", 60)
    cache.clear()
    with time_machine.travel("2026-11-22 12:00", tick=False):
        yield


@pytest.fixture
def hidden(steady, archive_with_seeds, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.ORIGINALS_DIR = tmp_path / "originals"
    with django_capture_on_commit_callbacks(execute=True):
        return hiding.hide()


@pytest.fixture
def asked(hidden, archive_with_seeds):
    """The public addresses by name."""
    other = archive_with_seeds.get(title__startswith="雨山区卫健委2022年")
    return addresses(hidden, other)


def everything(client, asked) -> dict[str, hiding.Answer]:
    return {one: ask(client, one) for listed in asked.values() for one in listed}


def test_every_public_address_is_asked(asked):
    assert set(asked) == hiding.public_names() - hiding.POSTED


def test_every_address_asked_answers_as_it_should(client, asked, hidden):
    gone = hidden.withdrawn.public_id
    for address, answer in everything(client, asked).items():
        at_the_withdrawn = address.startswith(f"/r/{gone}")
        assert answer.status == (410 if at_the_withdrawn else 200), address


def test_no_address_tells_a_word_of_what_is_hidden(client, asked, hidden):
    for address, answer in everything(client, asked).items():
        told = [word for word in SECRETS if answer.told(word) and quote(word) not in address]
        assert not told, address


def test_no_page_that_links_lead_to_tells_what_is_hidden(client, hidden):
    seen: set[str] = set()
    waiting = ["/"]
    while waiting and len(seen) < MOST_FOLLOWED:
        address = waiting.pop(0)
        seen.add(address)
        answer = ask(client, address)
        at_the_old_text = f"/r/{hidden.revised.public_id}/v1/" in address
        assert not any(answer.told(word) for word in SECRETS if not at_the_old_text), address
        assert not answer.told(hidden.withdrawn.public_id), address
        new = [one for one in hiding.links(answer, address) if one not in seen and one not in waiting]
        assert not any(one.startswith(("/ingest/", "/admin/")) for one in new), address
        waiting += new
    assert len(seen) == MOST_FOLLOWED


def test_a_hidden_word_is_answered_like_one_of_no_text(
    client, asked, hidden, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        upload()
    unheard = quote(UNHEARD)
    for word in SECRETS:
        for address in ("/search?q={}", "/search.csv?q={}", "/search/related?q={}", "/search/complete?q={}"):
            answers = ask(client, address.format(quote(word))), ask(client, address.format(unheard))
            found, none = (
                one.body.decode().replace(w, "").replace(quote(w), "")
                for one, w in zip(answers, (word, UNHEARD), strict=True)
            )
            assert found == none, (address, word)


def test_the_withdrawn_report_is_only_at_its_own_address(client, asked, hidden):
    gone = hidden.withdrawn.public_id
    for address, answer in everything(client, asked).items():
        assert gone in address or not answer.told(gone), address


def test_who_looked_in_vain_is_told_nowhere_and_what_they_found_is(client, asked, hidden):
    assert ask(client, "/coverage/340503/2018/").told("2026-03-01 查询，未见公开")
    for address, answer in everything(client, asked).items():
        assert not answer.told(hiding.MARKER), address


def test_a_withdrawn_report_and_a_superseded_text_are_counted_nowhere(client, hidden):
    assert ask(client, "/").told("6 份公开发布")
    assert ask(client, "/coverage/?in=340500").told("共收录 2 份")
    assert ask(client, "/coverage/340503/2018/").told("0 份")
    rows = ask(client, "/browse.csv").text.splitlines()
    assert sum(one[:1].isdigit() for one in rows) == 6


def test_a_figure_set_aside_is_listed_nowhere(client, asked, hidden):
    for name in ("indicators", "indicators_csv", "indicator", "indicator_csv", "report_figures_csv"):
        for address in asked[name]:
            answer = ask(client, address)
            assert not answer.told(DISMISSED), address
            assert not answer.told("55.52"), address
            assert not answer.told("66.61"), address
    report = json.loads(ask(client, f"/r/{hidden.revised.public_id}.json").body)
    assert DISMISSED not in [one["quoted"] for one in report["figures"]]
    (compared,) = [one for one in asked["compare_csv"] if hidden.withdrawn.public_id not in one]
    assert f",{DISMISSED}," not in ask(client, compared).body.decode()


def upload(_none=None):
    content = hiding.text("安徽省马鞍山市花山区", 2018, DRAFT, "44.43%")
    return services.take_in(content=content, name=f"{DRAFT}.txt", by=None)


def correct(draft):
    values = {"title": f"{DRAFT}总结", "region_code": "340503", "reporting_year": 2018}
    return services.save_corrections(intake=draft, corrections=Corrections(values=values), by=None)


def discard(draft):
    services.discard(intake=draft, by=None)
    return draft


def restore(draft):
    services.restore(intake=draft, by=None)
    return draft


def test_no_draft_moves_a_byte_of_what_readers_get(client, asked, hidden, django_capture_on_commit_callbacks):
    before, snapshot = everything(client, asked), Snapshot.objects.values_list("number", "at").get()
    draft = None
    for step in (upload, correct, discard, restore):
        with django_capture_on_commit_callbacks(execute=True):
            draft = step(draft)
        after = everything(client, asked)
        assert [one for one in before if before[one] != after[one]] == [], step
        assert Snapshot.objects.values_list("number", "at").get() == snapshot


def test_a_file_read_before_a_draft_came_is_still_the_newest(client, asked, hidden):
    addresses = [one for name in asked if name.endswith("csv") for one in asked[name]]
    tags = {one: dict(ask(client, one).headers).get("ETag") for one in addresses}
    upload()
    for address, tag in tags.items():
        if tag:
            assert ask(client, address, if_none_match=tag).status == 304, address
