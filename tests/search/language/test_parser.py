import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.text.fold import fold
from archive.text.invisible import without_invisible
from search.language.ast import And, Exact, Field, FieldName, Near, Not, Or, Start, Term, leaves
from search.language.bends import MAX_DEPTH, MAX_LENGTH, MAX_TERMS, Bend
from search.language.fields import resolve
from search.language.names import SECTION
from search.language.parser import Resolved, parse
from search.language.rendering import typed


def known(asked, value):
    """Resolve as the archive does, with no divisions but 浙江 and 安徽."""
    if asked != FieldName.REGION:
        return resolve(asked, value)
    code = {"浙江": "33", "安徽": "34"}.get(value)
    return Resolved(FieldName.REGION, (code,) if code else (), value)


def read(query):
    """Return the tree written out, every group in parentheses."""
    return written(parse(query, known).root)


def written(node):
    match node:
        case None:
            return ""
        case And(children):
            return "(" + " & ".join(map(written, children)) + ")"
        case Or(children):
            return "(" + " | ".join(map(written, children)) + ")"
        case Not(child):
            return f"!{written(child)}"
        case leaf:
            return leaf.typed


def bends(query):
    return [notice.bend for notice in parse(query, known).notices]


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", ""),
        ("   ", ""),
        ("中医馆", "中医馆"),
        ("中医馆 托育", "(中医馆 & 托育)"),
        ("中医馆　托育", "(中医馆 & 托育)"),
        ("中医馆，托育、癌", "(中医馆 & 托育 & 癌)"),
        ('"公共卫生 服务"', '"公共卫生 服务"'),
        ("“公共卫生”服务", '("公共卫生" & 服务)'),
        ("「公共衛生」", '"公共衛生"'),
        ("『公共卫生』", '"公共卫生"'),
        ("＂公共卫生＂", '"公共卫生"'),
        ("中医馆 -托育", "(中医馆 & !托育)"),
        ("中医馆 －托育", "(中医馆 & !托育)"),
        ('中医馆 -"托育 机构"', '(中医馆 & !"托育 机构")'),
        ("中医馆-托育", "中医馆-托育"),
        ("2020-2024", "2020-2024"),
        ("-2020", "!2020"),
        ("托育，-2020", "(托育 & 2020)"),
        ("1,200人", "1,200人"),
        ("1/3的房间", "1/3的房间"),
        ("2020—2024年", "2020—2024年"),
        ("R&D", "R&D"),
        ("（卫生）", "卫生"),
        ("《卫生》", "卫生"),
        ("【卫生】", "卫生"),
        ("卫生…", "卫生"),
        ("卫生。", "卫生"),
        ("卫生/医院·药房", "(卫生 & 医院 & 药房)"),
        ("卫生——医院", "(卫生 & 医院)"),
        ("中医馆 中醫館", "中医馆"),
        ("中醫(yī)館", "中醫館"),
    ],
)
def test_words_phrases_and_exclusions_are_read(query, tree):
    assert read(query) == tree
    assert bends(query) == []


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("甲 OR 乙", "(甲 | 乙)"),
        ("甲|乙", "(甲 | 乙)"),
        ("甲 ｜ 乙", "(甲 | 乙)"),
        ("甲 || 乙", "(甲 | 乙)"),
        ("甲 ＯＲ 乙", "(甲 | 乙)"),
        ("甲 AND 乙", "(甲 & 乙)"),
        ("甲＆乙", "(甲 & 乙)"),
        ("甲 NOT 乙", "(甲 & !乙)"),
        ("甲 AND NOT 乙", "(甲 & !乙)"),
        ("甲 !乙", "(甲 & !乙)"),
        ("甲 ！乙", "(甲 & !乙)"),
        ("甲！乙", "(甲 & 乙)"),
        ("甲 OR 乙 丙", "(甲 | (乙 & 丙))"),
        ("甲 乙 OR 丙", "((甲 & 乙) | 丙)"),
        ("甲 AND 乙 OR 丙 AND 丁", "((甲 & 乙) | (丙 & 丁))"),
        ("(甲 OR 乙) 丙", "((甲 | 乙) & 丙)"),
        ("（甲 OR 乙）丙", "((甲 | 乙) & 丙)"),
        ("NOT 甲 乙", "(!甲 & 乙)"),
        ("NOT 甲 OR 乙", "(!甲 | 乙)"),
        ("甲 OR -乙 丙", "(甲 | (!乙 & 丙))"),
        ("-甲 | 乙", "(!甲 | 乙)"),
        ("-(甲 OR 乙) 丙", "(!(甲 | 乙) & 丙)"),
        ("-(甲 乙)", "!(甲 & 乙)"),
        ("(甲 AND NOT 乙) OR 丙", "((甲 & !乙) | 丙)"),
        ("NOT NOT 甲", "!!甲"),
        ("-(-甲)", "!!甲"),
        ("NOT NOT NOT 甲", "!甲"),
        ("甲 (乙 (丙))", "(甲 & 乙 & 丙)"),
        ("甲 OR (乙 OR 丙)", "(甲 | 乙 | 丙)"),
        ('甲 "甲"', '(甲 & "甲")'),
    ],
)
def test_not_binds_before_and_and_before_or(query, tree):
    assert read(query) == tree
    assert bends(query) == []


