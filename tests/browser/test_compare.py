"""Comparing in a browser: a table at any width, and pairing by hand without a script."""

import re

import pytest
from playwright.sync_api import expect

FOUR = "/compare?r={a}&r={b}&r={c}&r={d}"


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_four_columns_are_one_table_with_rows_and_cells_at_every_width(visit, width):
    page = visit(FOUR).page
    page.set_viewport_size({"width": width, "height": 900})
    table = page.get_by_role("table")
    expect(table).to_have_count(1)
    rows = table.get_by_role("row").all()
    assert {row.get_by_role("cell").count() for row in rows[1:4]} == {4}
    assert all(row.get_by_role("rowheader").count() == 1 for row in rows[1:4])


def test_figures_stand_three_across_on_a_narrow_screen(visit):
    page = visit("/compare?r={a}&r={b}&r={c}").page
    page.set_viewport_size({"width": 390, "height": 900})
    cells = page.locator(".nums tr").first.get_by_role("cell")
    tops = [cells.nth(place).bounding_box()["y"] for place in range(3)]
    assert len(set(tops)) == 1
    assert re.search(r"[0-9]{4}", cells.first.locator(".cell-label").inner_text())


@pytest.mark.parametrize("address", ["/compare?r={a}&r={b}", "/compare?mode=diff&r={a}&r={b}&force=1"])
def test_paper_has_no_ways_to_click_and_nothing_folded(visit, address):
    page = visit(address).page
    page.emulate_media(media="print")
    assert page.locator("header nav:visible").count() == 0
    assert page.locator("main :is(nav, form, .bar, .btn):visible").count() == 0
    folds = page.locator(".cmp details, .dv details").all()
    folded = "(e) => getComputedStyle(e, '::details-content').contentVisibility"
    assert {one.evaluate(folded) for one in folds} <= {"visible"}


def test_a_section_is_paired_by_hand_and_let_go_again_without_a_script(visit):
    page = visit("/compare?r={a}&r={b}", script=False).page
    page.locator("a.repair").first.click()
    page.get_by_role("checkbox").last.check()
    page.get_by_role("button", name="照此配对").click()
    assert "pair=" in page.url
    hands = page.get_by_role("region", name="人工配对")
    expect(hands).to_be_visible()
    while hands.count():
        hands.get_by_role("link").first.click()
    assert "pair=" not in page.url
