"""What a card says of a report's marks is what the report's page shows."""

import html
import re

import pytest
from django.urls import reverse

pytestmark = pytest.mark.usefixtures("archive_with_seeds")


def cards(page):
    for article in re.findall(r"<article.*?</article>", page, re.DOTALL):
        said = re.search(r"本报告共 (\d+) 处命中", article)
        [address, *_more] = re.findall(r'href="(/r/[^"#]+)', article)
        yield html.unescape(address), int(said[1]) if said else 0


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "卫生"},
        {"q": "卫生", "role": "plan"},
        {"q": "卫生", "topic": "tcm"},
        {"q": "卫生 医共体", "unit": "section"},
        {"q": "卫生 章节:计划"},
        {"q": '"卫生 服务"~8'},
        {"q": "小标题:医疗 服务"},
        {"q": "小标题:医疗"},
        {"q": "公共卫生 卫生"},
        {"q": "衛生", "strict": "1"},
    ],
    ids=lambda asked: "&".join(asked.values()),
)
def test_cards_count_the_marks_of_the_pages_they_lead_to(client, asked):
    page = client.get(reverse("search"), asked, follow=True).content.decode()
    found = list(cards(page))
    assert found
    for address, said in found:
        shown = client.get(address).content.decode()
        assert len(set(re.findall(r'id="(hit-\d+)"', shown))) == said, address
