"""Whatever a page is made of, recognition answers, and every answer keeps the promises of Evidence."""

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.ingest.cataloguing import metadata
from tests.ingest.reports import read
from tests.ingest.vocabularies import vocabulary

PIECES = (
    "青田县卫生健康局",
    "沛县卫健委",
    "XX县卫生局",
    "**区",
    "〇〇市",
    "合肥高新区",
    "臺北市政府衛生局",
    "兵团第八师",
    "国家卫生健康委",
    "卫 生 健 康 局",
    "全州县级",
    "2021年",
    "20xx年",
    "民国110年",
    "工作总结",
    "和2022年工作计划",
    "关于印发",
    "的通知",
    "召开会议",
    "会议指出,",
    "(精选5篇)",
    "第1篇 ",
    "★",
    "《",
    "》",
    "_",
    " - ",
    "吴店镇、七方镇、琚湾镇卫生院",
    "发布机构:",
    "来源:",
    "主办单位:",
    "一、工作情况",
    "全县",
    "我市",
    "支援",
    "衛(wèi)生",
    "\ufeff",
    "\u3000",
    " ",
    "\n",
    "\r\n",
    "。",
    "?",
    "😀",
)
pages = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=120, deadline=None)
@given(text=pages, name=st.sampled_from(("a.txt", "青田县2021年总结.docx", "", "\\", "..")))
def test_every_page_is_answered_with_sound_evidence(text, name):
    report, evidence, warnings = metadata.recognise(*read(text), name, vocabulary())

    assert report.kind in vocabulary().kinds
    assert all(warning.message.endswith("。") for warning in warnings)
    for item in evidence:
        assert item.value
        assert item.note
        assert 0 < item.confidence < 1
        assert item.spans or item.inferred
        assert all(0 <= start < end <= len(text) for start, end in item.spans)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=200))
def test_any_text_is_answered(text):
    report, _evidence, _warnings = metadata.recognise(*read(text), "a.txt", vocabulary())

    assert report.region_code is None or len(report.region_code) == len("110000")
