"""What speaks for a pair, and how much."""

from dataclasses import replace

import pytest

from archive.analysis.pairing import PairSection, pair
from archive.analysis.pairing.likeness import describe
from archive.analysis.pairing.reading import read
from archive.analysis.pairing.weigh import BIAS, WEIGHTS, weigh

TCM = "乡镇卫生院建成中医馆,推广适宜技术"
MCH = "孕产妇早孕建册,新生儿疾病筛查"


def section(report, order=0, **changes):
    return replace(PairSection(report, f"s{order}", 1, ("tcm",), "done", "", (), TCM, order), **changes)


def confidences(left, right):
    one, other = describe(read([left, right]))
    return weigh(one, other).confidence


def confidence(left, right):
    return confidences([left], [right])[0, 0]


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ({"text": MCH}, {"text": TCM}),
        ({"heading": "妇幼保健"}, {"heading": "中医馆"}),
        ({"topics": ("mch",)}, {"topics": ("mch", "tcm")}),
        ({"topics": ("mch", "tcm")}, {"topics": ("tcm", "mch")}),
        ({"topics": ("tcm", "general")}, {"topics": ("tcm",)}),
    ],
)
def test_what_is_more_alike_is_likelier(less, more):
    right = section(1, heading="中医馆")

    assert confidence(section(0, **less), right) < confidence(section(0, **more), right)


def test_the_opening_of_a_chapter_is_no_match_for_its_like_below():
    opening = section(0, heading="中医药")
    below = section(0, 1, text=MCH, path=("中医药",))
    elsewhere = section(0, 1, text=MCH, path=("妇幼",))

    assert confidences([opening, below], [section(1)])[0] < confidences([opening, elsewhere], [section(1)])[0]


def test_order_decides_between_equals():
    left, right = ([section(column, order) for order in range(3)] for column in range(2))

    assert [(link.left.order, link.right.order) for link in pair([left, right]).links] == [
        (0, 0),
        (1, 1),
        (2, 2),
    ]
    assert max(abs(weight) for weight in WEIGHTS.values()) > 10 * WEIGHTS["near"]


def test_reports_that_share_nothing_are_as_unlike_as_can_be():
    odds = BIAS + WEIGHTS["near"]

    assert confidence(section(0), section(1, topics=("mch",), text=MCH)) == pytest.approx(
        1 / (1 + 2.718281828**-odds), rel=1e-5
    )


def reasons(left, right):
    one, other = describe(read([[left], [right]]))
    return weigh(one, other).why(0, 0)


def test_reasons_are_what_counts():
    vague = {"topics": ("general",)}

    assert reasons(section(0), section(1)) == ("topic", "content")
    assert reasons(section(0, **vague), section(1, **vague)) == ("content",)
    assert reasons(section(0, text=MCH), section(1)) == ("topic",)
    assert "heading" in reasons(section(0, heading="中医馆"), section(1, heading="中医馆"))
