from dataclasses import replace

import pytest

from archive.ingest.extractors.paged import read_sheets
from archive.ingest.extractors.paged_lines import Fragment, Rule, Sheet

EM, LEADING = 16, 28
LEFT, RIGHT = 80, 528  # 28 characters wide
WIDTH, HEIGHT = 600, 840
FULL = "全县医疗卫生服务能力稳步提升群众满意度不断提高工作成效"  # fills a line
SENTENCE = "各项任务圆满完成，群众的获得感不断增强，满意度明显提高。"  # fills a line, and ends


def at(text, left, top, size=EM):
    width = sum(size if char > "\u2e80" else size / 2 for char in text)
    return Fragment(text, left, top, left + width, top + size, size)


def sheet(*fragments, rules=(), aslant=()):
    return Sheet(WIDTH, HEIGHT, tuple(fragments), tuple(rules), tuple(aslant))


def column(*lines, left=LEFT, top=120, leading=LEADING, size=EM):
    """Lines below each other; two leading blanks stand for an indent of two ems."""
    placed = []
    for number, line in enumerate(lines):
        inset = size * (len(line) - len(line.lstrip("　")))
        placed.append(at(line.strip("　"), left + inset, top + number * leading, size))
    return placed


def lines(*sheets):
    return read_sheets(sheets).text.split("\n")


def body(number=0):
    """A page of two paragraphs, told apart by `number`."""
    mark = "甲乙丙丁戊己庚辛壬癸"[number]
    return column(
        f"　　{mark}{FULL[:25]}", FULL, "服务能力提升。", f"　　{mark}{FULL[:25]}", FULL, "完成任务。"
    )


def test_lines_of_a_paragraph_become_one():
    assert lines(sheet(*column(f"　　{FULL[:26]}", FULL, "不断提高。"))) == [FULL[:26] + FULL + "不断提高。"]


def test_a_short_line_ends_a_paragraph():
    assert lines(sheet(*column(FULL, "不断提高。", FULL, FULL, "完成。"))) == [
        FULL + "不断提高。",
        FULL * 2 + "完成。",
    ]


def test_an_indent_begins_a_paragraph_after_a_full_line():
    page = column(
        f"　　{FULL[:26]}", SENTENCE, f"　　{FULL[:26]}", SENTENCE, f"　　{FULL[:26]}", "完成。", "　　另起。"
    )

    assert lines(sheet(*page)) == [FULL[:26] + SENTENCE, FULL[:26] + SENTENCE, FULL[:26] + "完成。", "另起。"]


def test_a_gap_begins_a_paragraph_where_gaps_part_them():
    first = column(FULL, SENTENCE, top=120)
    second = column(FULL, SENTENCE, "完成。", top=120 + 2 * LEADING + 20)
    third = column(FULL, "完成。", top=120 + 5 * LEADING + 40)

    assert lines(sheet(*first, *second, *third)) == [
        FULL + SENTENCE,
        FULL + SENTENCE + "完成。",
        FULL + "完成。",
    ]


def test_a_label_begins_a_paragraph_after_a_full_sentence():
    page = column(FULL, SENTENCE, "（二）" + FULL[:25], "提高。", FULL, "完成。")

    assert lines(sheet(*page)) == [FULL + SENTENCE, "（二）" + FULL[:25] + "提高。", FULL + "完成。"]


def test_an_indented_document_keeps_a_label_inside_a_paragraph():
    page = [
        *column(
            "　　" + FULL[:26],
            SENTENCE,
            "（二）" + FULL[:25],
            "提高。",
            "　　" + FULL[:26],
            "完成。",
            "　　又。",
        )
    ]

    assert lines(sheet(*page))[0] == FULL[:26] + SENTENCE + "（二）" + FULL[:25] + "提高。"


def test_hanging_paragraphs_go_on_further_in():
    page = column(
        "1." + FULL[:27], "　　" + FULL[:26], "　　提高。", "2." + FULL[:27], "　　" + FULL[:26], "　　提高。"
    )

    assert lines(sheet(*page)) == [
        "1." + FULL[:27] + FULL[:26] + "提高。",
        "2." + FULL[:27] + FULL[:26] + "提高。",
    ]


def test_larger_type_is_a_line_of_its_own():
    title = at("2023年工作总结和2024年工作要点安排", LEFT, 60, 22)

    assert lines(sheet(title, *body()))[0] == title.text


def test_a_title_on_two_lines_is_one():
    first = at("县卫生健康局关于2023年度工作总结及2024", 95, 40, 22)
    rest = at("年工作计划", 249, 80, 22)

    assert lines(sheet(first, rest, *body()))[0] == first.text + rest.text


