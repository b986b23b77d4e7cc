"""Static files joined for serving."""

import pytest
from django.conf import settings

from archive.project.statics import joined_script, joined_stylesheet

STATIC = settings.BASE_DIR / "static"


def reading(**files: str):
    return lambda name: files[name.replace("/", "_").replace(".", "_")]


def test_a_stylesheet_has_what_it_imports_in_its_place():
    read = reading(
        css_a_css='/* a */\n@import url("b.css");\n@import url("c.css");\nmain {}\n',
        css_b_css='@import url("c.css");\nb {}\n',
        css_c_css="c {}\n",
    )
    assert joined_stylesheet("css/a.css", read) == "/* a */\nc {}\nb {}\nc {}\nmain {}\n"


def test_a_script_has_its_modules_before_it_each_once_and_in_a_scope_of_its_own():
    read = reading(
        js_a_js='import { one } from "./in/b.js";\nimport { Two } from "./c.js";\none(Two);\n',
        js_in_b_js='import { Two } from "../c.js";\nconst x = 1;\nexport function one() {}\n',
        js_c_js="const x = 2;\nexport class Two {}\n",
    )
    assert joined_script("js/a.js", read) == (
        "const js_c = (() => {\nconst x = 2;\nclass Two {}\nreturn { Two };\n})();\n"
        "const js_in_b = (() => {\nconst { Two } = js_c;\nconst x = 1;\nfunction one() {}\n"
        "return { one };\n})();\n"
        "const { one } = js_in_b;\nconst { Two } = js_c;\none(Two);\n"
    )


@pytest.mark.parametrize("line", ["export default 1;", 'import x from "./x.js";', 'export * from "./x.js";'])
def test_modules_of_another_form_are_refused(line):
    with pytest.raises(ValueError, match="cannot join"):
        joined_script("js/a.js", reading(js_a_js=f"{line}\n"))


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.js")), ids=lambda path: path.name)
def test_every_script_can_be_joined(path):
    joined = joined_script(str(path.relative_to(STATIC)), lambda name: (STATIC / name).read_text())
    assert "\nimport " not in joined
    assert joined.count("(() => {\n") == joined.count("\n})();\n")


@pytest.mark.parametrize("path", sorted((STATIC / "css").glob("*.css")), ids=lambda path: path.name)
def test_no_stylesheet_imports_another_once_joined(path):
    assert "@import" not in joined_stylesheet(f"css/{path.name}", lambda name: (STATIC / name).read_text())
