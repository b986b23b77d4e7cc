import csv
from pathlib import Path

import pytest

from archive.ingest import pipeline
from archive.ingest.errors import IngestError
from archive.ingest.types import RawFile, RegionName
from archive.ingest.vocabulary import load_vocabulary

SEEDS = Path(__file__).parents[2] / "seeds"
LEVELS = {"省级": "province", "地级": "prefecture", "县级": "county"}
BODY = "一、工作完成情况\n全县医疗服务能力稳步提升。\n"


@pytest.fixture(scope="module")
def vocabulary():
    table = SEEDS / "regions" / "areacodes_result.csv"
    with table.open(encoding="utf-8-sig", newline="") as rows:
        regions = [
            RegionName(row["代码"], row["名称"], LEVELS[row["级别"]], int(row["启用时间"]), None)
            for row in csv.DictReader(rows)
            if row["级别"] in LEVELS and row["状态"] == "在用"
        ]
    return load_vocabulary(SEEDS / "lexicons", regions)


@pytest.fixture
def run(vocabulary):
    return lambda text: pipeline.run(RawFile("a.txt", text.encode()), vocabulary)


def codes(draft):
    return {warning.code for warning in draft.warnings}


@pytest.mark.parametrize("path", sorted((SEEDS / "reports").glob("*.txt")), ids=lambda p: p.stem[:3])
def test_a_seed_becomes_a_draft(path, vocabulary):
    raw = RawFile(path.name, path.read_bytes())
    draft = pipeline.run(raw, vocabulary)

    assert draft.raw is raw
    assert draft.extracted.text == raw.content.decode()
    assert draft.metadata.title
    assert all(section.role and section.topics for section in draft.sections)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("全县卫生健康工作取得明显成效，群众满意。", "no_sections"),
        ("一、医改\n抓医改。\n强化基层工作\n三、疾控\n", "label_inferred"),
        ("**年，全县工作稳步推进。\n" + BODY, "masked_year"),
        ("XX县工作稳步推进。\n" + BODY, "masked"),
        ("推進???共體建設。\n" + BODY, "mojibake"),
        ("衛(wèi)生醫(yī)院建設(shè)體系統(tǒng)一質(zhì)量。\n" + BODY, "gloss"),
        ("一、医改\n抓医改。\n二，疾控工作\n抓疾控。\n三、妇幼\n", "label_damaged"),
        ("一、医改\n抓医改。\n四、疾控\n抓疾控。\n", "number_gap"),
        ("一、医改\n抓医改。\n二、疾控\n抓疾控。\n一、妇幼\n", "number_restart"),
        (
            (
                "".join(
                    f"（{n}）全县卫生健康工作推进第{n}项，服务能力稳步提升，群众满意度不断提高。\n"
                    for n in "一二三四"
                )
            )
            * 2,
            "spliced",
        ),
        ("The annual report of a bureau.\nIt says little.", "few_han"),
    ],
)
def test_what_a_person_should_check_is_warned_of(text, code, run):
    assert code in codes(run(text))


def test_a_sound_report_gives_no_warning_about_its_text(run):
    own = {"no_sections", "label_inferred", "masked_year", "masked", "mojibake", "gloss", "few_han"}
    own |= {"label_damaged", "number_gap", "number_restart", "spliced"}

    assert codes(run("2022年，县卫健局工作稳步推进。\n" + BODY)) & own == set()


def test_warnings_are_one_chinese_sentence(run):
    draft = run("**年，XX县推進???共體。")

    assert all(w.message.endswith("。") and w.message.count("。") == 1 for w in draft.warnings)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x01\x02\x03\x04" * 99])
def test_what_is_no_text_is_refused(content, vocabulary):
    with pytest.raises(IngestError):
        pipeline.run(RawFile("a.txt", content), vocabulary)


def test_repairs_of_the_text_and_of_its_chunks_come_in_reading_order(run):
    body = "卫生健康工作持续推进，服务能力不断提升，" * 15
    chunks = (
        f"{n}、{head}{body}死亡率2.3&permil;，群众获得"
        for n, head in ((1, "全县"), (2, "感增强，"), (3, "感增强，"))
    )
    repairs = run("\n".join(chunks)).repairs

    assert [r.kind for r in repairs] == ["entity", "chunk_number", "entity", "chunk_number", "entity"]
