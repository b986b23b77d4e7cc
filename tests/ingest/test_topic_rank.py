from archive.ingest.topics import classify, rank, score
from tests.ingest.reports import read
from tests.ingest.vocabularies import vocabulary

LEXICON = {"tcm": {"中医药": 3.0, "中医": 2.0}, "mch": {"妇幼": 3.0}, "general": {}}


def test_the_heading_outweighs_the_body():
    assert rank("加强妇幼工作", "中医药、中医药。", LEXICON)[0] == "mch"


def test_a_mention_counts_once_as_its_longest_term():
    assert score("", "中医药", LEXICON) == {"tcm": 3.0}


def test_what_is_about_nothing_known_is_general():
    assert rank("统筹三项工作", "", LEXICON) == ("general",)


def test_weak_hits_are_not_topics():
    assert rank("工作", "中医", LEXICON) == ("general",)


def test_a_preface_is_general_whatever_it_mentions():
    assert rank("", "妇幼、中医药。", LEXICON, preface=True) == ("general",)


def test_a_strong_second_topic_is_kept():
    assert rank("妇幼与中医药", "", LEXICON) == ("tcm", "mch") or set(rank("妇幼与中医药", "", LEXICON)) == {
        "tcm",
        "mch",
    }


def test_sections_get_roles_and_topics_in_place():
    text = "工作总结\n今年以来工作有进展。\n一、加强中医药服务\n建成中医馆。\n二、存在问题\n人才短缺。\n"
    cleaned, sections = read(text)
    drafts = classify(cleaned, sections, "summary", vocabulary())

    assert [(d.start, d.heading) for d in drafts] == [(s.start, s.heading) for s in sections]
    assert [(d.role, d.topics[0]) for d in drafts] == [
        ("overview", "general"),
        ("done", "tcm"),
        ("problem", "workforce"),
    ]


def test_traditional_headings_are_classified_alike():
    text = "工作要點\n一、加強中醫藥服務\n建成中醫館。\n二、做好婦幼保健\n保障母嬰安全。\n"
    cleaned, sections = read(text)
    drafts = classify(cleaned, sections, "key_points", vocabulary())

    assert [(d.role, d.topics[0]) for d in drafts[-2:]] == [("plan", "tcm"), ("plan", "mch")]
