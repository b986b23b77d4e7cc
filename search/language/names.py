"""The names fields are asked by, in Chinese and English. Pure."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from archive.text.fold import fold
from search.language.ast import FieldName

# `章节:` asks for a role where its value is one, for a heading otherwise.
SECTION = "section"

# As typed -> what is asked; the Chinese name that an address or a suggestion writes comes first.
_NAMES: Mapping[str, tuple[str, ...]] = {
    FieldName.TITLE: ("标题", "题名", "title"),
    FieldName.HEADING: ("小标题", "heading"),
    FieldName.ISSUER: ("机构", "发布机构", "issuer"),
    FieldName.DOC_NO: ("文号", "doc_no", "docno"),
    FieldName.REGION: ("地区", "region"),
    FieldName.YEAR: ("年份", "年度", "year"),
    FieldName.KIND: ("种类", "kind"),
    FieldName.TOPIC: ("主题", "topic"),
    FieldName.ROLE: ("角色", "role"),
    FieldName.SOURCE: ("来源", "source"),
    SECTION: ("章节", "section"),
}
FIELD_NAMES = {fold(name): asked for asked, names in _NAMES.items() for name in names}
# A list without spaces is a choice: 地区:浙江、安徽.
CODED = frozenset(
    {FieldName.REGION, FieldName.YEAR, FieldName.KIND, FieldName.TOPIC, FieldName.ROLE, FieldName.SOURCE}
)


def typed_name(asked: str) -> str:
    """Return the name of a field as it is typed in Chinese."""
    return _NAMES[asked][0]


def shown_name(name: FieldName) -> str:
    """Return the name of a field as it is shown."""
    return {
        FieldName.TITLE: _("标题"),
        FieldName.HEADING: _("小标题"),
        FieldName.ISSUER: _("机构"),
        FieldName.DOC_NO: _("文号"),
        FieldName.REGION: _("地区"),
        FieldName.YEAR: _("年份"),
        FieldName.KIND: _("种类"),
        FieldName.TOPIC: _("主题"),
        FieldName.ROLE: _("章节角色"),
        FieldName.SOURCE: _("来源"),
    }[name]