@pytest.mark.parametrize(
    ("query", "pattern"),
    [
        ('"卫生 服务"~8', Near(("卫生", "服务"), 8)),
        ("“衛生 服務”～12", Near(("卫生", "服务"), 12)),
        ('"甲 乙 甲"~0', Near(("甲", "乙"), 0)),
        ("12*", Start("12")),
        ("ＩＣＵ＊", Start("icu")),
        ("癌", Exact("癌")),
        ("卫⽣", Exact("卫生")),
        ("１２００", Exact("1200")),
    ],
)
def test_a_term_has_the_pattern_that_was_typed(query, pattern):
    parsed = parse(query, known)
    assert parsed.root.pattern == pattern
    assert parsed.notices == ()


@pytest.mark.parametrize(
    ("query", "name", "values"),
    [
        ("标题:工作总结", FieldName.TITLE, ("工作总结",)),
        ("標題：工作總結", FieldName.TITLE, ("工作总结",)),
        ("title:ICU", FieldName.TITLE, ("icu",)),
        ('标题:"工作 总结"', FieldName.TITLE, ("工作 总结",)),
        ("标题： 总结", FieldName.TITLE, ("总结",)),
        ("小标题:基层", FieldName.HEADING, ("基层",)),
        ("机构:花山区卫健委", FieldName.ISSUER, ("花山区卫健委",)),
        ("文号:皖卫〔2020〕5号", FieldName.DOC_NO, ("皖卫[2020]5号", "皖卫(2020)5号")),
        ("doc_no:5号", FieldName.DOC_NO, ("5号",)),
        ("年份:2020-2024", FieldName.YEAR, ("2020-2024",)),
        ("年份：２０２０－２０２４", FieldName.YEAR, ("2020-2024",)),
        ("年份:2024~2020", FieldName.YEAR, ("2020-2024",)),
        ("年份:2020年至2024年", FieldName.YEAR, ("2020-2024",)),
        ("年份:2020-", FieldName.YEAR, ("2020-",)),
        ("年份:-2020", FieldName.YEAR, ("-2020",)),
        ("year:2022", FieldName.YEAR, ("2022-2022",)),
        ("种类:年度总结", FieldName.KIND, ("summary",)),
        ("種類:年度總結", FieldName.KIND, ("summary",)),
        ("kind:PLAN", FieldName.KIND, ("plan",)),
        ("主题:中医药", FieldName.TOPIC, ("tcm",)),
        ("来源:转载", FieldName.SOURCE, ("repost",)),
        ("章节:计划", FieldName.ROLE, ("plan",)),
        ("section:plan", FieldName.ROLE, ("plan",)),
        ("章节:基层卫生", FieldName.HEADING, ("基层卫生",)),
        ("角色:问题", FieldName.ROLE, ("problem",)),
    ],
)
def test_a_field_is_known_by_its_chinese_or_english_name(query, name, values):
    parsed = parse(query, known)
    assert (parsed.root.name, parsed.root.values) == (name, values)
    assert parsed.notices == ()


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("标题:(甲 OR 乙)", "(标题:甲 | 标题:乙)"),
        ("标题:（甲 -乙）丙", "(标题:甲 & !标题:乙 & 丙)"),
        ("标题:(甲 机构:乙)", "(标题:甲 & 机构:乙)"),
        ("-地区:浙江", "!地区:浙江"),
        ("地区:-浙江", "!地区:浙江"),
        ("地区:浙江、安徽", "(地区:浙江 | 地区:安徽)"),
        ("年份:2020,2022", "(年份:2020 | 年份:2022)"),
        ("标题:卫生，甲", "(标题:卫生 & 甲)"),
        ("甲，地区:浙江", "(甲 & 地区:浙江)"),
        (
            '"卫生 服务"~8 年份:2023 地区:浙江 章节:计划',
            '("卫生 服务"~8 & 年份:2023 & 地区:浙江 & 角色:计划)',
        ),
    ],
)
def test_a_field_stands_wherever_a_word_can(query, tree):
    assert read(query) == tree
    assert bends(query) == []


