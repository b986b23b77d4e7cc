"""Which elements of a page are its furniture, by the names sites give them."""

import re

from lxml import html

_LONGEST = 200
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_TAGS = frozenset(("nav", "footer", "aside", "menu"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search"))
_NAMES = re.compile(
    r"nav|navbar|navigation|menu|breadcrumb|breadcrumbs|crumb|crumbs|dqwz|weizhi|share|sharing|bdshare"
    r"|bdsharebuttonbox|fenxiang|foot|footer|copyright|sidebar|aside|related|relate|relation|xiangguan"
    r"|recommend|recommends|tuijian|comment|comments|pinglun|reply|replies|pager|pagination|prevnext"
    r"|toolbar|tools|qrcode|ewm|erweima|search|login|friendlink|friendlinks|yqlj|ad|ads|adv|advert|gg"
    r"|hot|rank|ranking|topbar|topnav|xgxx|xgwz|xgyd|xgtj|xglj|daohang|dh|sitemap|feedback|jiucuo"
    r"|gotop|totop|backtop"
)
_KNOWN = re.compile(
    r"TRS_Editor|trs_editor_view|TRS_UEDITOR|UCAP-CONTENT|^zoom(?:con)?$|^BodyLabel$|^js_content$|j-fontContent"
    r"|pages_content|zw-?con|article[-_]?(?:con|body|content|text|detail|main)|news[-_]?(?:con|content|text|body)"
    r"|xxgk[-_]?(?:con|content)|bt[-_]content|wz-?con|detail[-_]?con|entry-content|post-content|rich_media_content"
    r"|^(?:MyContent|vsb_content\w*|ozoom|con_con|mainText|artibody|endText|conText)$",
    re.IGNORECASE,
)


def is_furniture(element: html.HtmlElement) -> bool:
    """Whether the tag, role, class or id of `element` says that it is not the article."""
    if element.tag in _TAGS or element.get("role") in _ROLES:
        return True
    return any(
        _NAMES.fullmatch(word.lower()) for name in _names(element) for word in (name, *_WORD.findall(name))
    )


def is_known_container(element: html.HtmlElement) -> bool:
    """Whether its class or id is one that widespread site software gives to the text of an article."""
    return any(_KNOWN.search(name) for name in _names(element))


def is_title(element: html.HtmlElement) -> bool:
    """Whether the class or id of `element` is one of a title."""
    return any(
        re.search(r"title|biaoti|^bt$|^tit$|headline", name, re.IGNORECASE) for name in _names(element)
    )


def _names(element: html.HtmlElement) -> list[str]:
    if not element.attrib:
        return []
    return f"{element.get('class', '')[:_LONGEST]} {element.get('id', '')[:_LONGEST]}".split()
