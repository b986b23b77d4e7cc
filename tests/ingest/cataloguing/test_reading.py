from archive.ingest.cataloguing.reading import Source
from archive.ingest.types import TextSpan

GLOSSED = "衛(wèi)生(shēng)健(jiàn)康(kāng)工(gōng)作"


def test_glosses_are_passed_over_and_spans_lead_back():
    reading = Source(GLOSSED).read([[TextSpan(0, len(GLOSSED))]])

    assert reading.shown == "衛生健康工作"
    assert reading.folded == "卫生健康工作"
    assert GLOSSED[slice(*reading.span(1, 3))] == "生(shēng)健"


def test_pieces_of_a_block_are_joined_and_blocks_get_lines():
    reading = Source("甲X乙丙").read([[TextSpan(0, 1), TextSpan(2, 3)], [TextSpan(3, 4)]])

    assert reading.shown == "甲乙\n丙"
    assert reading.span(3, 4) == (3, 4)


def test_lines_are_trimmed_and_blank_ones_left_out():
    text = " 甲 \n\n\t乙"

    assert [(line.shown, line.origins[0]) for line in Source(text).lines(0, len(text))] == [
        ("甲", 1),
        ("乙", 6),
    ]


def test_the_gaps_of_a_letter_spaced_line_are_passed_over():
    text = "工 作 总 结\n索 引 号 甲乙丙丁戊"
    spaced, plain = Source(text).lines(0, len(text))

    assert (spaced.shown, spaced.span(1, 3)) == ("工作总结", (2, 5))
    assert plain.shown == "索 引 号 甲乙丙丁戊"


def test_blanks_between_words_stay():
    text = "中 阳 县 局 工作总结及工作计划打算安排"

    assert Source(text).lines(0, len(text))[0].shown == text


def test_a_part_of_a_reading_leads_back_to_the_text():
    text = "甲 乙丙丁"
    part = Source(text).lines(0, len(text))[0].part(2, 4)

    assert (part.shown, part.span(0, 2)) == ("乙丙", (2, 4))
