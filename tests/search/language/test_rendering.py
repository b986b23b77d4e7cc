import pytest

from search.language.ast import And, Exact, Field, FieldName, Near, Not, Or, Reason, Term, Variant, leaves
from search.language.fields import resolve
from search.language.parser import parse
from search.language.rendering import sentence, typed, without


def tree(query):
    return parse(query, resolve).root


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", ""),
        ("中医馆", "中医馆"),
        ('中医馆 "托育 机构" -癌', "中医馆 且 “托育 机构”，不含 癌"),
        ("-癌", "不含 癌"),
        ("-癌 -馆", "不含 癌，不含 馆"),
        ("甲 OR 乙 丙", "甲 或 （乙 且 丙）"),
        ("-(甲 OR 乙)", "不含 （甲 或 乙）"),
        ("12*", "“12”开头"),
        ('"卫生 服务"~8', "“卫生、服务”相隔 8 字以内"),
        ("种类:年度总结 年份:2020-", "种类：年度总结 且 年份：2020 年起"),
        ("年份:-2020 OR 年份:2021 OR 年份:2022-2024", "年份：2020 年止 或 年份：2021 或 年份：2022–2024"),
        ("章节:计划", "章节角色：计划"),
        ("种类:小说", "种类：小说（没有这一项）"),
    ],
)
def test_the_interpretation_says_what_is_searched(query, words):
    assert sentence(tree(query)) == words


def test_other_forms_of_a_word_are_shown_with_it():
    forms = (
        Variant(Exact("疾病预防控制"), "疾病预防控制", Reason.SYNONYM),
        Variant(Near(("疾", "控"), 12), "疾、控", Reason.SCATTERED),
    )
    assert sentence(Term("疾控", Exact("疾控"), "疾控", variants=forms[:1])) == "疾控（含 疾病预防控制）"
    assert sentence(Term("疾控", Exact("疾控"), "疾控", variants=forms[1:])) == "疾控（或 疾、控 相近出现）"
    both = sentence(Term("疾控", Exact("疾控"), "疾控", variants=forms))
    assert both == "疾控（含 疾病预防控制；或 疾、控 相近出现）"


def test_strict_glyphs_are_said():
    assert sentence(tree("衛生"), strict=True) == "衛生（严格字形）"
    assert sentence(None, strict=True) == ""


@pytest.mark.parametrize(
    ("query", "dropped", "left"),
    [
        ('中医馆 "托育 机构" -癌', "中医馆", '"托育 机构" -癌'),
        ('中医馆 "托育 机构" -癌', "癌", '中医馆 "托育 机构"'),
        ("(甲 OR 乙) 丙", "乙", "甲 丙"),
        ("(甲 乙) OR (甲 丙)", "甲", "乙 OR 丙"),
        ("甲 -(乙 丙)", "乙", "甲 -丙"),
        ("甲", "甲", ""),
        ("-甲", "甲", ""),
        ("甲 OR -乙", "丁", "甲 OR -乙"),
    ],
)
def test_a_query_without_one_term_can_be_typed_again(query, dropped, left):
    whole = tree(query)
    part = next((leaf for leaf in leaves(whole) if leaf.text == dropped), tree("丁"))
    assert typed(without(whole, part)) == left


def test_a_clause_can_be_dropped_whole():
    whole = tree("丙 (甲 OR 乙)")
    assert typed(without(whole, tree("甲 OR 乙"))) == "丙"
    assert without(None, tree("甲")) is None


def test_groups_are_typed_in_parentheses_where_they_are_needed():
    a, b, c = (Term(x, Exact(x), x) for x in "abc")
    assert typed(And((Or((a, b)), c))) == "(a OR b) c"
    assert typed(Or((And((a, b)), c))) == "a b OR c"
    assert typed(Not(And((a, b)))) == "-(a b)"
    assert typed(Not(Not(a))) == "-(-a)"
    assert typed(Field(FieldName.TITLE, ("x",), "x", "x", "标题:x")) == "标题:x"