def test_two_short_centred_lines_stay_apart():
    page = [at("县卫生健康局", 256, 40), at("工作总结", 272, 70), *body()]

    assert lines(sheet(*page))[:2] == ["县卫生健康局", "工作总结"]


def test_latin_words_keep_a_space_over_the_end_of_a_line():
    page = column("　　" + FULL[:19] + "annual report", "on health" + FULL[:23], FULL, "完成。")

    assert "annual report on health" in lines(sheet(*page))[0]


def test_a_long_word_that_found_no_room_goes_on():
    page = column("　　" + FULL[:26], FULL[:22], "http://www.example.gov.cn见附件。")

    assert len(lines(sheet(*page))) == 1


def test_a_paragraph_goes_on_over_pages():
    second = column("二" + FULL[1:], "完成。", "　　" + FULL[:26], "结束。")
    read = read_sheets([sheet(*column("　　" + FULL[:26], FULL)), sheet(*second)])

    assert read.text.split("\n")[0] == FULL[:26] + FULL + "二" + FULL[1:] + "完成。"
    assert read.text[read.pages[1] :].startswith("二" + FULL[1:])


def test_every_page_has_its_offset_even_an_empty_one():
    read = read_sheets([sheet(*body(0)), sheet(), sheet(*body(1)), sheet()])

    assert len(read.pages) == 4
    assert read.pages[1] == read.pages[2]
    assert read.pages[3] == len(read.text)


def test_no_sheets_give_no_text():
    assert read_sheets([]).text == ""


@pytest.mark.parametrize(
    "footer", ["— {} —", "-{}-", "第{}页", "第 {} 页 共 9 页", "{}", "{}/9", "Page {} of 9", "·{}·"]
)
def test_page_numbers_go(footer):
    pages = [sheet(*body(n), at(footer.format(n + 1), 290, 790, 10)) for n in range(4)]

    assert read_sheets(pages).text == read_sheets([sheet(*body(n)) for n in range(4)]).text


def test_the_page_number_of_a_single_page_goes():
    assert lines(sheet(*body(), at("- 1 -", 290, 790))) == lines(sheet(*body()))


def test_a_number_within_the_page_stays():
    assert "12" in lines(sheet(*column("　　" + FULL[:26], "完成。", "12", "　　" + FULL[:26], "完成。")))


def test_a_head_that_returns_with_another_number_goes():
    pages = [sheet(at(f"工作简报 2024年第{n}期", LEFT, 40, 10), *body(n)) for n in range(4)]

    assert "简报" not in read_sheets(pages).text


def test_heads_of_odd_and_even_pages_go():
    heads = ["县卫生健康局", "二〇二三年工作总结"] * 3
    pages = [sheet(at(head, LEFT, 40, 10), *body(n)) for n, head in enumerate(heads)]

    assert not set(heads) & set(lines(*pages))


def test_a_line_at_the_top_of_one_page_stays():
    pages = [
        sheet(at("领导讲话", LEFT, 40, 10) if n == 2 else at("简报", LEFT, 40, 10), *body(n))
        for n in range(4)
    ]

    assert "领导讲话" in read_sheets(pages).text


def test_numbered_headings_at_the_top_of_pages_stay():
    pages = [sheet(at(f"{n + 1}．加强领导", LEFT, 92), *body(n)) for n in range(4)]

    assert all(f"{n + 1}．加强领导" in lines(*pages) for n in range(4))


def test_watermarks_aslant_go():
    pages = [sheet(*body(n), aslant=["内部文件"]) for n in range(4)]

    assert "内部" not in read_sheets(pages).text


def test_a_text_aslant_on_one_page_stays():
    pages = [sheet(*body(n), aslant=["骑缝章"] if n == 1 else []) for n in range(4)]

    assert "骑缝章" in lines(*pages)


def test_watermarks_printed_over_the_text_go():
    pages = [sheet(*body(n), at("内部文件", 150, 150, 60)) for n in range(3)]

    assert read_sheets(pages).text == read_sheets([sheet(*body(n)) for n in range(3)]).text


def test_a_sentence_that_returns_in_its_place_stays():
    pages = [
        sheet(*column("　　" + FULL[:26], "完成。", *["　　" + FULL[:26], "完成。"] * 4)) for _ in range(3)
    ]

    assert read_sheets(pages).text.count(FULL[:26]) == 15


def test_line_numbers_in_the_margin_go():
    numbers = [at(str(n + 1), 40, 120 + n * LEADING, 8) for n in range(6)]

    assert lines(sheet(*body(), *numbers)) == lines(sheet(*body()))


