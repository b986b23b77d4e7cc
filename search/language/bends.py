"""What typed text had to be bent in to be searchable, each bend a plain sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

MAX_LENGTH = 300  # characters of a query, without glosses
MAX_TYPED = 4 * MAX_LENGTH  # characters looked at, glosses and what shows nothing included
MAX_TERMS = 20
MAX_DEPTH = 12  # of parentheses
MAX_SLACK = 100
DEFAULT_SLACK = 8
_SHOWN = 20  # characters of a typed value that a sentence repeats


class Bend(StrEnum):
    """A kind of bend."""

    LENGTH = "length"
    COUNT = "count"
    DEPTH = "depth"
    QUOTE = "quote"
    OPENED = "opened"
    CLOSED = "closed"
    EMPTY_GROUP = "empty_group"
    PUNCTUATION = "punctuation"
    OPERATOR = "operator"
    SMALL = "small"
    REPEATED = "repeated"
    WILDCARD = "wildcard"
    SLACK = "slack"
    ALONE = "alone"
    NEAR_FIELD = "near_field"
    EMPTY_FIELD = "empty_field"
    NOT_A_FIELD = "not_a_field"
    UNKNOWN_VALUE = "unknown_value"


@dataclass(frozen=True)
class Notice:
    """A bend and what it is about: an operator or the name of a field, and a value."""

    bend: Bend
    about: str = ""
    value: str = ""

    def __str__(self) -> str:
        """Return the sentence."""
        return _sentence(self.bend) % {"about": _cut(self.about), "value": _cut(self.value)}


Say = Callable[[Notice], None]


def _cut(typed: str) -> str:
    return typed if len(typed) <= _SHOWN else f"{typed[:_SHOWN]}…"


def _sentence(bend: Bend) -> str:
    return {
        Bend.LENGTH: _("检索词太长，只用了前 %(value)s 个字。"),
        Bend.COUNT: _("条件太多，只用了前 %(value)s 个。"),
        Bend.DEPTH: _("括号套得太深，只按最外 %(value)s 层检索。"),
        Bend.QUOTE: _("引号没有成对，已在末尾补上后引号。"),
        Bend.OPENED: _("括号没有成对，已在末尾补上后括号。"),
        Bend.CLOSED: _("括号没有成对，已略去多出的后括号。"),
        Bend.EMPTY_GROUP: _("括号里没有可检索的词，已略去这对括号。"),
        Bend.PUNCTUATION: _("单独的标点或符号不参与检索，已略去。"),
        Bend.OPERATOR: _("“%(about)s”缺少可连接的词，已略去它。"),
        Bend.SMALL: _("“%(about)s”按文字检索；要作连接词，请用大写的 %(value)s。"),
        Bend.REPEATED: _("连写的“%(about)s”只当一个，按排除检索。"),
        Bend.WILDCARD: _("“*”只能写在一个词的末尾，别处的已略去。"),
        Bend.SLACK: _("“~”后面要写 0 到 100 之间的字数，已按 %(value)s 检索。"),
        Bend.ALONE: _("引号里只有一个词，“~”不起作用，已按词句检索。"),
        Bend.NEAR_FIELD: _("“%(about)s”里不能用“~”，已改为每个词都要包含。"),
        Bend.EMPTY_FIELD: _("“%(about)s：”后面没有写内容，已略去这一项。"),
        Bend.NOT_A_FIELD: _("“%(about)s：”不是可以限定的项目，已当作文字检索。"),
        Bend.UNKNOWN_VALUE: _("“%(about)s”里没有“%(value)s”，这一项不会有命中。"),
    }[bend]