@pytest.mark.parametrize(
    ("query", "tree", "bend"),
    [
        ('"公共卫生', '"公共卫生"', Bend.QUOTE),
        ("甲 and 乙", "(甲 & and & 乙)", Bend.SMALL),
        ("(甲) or 乙", "(甲 & or & 乙)", Bend.SMALL),
        ("甲 ｎｏｔ 乙", "(甲 & ｎｏｔ & 乙)", Bend.SMALL),
        ("--甲", "!甲", Bend.REPEATED),
        ("甲 !!!乙", "(甲 & !乙)", Bend.REPEATED),
        ("公共卫生”", "公共卫生", Bend.QUOTE),
        ('中医馆 ""', "中医馆", Bend.PUNCTUATION),
        ("中医馆 -", "中医馆", Bend.PUNCTUATION),
        ("中医馆 。", "中医馆", Bend.PUNCTUATION),
        ("中医馆 % 癌", "(中医馆 & 癌)", Bend.PUNCTUATION),
        ("卫生(", "卫生", Bend.OPENED),
        ("(甲 OR 乙", "(甲 | 乙)", Bend.OPENED),
        ("甲) 乙", "(甲 & 乙)", Bend.CLOSED),
        ("甲 ()", "甲", Bend.EMPTY_GROUP),
        ("-() 甲", "甲", Bend.EMPTY_GROUP),
        ("甲 OR", "甲", Bend.OPERATOR),
        ("OR 甲", "甲", Bend.OPERATOR),
        ("甲 OR OR 乙", "(甲 | 乙)", Bend.OPERATOR),
        ("甲 OR AND 乙", "(甲 | 乙)", Bend.OPERATOR),
        ("AND 甲", "甲", Bend.OPERATOR),
        ("甲 AND", "甲", Bend.OPERATOR),
        ("甲 NOT", "甲", Bend.OPERATOR),
        ("NOT AND 甲", "甲", Bend.OPERATOR),
        ("*", "", Bend.PUNCTUATION),
        ("*甲", "甲", Bend.WILDCARD),
        ("甲*乙", "(甲* & 乙)", Bend.WILDCARD),
        ('"甲"*', '"甲"', Bend.WILDCARD),
        ("标题:甲*", "标题:甲", Bend.WILDCARD),
        ('"甲 乙"~', '"甲 乙"~8', Bend.SLACK),
        ('"甲 乙"~999999999999', '"甲 乙"~100', Bend.SLACK),
        ('"甲"~8', '"甲"', Bend.ALONE),
        ('标题:"甲 乙"~8', "(标题:甲 & 标题:乙)", Bend.NEAR_FIELD),
        ("地区:", "", Bend.EMPTY_FIELD),
        ("地区: OR 甲", "甲", Bend.EMPTY_FIELD),
        ("地区: 年份:2020", "年份:2020", Bend.EMPTY_FIELD),
        ('地区:"" 甲', "甲", Bend.EMPTY_FIELD),
        ("地区:% 甲", "甲", Bend.EMPTY_FIELD),
        ("时间:9:30", "(时间 & 9:30)", Bend.NOT_A_FIELD),
        ("地区:火星", "地区:火星", Bend.UNKNOWN_VALUE),
        ("种类:小说", "种类:小说", Bend.UNKNOWN_VALUE),
        ("年份:去年", "年份:去年", Bend.UNKNOWN_VALUE),
        ("医" * (MAX_LENGTH + 1), "医" * MAX_LENGTH, Bend.LENGTH),
    ],
)
def test_malformed_input_gets_the_nearest_reading_and_one_sentence_a_bend(query, tree, bend):
    assert read(query) == tree
    assert bend in bends(query)
    for notice in parse(query, known).notices:
        assert str(notice).endswith("。")
        assert str(notice).count("。") == 1


