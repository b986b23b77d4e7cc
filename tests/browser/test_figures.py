"""From a number in the margin, or in the table of an indicator, to the number in its sentence."""

import re

SHOWN = ".fig:target"


def digits(words: str) -> str:
    return "".join(re.findall(r"[\d.]", words))


def test_a_number_of_the_margin_leads_to_the_same_number_in_the_text(visit):
    page = visit("/r/{a}/", script=False).page
    link = page.locator(".note dd a").first
    link.focus()
    page.keyboard.press("Enter")
    assert digits(page.locator(SHOWN).inner_text()) == digits(link.inner_text())


def test_a_value_of_an_indicator_leads_to_its_number(visit):
    page = visit("/indicators/village-clinics/", script=False).page
    link = page.locator(".ind-val a").last
    amount = digits(link.inner_text())
    link.click()
    assert digits(page.locator(SHOWN).inner_text()) == amount


def test_a_number_pointed_at_stands_out_and_others_do_not(visit):
    page = visit("/r/{a}/").page
    page.locator(".note dd a").first.click()
    colour = "getComputedStyle(document.querySelector('{}')).backgroundColor"
    assert page.evaluate(colour.format(SHOWN)) != page.evaluate(colour.format(".fig:not(:target)"))
