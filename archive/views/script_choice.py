"""The script a text is read in: as received, simplified or traditional."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.http import HttpRequest

from archive.text import scripts

DEFAULT = "hans"


@dataclass(frozen=True)
class Script:
    """One choice: code in ?s=, its own name, language tag; `convert` is None for the source as it is."""

    code: str
    name: str
    lang: str
    convert: Callable[[str], str] | None

    @property
    def is_source(self) -> bool:
        """Whether the text is shown as received."""
        return self.convert is None


SCRIPTS = {
    script.code: script
    for script in (
        Script("orig", "原文", "zh", None),
        Script("hans", "简体", "zh-Hans", scripts.to_simplified),
        Script("hant", "繁體", "zh-Hant", scripts.to_traditional),
    )
}


def script_of(request: HttpRequest, text: str = "") -> Script:
    """Return the script asked for with ?s=, simplified when none or an unknown one is named.

    The source as it is gets the language tag that `text` speaks for.
    """
    chosen = SCRIPTS.get(request.GET.get("s", DEFAULT), SCRIPTS[DEFAULT])
    if not chosen.is_source:
        return chosen
    return replace(chosen, lang=SCRIPTS[scripts.detect_script(text)].lang)