def test_characters_that_show_nothing_are_not_read():
    [leaf] = leaves(parse("\ufeff医\u200b共\u00ad体 ", known).root)
    assert (leaf.text, leaf.start) == ("医共体", 1)
    assert read("地\u200b区:浙\u2060江 甲\u200bOR") == read("地区:浙江 甲OR")


def test_the_sentence_on_length_counts_what_is_used():
    typed = "卫(wèi)" * 250
    [notice] = parse(typed, known).notices
    assert notice.bend is Bend.LENGTH
    assert notice.value == "200"


def test_brackets_alone_search_nothing_and_say_so():
    assert read("((") == ""
    assert bends("((") == [Bend.OPENED, Bend.EMPTY_GROUP]


def test_brackets_without_end_are_cut_to_a_depth():
    assert read("(" * 100 + "甲" + ")" * 100) == "甲"
    assert bends("(" * 100 + "甲" + ")" * 100) == [Bend.DEPTH]
    assert read("-(" * 100 + "甲") == "!" * (MAX_DEPTH + 2) + "甲"


def test_terms_beyond_the_limit_are_left_out_and_that_is_said():
    numbers = [str(n) for n in range(100, 100 + MAX_TERMS + 5)]
    query = f"({' OR '.join(numbers)})"
    assert read(query) == f"({' | '.join(numbers[:MAX_TERMS])})"
    assert bends(query) == [Bend.COUNT]
    assert str(MAX_TERMS) in str(parse(query, known).notices[0])


def test_words_near_each_other_count_as_terms():
    parsed = parse(f'甲 "{" ".join(map(str, range(100)))}"~8 乙', known)
    assert len(parsed.root.children[1].pattern.parts) == MAX_TERMS - 1
    assert [notice.bend for notice in parsed.notices] == [Bend.COUNT]


def test_an_address_is_searched_as_text_without_a_word():
    assert read("http://www.nhc.gov.cn") == "(http & www.nhc.gov.cn)"
    assert bends("http://www.nhc.gov.cn") == []


def test_an_unknown_value_holds_of_nothing():
    assert parse("地区:火星", known).root == Field(FieldName.REGION, (), "火星", "火星", "地区:火星")


def test_glyphs_are_kept_when_they_matter():
    first, second = parse('衛生 "卫生 Ａ"~3', known, strict=True).root.children
    assert first.glyphs == ("衛生",)
    assert second.glyphs == ("卫生", "Ａ")
    assert parse("衛生", known).root.glyphs == ()


def test_words_in_other_glyphs_are_other_words_when_glyphs_matter():
    assert len(parse("衛生 卫生", known, strict=True).root.children) == 2


@pytest.mark.parametrize(
    ("query", "starts"), [("  甲 “乙”", [2, 5]), ("中醫(yī)館 甲", [0, 8]), ("地区:浙江 -甲", [3, 7])]
)
def test_a_leaf_knows_where_it_was_typed(query, starts):
    assert [leaf.start for leaf in leaves(parse(query, known).root)] == starts