def test_line_numbers_at_the_right_go():
    numbers = [at(str(n * 5), 560, 120 + n * LEADING, 8) for n in range(1, 5)]

    assert lines(sheet(*body(), *numbers)) == lines(sheet(*body()))


def test_the_numbers_of_table_rows_stay():
    rows = [
        fragment
        for n in range(5)
        for fragment in (
            at(str(n + 1), 40, 300 + n * LEADING),
            at("门诊人次", 120, 300 + n * LEADING),
            at(f"{n}50", 300, 300 + n * LEADING),
            at(f"{n}60", 400, 300 + n * LEADING),
        )
    ]

    assert lines(sheet(*rows))[2] == "3\t门诊人次\t250\t260"


def half(first, left, count=8):
    """A column of running text, 13 characters wide."""
    rest = [FULL[:13]] * (count - 2)
    return column(first + FULL[: 13 - len(first)], *rest, "完成。", left=left)


def test_columns_are_read_one_after_the_other():
    read = lines(sheet(*half("左栏", LEFT), *half("右栏", 320)))

    assert [line[:2] for line in read] == ["左栏", "右栏"]


def test_a_paragraph_goes_on_in_the_next_column():
    left = column("　　" + FULL[:11], *[FULL[:13]] * 7)
    right = column(*[FULL[:13]] * 6, "完成。", left=320)

    assert lines(sheet(*left, *right)) == [FULL[:11] + FULL[:13] * 13 + "完成。"]


def test_a_line_across_parts_the_columns():
    page = [
        *half("一栏", LEFT),
        *half("二栏", 320),
        at("下半年工作安排的主要内容和具体要求以及有关事项说明", LEFT, 120 + 8 * LEADING),
        *(f for f in column(*[FULL[:13]] * 5, "三。", left=LEFT, top=120 + 9 * LEADING)),
        *(f for f in column(*[FULL[:13]] * 5, "四。", left=320, top=120 + 9 * LEADING)),
    ]
    read = lines(sheet(*page))

    assert [line[-2:] for line in read] == ["成。", "成。", "说明", "三。", "四。"]


def test_the_last_page_of_columns_may_have_only_one():
    pages = [sheet(*half("左栏", LEFT), *half("右栏", 320)) for _ in range(2)]
    last = sheet(at("总结", 288, 60, 22), *half("左栏", LEFT), *half("右栏", 320))
    end = sheet(*column(FULL[:13], FULL[:13], "结束。"))

    assert lines(last, *pages, end)[-1] == FULL[:13] * 2 + "结束。"


def test_a_last_page_of_few_lines_keeps_the_edges_of_the_others():
    pages = [
        sheet(*body(0), *column("　　乙" + FULL[:25], "完成。", top=400)),
        sheet(*column("　　　　县卫健局", "　　　　1月5日")),
    ]

    assert lines(*pages)[-2:] == ["县卫健局", "1月5日"]


def test_points_within_a_paragraph_begin_none():
    page = column("一是" + FULL[2:], SENTENCE, "二是" + FULL[2:], "完成。", FULL, "完成。")

    assert lines(sheet(*page)) == [
        "一是" + FULL[2:] + SENTENCE + "二是" + FULL[2:] + "完成。",
        FULL + "完成。",
    ]


def test_three_columns_are_read_in_order():
    page = [
        f
        for i, mark in enumerate("甲乙丙")
        for f in column(*[mark + FULL[:9]] * 7, "完。", left=60 + i * 180)
    ]

    assert [line[0] for line in lines(sheet(*page))] == ["甲", "乙", "丙"]


def grid(xs, ys):
    level = [Rule(xs[0], y, xs[-1], y) for y in ys]
    return [*level, *(Rule(x, ys[0], x, ys[-1]) for x in xs)]


def cells(rows, xs, ys):
    return [
        at(text, x + 4, y + 6, 12)
        for row, y in zip(rows, ys, strict=False)
        for text, x in zip(row, xs, strict=False)
        if text
    ]


ROWS = [["项目", "2022年", "2023年"], ["门诊", "12.3", "13.5"], ["住院", "", "1.8"]]
XS, YS = [80, 200, 320, 440], [300, 330, 360, 390]


def test_a_ruled_table_is_one_line_a_row():
    read = read_sheets([sheet(*body(), *cells(ROWS, XS, YS), rules=grid(XS, YS))])
    (table,) = read.tables

    assert read.text[table.start : table.end].split("\n") == ["\t".join(row) for row in ROWS]


def test_text_before_and_after_a_table_stays_apart():
    after = column("　　" + FULL[:26], "结束。", top=420)
    read = lines(sheet(*body(), *cells(ROWS, XS, YS), *after, rules=grid(XS, YS)))

    assert read[-4:] == [*("\t".join(row) for row in ROWS), FULL[:26] + "结束。"]


