"""A coverage page as tests read it."""

from django.urls import reverse
from lxml import html


class Shown:
    """A coverage page as read."""

    def __init__(self, client, query: str = "") -> None:
        self.response = client.get(f"{reverse('coverage')}?{query}")
        assert self.response.status_code == 200
        self.tree = html.fromstring(self.response.content.decode())

    def said(self, css: str) -> list[str]:
        found = self.tree.xpath(f'//*[contains(concat(" ", @class, " "), " {css} ")]')
        return [" ".join(one.text_content().replace("\xa0", " ").split()) for one in found]

    @property
    def sentence(self) -> str:
        (found,) = self.said("covered")
        return found

    @property
    def complaints(self) -> list[str]:
        return self.said("notice--zhu")

    @property
    def heads(self) -> list[str]:
        return [th.text_content() for th in self.tree.xpath("//table/thead//th")]

    def row(self, name: str) -> list[str]:
        """The visible signs of the row that begins with a name: total, gaps, cells."""
        for tr in self.tree.xpath("//table//tr[th[@scope='row']]"):
            if tr.xpath("string(th/a | th[not(a)])") == name:
                return [sign(td) for td in tr.xpath("td")]
        raise AssertionError(f"no row {name}")

    def cell(self, name: str, year: int) -> html.HtmlElement:
        (tr,) = [tr for tr in self.tree.xpath("//tbody/tr") if tr.xpath("string(th/a)") == name]
        return tr.xpath("td")[self.heads.index(str(year)) - 1]

    def link(self, text: str) -> str:
        (found,) = self.tree.xpath(f"//main//a[normalize-space(text())='{text}']/@href")
        return found


def sign(td) -> str:
    for hidden in td.xpath(".//span[@class='vh']"):
        hidden.drop_tree()
    return td.text_content().strip()