HOSTILE = st.text('卫衛a1９ 　-－!！&|()（）"“”「」~～*＊:：,，。/—\\%', max_size=40)
SIGNS = ["AND", "OR", "NOT", "-", "!", "|", "(", ")", "（", '"', "“", "~8", "*", " ", " ", "、", "，", ":"]
WORDS = ["卫生", "衛生", "1,200", "a-b", "12*", "2020-", "浙江", "x", "http://", "(yī)", "\0"]
NAMES = ["标题:", "地区：", "年份:", "章节:"]
PIECES = st.lists(st.sampled_from(SIGNS + WORDS + NAMES), max_size=30).map("".join)


@settings(max_examples=200, deadline=None)
@given(HOSTILE | PIECES | st.text(max_size=60))
def test_anything_typed_is_read(query):
    parsed = parse(query, known)
    for leaf in leaves(parsed.root):
        assert leaf.text.strip() == leaf.text != ""
        assert 0 <= leaf.start < len(query)
        if isinstance(leaf, Term) and isinstance(leaf.pattern, Exact | Start):
            assert leaf.pattern.folded == fold(leaf.text)
    shown = without_invisible(query)
    if parsed.root is None and any(char.isprintable() and not char.isspace() for char in shown):
        assert parsed.notices


@settings(max_examples=200, deadline=None)
@given(HOSTILE | PIECES, st.booleans())
def test_a_tree_typed_again_is_read_as_the_same_tree(query, strict):
    root = parse(query, known, strict=strict).root
    again = parse(typed(root), known, strict=strict)
    assert again.root == root
    assert {notice.bend for notice in again.notices} <= {Bend.UNKNOWN_VALUE, Bend.LENGTH}


@settings(max_examples=200, deadline=None)
@given(HOSTILE | PIECES)
def test_no_character_that_could_be_found_is_lost_in_silence(query):
    parsed = parse(query, known)
    kept = sorted(c for leaf in leaves(parsed.root) for c in fold(leaf.text) if c.isalnum())
    if not parsed.notices and ":" not in fold(query) and "~" not in fold(query):
        lost = fold(query).replace("and", "").replace("or", "").replace("not", "").replace("(yi)", "")
        assert set(filter(str.isalnum, lost)) <= set(kept) | set("yī")


expressions = st.recursive(
    st.sampled_from("abcd"),
    lambda inner: st.one_of(
        st.tuples(st.just("NOT"), inner),
        st.tuples(st.sampled_from(["AND", "OR"]), inner, inner),
    ),
    max_leaves=8,
)


def spelled(expression, draw, outer=0):
    """Write an expression with no more parentheses than NOT before AND before OR needs."""
    if isinstance(expression, str):
        return expression
    operator, *operands = expression
    strength = {"OR": 1, "AND": 2, "NOT": 3}[operator]
    parts = [spelled(operand, draw, strength) for operand in operands]
    if operator == "NOT":
        text = draw(st.sampled_from(["NOT ", "-", "!", "－"])) + parts[0]
    else:
        signs = {"AND": [" ", " AND ", " & "], "OR": [" OR ", "|", " ｜ "]}[operator]
        text = draw(st.sampled_from(signs)).join(parts)
    brackets = strength <= outer or draw(st.booleans())
    return draw(st.sampled_from(["({})", "（{}）"])).format(text) if brackets else text


def truth(expression, true):
    if isinstance(expression, str):
        return expression in true
    operator, *operands = expression
    values = [truth(operand, true) for operand in operands]
    return {"NOT": not values[0], "AND": all(values), "OR": any(values)}[operator]


def holds(node, true):
    match node:
        case And(children):
            return all(holds(child, true) for child in children)
        case Or(children):
            return any(holds(child, true) for child in children)
        case Not(child):
            return not holds(child, true)
        case leaf:
            return leaf.text in true


@settings(max_examples=200, deadline=None)
@given(expressions, st.data())
def test_an_expression_means_what_its_operators_say(expression, data):
    query = spelled(expression, data.draw)
    parsed = parse(query, known)
    assert parsed.notices == ()
    for chosen in range(16):
        true = {letter for bit, letter in enumerate("abcd") if chosen >> bit & 1}
        assert holds(parsed.root, true) == truth(expression, true), query


def test_a_field_within_a_section_word_is_still_one():
    assert parse("章节:计划", known).root.name == FieldName.ROLE
    assert SECTION == "section"