def test_lines_within_a_cell_are_joined():
    rules = grid([80, 200, 320], [300, 360, 390])
    page = [
        at("医疗机构", 84, 305, 12),
        at("床位数", 84, 325, 12),
        at("80", 210, 315, 12),
        at("合计", 84, 365, 12),
    ]

    assert lines(sheet(*page, rules=rules)) == ["医疗机构床位数\t80", "合计\t"]


def test_merged_cells_keep_their_text_in_the_first():
    rules = [
        *(Rule(80, y, 440, y) for y in (300, 360, 390)),
        Rule(200, 330, 440, 330),
        *(Rule(x, 300, x, 390) for x in (80, 200, 440)),
        Rule(320, 330, 320, 390),
    ]
    page = [
        at("单位", 84, 322, 12),
        at("人员", 300, 306, 12),
        *cells([["", "医生", "护士"], ["县医院", "12", "30"]], XS, [330, 360]),
    ]

    assert lines(sheet(*page, rules=rules)) == ["单位\t人员\t", "\t医生\t护士", "县医院\t12\t30"]


def test_rows_without_rules_between_them_are_parted():
    rules = [*(Rule(80, y, 440, y) for y in (300, 330, 480)), *(Rule(x, 300, x, 480) for x in XS)]
    rows = [ROWS[0], *([f"第{n}院", f"{n}1", f"{n}2"] for n in "三四五六七")]

    assert lines(sheet(*cells(rows, XS, range(300, 480, 30)), rules=rules)) == [
        "\t".join(row) for row in rows
    ]


def test_a_frame_around_the_text_is_no_table():
    framed = sheet(*body(), rules=grid([70, 540], [100, 400]))

    assert lines(framed) == lines(sheet(*body()))


def test_a_rule_between_columns_of_text_is_no_table():
    page = [*half("左栏", LEFT, 16), *half("右栏", 320, 16)]
    ruled = sheet(*page, rules=[Rule(60, 110, 540, 110), Rule(305, 110, 305, 700)])

    assert lines(ruled) == lines(sheet(*page))


def test_a_drawing_of_many_strokes_is_no_table():
    strokes = [Rule(x, y, x, y + 20) for x in range(80, 500, 10) for y in range(100, 700, 40)]

    assert lines(sheet(*body(), rules=strokes)) == lines(sheet(*body()))


def test_the_head_of_a_table_stays_on_every_page():
    pages = [
        sheet(*cells([ROWS[0], [f"{n}院", "1", "2"]], XS, [60, 90]), *body(n), rules=grid(XS, [60, 90, 115]))
        for n in range(3)
    ]

    assert read_sheets(pages).text.count("项目\t2022年\t2023年") == 3


def test_aligned_rows_are_a_table():
    read = read_sheets([sheet(*body(), *cells(ROWS, XS, YS))])
    (table,) = read.tables

    assert read.text[table.start : table.end].split("\n") == ["\t".join(row) for row in ROWS]


def test_two_aligned_rows_of_two_are_no_table():
    page = [*body(), *cells([["局长：张三", "电话：123"], ["日期：", "附件："]], [80, 300], [400, 430])]

    assert read_sheets([sheet(*page)]).tables == ()


def test_latin_words_drawn_apart_get_a_space_and_han_none():
    page = [
        *body(),
        at("annual", LEFT, 400),
        at("report", LEFT + 56, 400),
        at("已", LEFT + 110, 400),
        at("报", LEFT + 132, 400),
    ]

    assert lines(sheet(*page))[-1] == "annual report已报"


def test_pages_whose_margins_change_sides_keep_their_paragraphs():
    def moved(number, by):
        fragments = body(number) + column(*(f"　　己{FULL[:25]}", "己" + FULL[1:], "己完成。") * 2, top=320)
        return sheet(*(replace(f, left=f.left + by, right=f.right + by) for f in fragments))

    pages = [moved(n, 30 * (n % 2)) for n in range(4)]

    assert len(lines(*pages)) == 16


def test_numbers_that_do_not_count_evenly_are_no_line_numbers():
    numbers = [at(str(n), 40, 120 + i * LEADING, 8) for i, n in enumerate([3, 9, 4, 40, 7, 1])]

    assert "40" in read_sheets([sheet(*body(), *numbers)]).text


def test_a_wide_gap_in_a_line_becomes_a_space():
    page = [*body(), at("县卫生健康局", LEFT, 400), at("2024年1月5日", 300, 400)]

    assert lines(sheet(*page))[-1] == "县卫生健康局 2024年1月5日"
