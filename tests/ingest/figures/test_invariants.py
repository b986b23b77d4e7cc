"""Whatever the text, figures keep to it, say what it says and come out the same."""

import time
from itertools import pairwise

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest.figures import extract
from archive.ingest.figures.extract import extract_figures
from archive.ingest.types import SectionDraft, TextSpan
from archive.text.fold import fold
from tests.ingest.figures.reading import figures

PARTS = st.sampled_from(
    [
        *(
            "全区",
            "献血人数",
            "签约率",
            "投资",
            "其中",
            "目前",
            "村卫生室",
            "覆盖率达",
            "由",
            "提高到",
            "同比增长",
            "分别为",
        ),
        *(
            "3",
            "12",
            "1259",
            "0.59",
            "1,234",
            "95.88",
            "三",
            "两",
            "二十",
            "１２",
            "百分之",
            "1/3",
            "十",
            "2024年",
            "0-6岁",
        ),
        *(
            "人",
            "名",
            "家",
            "个",
            "%",
            "％",
            "‰",
            "万元",
            "亿",
            "余",
            "以上",
            "/10万",
            "个百分点",
            "平方米",
            "㎡",
        ),
        *(
            "，",
            "。",
            "；",
            "：",
            "、",
            "（",
            "）",
            "(",
            ")",
            "“",
            "”",
            "《",
            "》",
            " ",
            "\u3000",
            "\u200b",
            "\t",
            "\n",
        ),
        *(
            "约",
            "超",
            "不低于",
            "≥",
            "达到",
            "确保",
            "计划",
            "衛(wèi)生",
            "(yuàn)",
            "-",
            "~",
            ".",
            ",",
            "**",
            "第",
        ),
    ]
)
TEXTS = st.lists(PARTS, max_size=40).map("".join)
SECONDS = 1.0


@given(TEXTS)
def test_spans_are_in_the_text_and_figures_do_not_overlap(text):
    found = figures(text)

    assert all(0 <= f.start < f.end <= len(text) for f in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(f.sentence.start <= f.start and f.end <= f.sentence.end for f in found)


@given(TEXTS)
def test_names_are_words_of_the_text(text):
    for found in figures(text):
        assert all(0 <= start < end <= len(text) for start, end in found.name_spans)
        assert bool(found.name) == bool(found.name_rule) == bool(found.name_spans)


@given(TEXTS)
def test_a_text_read_twice_gives_the_same_figures(text):
    assert figures(text) == figures(text)


@given(TEXTS)
def test_width_and_case_make_no_difference(text):
    said = [(f.start, f.end, f.value, f.unit, f.comparator, f.role) for f in figures(fold(text))]
    unquoted = text.translate(str.maketrans("“”", '""'))

    assert [(f.start, f.end, f.value, f.unit, f.comparator, f.role) for f in figures(unquoted)] == said


@given(st.integers(0, 10**9), st.sampled_from(["人", "名", "家", "元", "平方米"]))
def test_a_number_written_as_digits_is_read_back(number, unit):
    (found,) = figures(f"献血人数{number}{unit}。")

    assert (found.value, found.unit) == (number, unit)


@given(st.decimals(0, 1000, places=2))
def test_a_share_is_read_back(share):
    (found,) = figures(f"覆盖率达{share}%。")

    assert found.value == share


@given(st.integers(1, 99_999), st.sampled_from(["万", "亿", "万元", "亿元"]))
def test_a_magnitude_multiplies(number, magnitude):
    (found,) = figures(f"总投资{number}{magnitude}")

    assert (found.value, found.unit) == (number * {"万": 10**4, "亿": 10**8}[magnitude[0]], "元")


@given(st.text(max_size=60))
@settings(max_examples=200)
def test_any_text_is_read_without_error(text):
    assert isinstance(figures(text), tuple)


@given(TEXTS, st.integers(1, 30))
def test_pieces_are_read_as_if_nothing_stood_between(text, cut):
    text = text.replace("\n", "").replace("\u200b", "")
    cut = min(cut, len(text))
    torn = f"{text[:cut]}\n— 12 —\n{text[cut:]}"
    rest = TextSpan(len(torn) - len(text) + cut, len(torn))
    whole = SectionDraft(1, "", "", 0, len(text), paragraphs=((TextSpan(0, len(text)),),))
    pieces = tuple(span for span in (TextSpan(0, cut), rest) if span.start < span.end)
    in_two = SectionDraft(1, "", "", 0, len(torn), paragraphs=(pieces,))

    apart = extract_figures(torn, [in_two])

    assert [(f.name, f.value, f.unit, f.role) for f in apart] == [
        (f.name, f.value, f.unit, f.role) for f in extract_figures(text, [whole])
    ]


def test_a_traditional_text_gives_the_same_figures():
    text = "全县现有医疗机构184个，万人签约1.2万户，投资约2亿元，两家医院开展应急演练三次，覆盖率达95%以上。"
    traditional = opencc.OpenCC("s2t").convert(text)

    def said(written):
        return [(f.start, f.end, f.value, f.unit, f.comparator, fold(f.name)) for f in figures(written)]

    assert said(traditional) == said(text)


def test_more_numbers_than_a_report_has_are_not_all_read(monkeypatch):
    monkeypatch.setattr(extract, "MOST_FIGURES", 5)

    assert len(figures("献血3人，" * 4)) == 4
    assert len(figures("献血3人，" * 6 + "\n签约2户")) == 5


HOSTILE = {
    "digits": "1" * 500_000,
    "digits apart": "1 " * 50_000,
    "groups of digits": "123," * 25_000,
    "ranges": "1-" * 50_000,
    "ratios": "1:" * 50_000,
    "Chinese numerals": "十" * 100_000,
    "open brackets": "(" * 100_000,
    "open quotes": "“" * 100_000,
    "titles": "《" * 100_000,
    "words of one name": "的" * 100_000,
    "letters": "a" * 100_000,
    "strokes": "/万" * 50_000,
    "spaces": " " * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_has_no_figures_and_takes_no_time(text):
    started = time.process_time()

    assert figures(text) == ()
    assert time.process_time() - started < SECONDS
