"""What tests of the staff pages share: people with roles, files, a form as posted."""

from django.contrib.auth.models import Group, User
from django.test import Client
from lxml import html

from archive import services
from archive.models import Intake
from tests.services.shelf import SEED

VIEWER, EDITOR, PUBLISHER = "查看者", "编辑", "发布者"

TEXT = """青山县卫生健康局2020年工作总结
一、工作情况
甲段做了工作。
乙段又做了工作。
二、存在问题
人才不足。
"""


def signed_in(role: str = "", name: str = "worker") -> Client:
    """A browser session of somebody in the group of that role, or in none."""
    user = User.objects.create_user(name, password="long enough")
    if role:
        user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def shelved_text(text: str, name: str = "某县.txt") -> Intake:
    """A file with that text, recognised."""
    return services.take_in(content=text.encode(), name=name, by=None)


def shelved_seed() -> Intake:
    return services.take_in(content=SEED.read_bytes(), name=SEED.name, by=None)


def tree(response) -> html.HtmlElement:
    return html.fromstring(response.content.decode())


def form_values(response, form_id: str = "confirm") -> dict[str, str | list[str]]:
    """The values a browser would post from a form, its buttons left out."""
    (form,) = tree(response).xpath(f'//form[@id="{form_id}"]')
    values: dict[str, str | list[str]] = {}
    for name, value in form.form_values():
        values[name] = [*values.get(name, []), value]
    return {name: found[0] if len(found) == 1 else found for name, found in values.items()}


def words(response) -> str:
    """The text of a page with blanks run together."""
    return " ".join(tree(response).text_content().split())


def reread(intake: Intake) -> Intake:
    return Intake.objects.get(pk=intake.pk)
