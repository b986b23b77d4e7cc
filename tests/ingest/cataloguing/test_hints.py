import pytest

from archive.ingest.cataloguing.hints import weigh_hints
from archive.ingest.types import Evidence, Extracted, Hint, TextSpan
from tests.ingest.cataloguing.test_metadata import recognised_from

PLACE = (TextSpan(0, 4),)


def read(field, value, rule="header_label", confidence=0.95):
    return Evidence(field, value, rule, False, confidence, PLACE, "据页首")


READ = {
    "published": read("published", "2023-01-18"),
    "published_time": read("published_time", "10:00"),
    "title": read("title", "云溪县卫生局2022年工作总结", "title_line"),
}


def weighed(*hints, found=READ):
    return weigh_hints(found, [Hint(*hint) for hint in hints])


def test_a_meta_tag_fills_what_the_text_does_not_say():
    found, warnings = weighed(
        ("source_name", "云溪县卫生局", "html_meta"), ("doc_no", "云卫[2023]4号", "html_meta")
    )
    source = found["source_name"]

    assert (source.value, source.rule, source.spans, source.inferred) == (
        "云溪县卫生局",
        "html_meta",
        (),
        False,
    )
    assert found["doc_no"].value == "云卫〔2023〕4号"
    assert source.note == "据网页元信息所载"
    assert warnings == ()


def test_agreement_raises_the_confidence():
    found, warnings = weighed(("published", "2023-01-18 10:00:00", "html_meta"))

    assert found["published"].confidence == 0.99
    assert found["published"].spans == (TextSpan(0, 4),)
    assert "与网页元信息一致" in found["published"].note
    assert warnings == ()


def test_a_conflict_names_both_and_keeps_the_labelled_value():
    found, (warning,) = weighed(("published", "2021/1/5", "html_meta"))

    assert found["published"].value == "2023-01-18"
    assert (warning.code, warning.field) == ("hint_conflict", "published")
    assert "2023-01-18" in warning.message
    assert "2021-01-05" in warning.message


def test_a_guess_about_the_page_yields_to_a_meta_tag_with_its_time():
    guess = {
        "published": Evidence("published", "2022-12-01", "header_date", False, 0.8),
        "published_time": Evidence("published_time", "08:00", "header_date", False, 0.8),
    }
    found, warnings = weighed(("published", "2023-01-18 16:45:04", "html_meta"), found=guess)

    assert (found["published"].value, found["published_time"].value) == ("2023-01-18", "16:45:04")
    assert len(warnings) == 1


def test_the_time_of_a_replaced_day_goes_with_it():
    guess = {
        "published": Evidence("published", "2022-12-01", "header_date", False, 0.8),
        "published_time": Evidence("published_time", "08:00", "header_date", False, 0.8),
    }
    found, _ = weighed(("published", "2023-01-18", "html_meta"), found=guess)

    assert "published_time" not in found


def test_a_hint_of_the_same_day_adds_the_time():
    found, _ = weighed(("published", "2023-01-18 16:45", "html_meta"), found={"published": READ["published"]})

    assert found["published_time"].value == "16:45"


def test_the_longer_form_of_a_title_agrees():
    found, warnings = weighed(("title", "云溪县卫生局2022年工作总结_云溪县人民政府", "html_meta"))

    assert (found["title"].value, warnings) == ("云溪县卫生局2022年工作总结", ())


def test_another_title_in_the_meta_tags_is_named():
    _, (warning,) = weighed(("title", "云溪县教育局2022年工作总结", "html_meta"))

    assert warning.field == "title"


def test_another_title_of_the_window_is_no_conflict():
    found, warnings = weighed(("title", "政府信息公开目录总结", "html_title"))

    assert (found["title"], warnings) == (READ["title"], ())


def test_a_better_title_than_the_file_name_is_taken():
    named = {"title": Evidence("title", "总结(1)", "file_name", True, 0.5)}

    assert (
        weighed(("title", "2022年工作总结", "html_title"), found=named)[0]["title"].value == "2022年工作总结"
    )
    assert weighed(("title", "2022年工作总结", "docx_property"), found=named)[0]["title"].value == "总结(1)"


@pytest.mark.parametrize(
    "hint",
    [
        ("published", "2023-01-18T00:00:00Z", "docx_property"),
        ("published", "2023-01-18", "pdf_property"),
        ("published", "Wed, 18 Jan 2023", "mht_header"),
        ("modified", "2023-01-18", "html_meta"),
        ("title", "Microsoft Word - 文档1", "docx_property"),
        ("title", "首页", "html_title"),
        ("issuer", "admin", "docx_property"),
        ("source_name", "本站", "html_meta"),
        ("published", "昨天", "html_meta"),
        ("source_url", "file:///C:/a.html", "mht_header"),
        ("doc_no", "无", "html_meta"),
        ("issuer", "云溪县卫生局" * 20, "html_meta"),
    ],
)
def test_what_says_nothing_about_the_report_is_not_believed(hint):
    assert weighed(hint, found={}) == ({}, ())


def test_the_strongest_hint_of_a_field_is_heard():
    found, _ = weighed(
        ("title", "2022年工作总结及计划", "docx_property"), ("title", "2022年工作总结", "html_meta"), found={}
    )

    assert found["title"].value == "2022年工作总结"


def test_the_same_origin_is_heard_once():
    named = {"title": Evidence("title", "工作总结", "html_title", True, 0.7)}

    assert weighed(("title", "别的总结", "html_title"), found=named).found == named


def test_the_address_it_was_saved_from_tells_site_and_day():
    text = "云溪县卫生局工作总结\n今年以来，推进。\n一、医改\n完成。\n"
    url = "http://www.yunxi.gov.cn/art/2023/1/18/art_1.html"
    report, _, _ = recognised_from(Extracted(text, "utf-8", hints=(Hint("source_url", url, "mht_header"),)))

    assert (report.source_url, report.source_type, report.published) == (url, "gov", "2023-01-18")
    assert report.reporting_year == 2022


def test_an_address_in_the_text_gives_way_to_that_of_the_saved_page():
    shown = {"source_url": Evidence("source_url", "http://www.example.com", "header_url", False, 0.8)}
    found, warnings = weighed(("source_url", "https://www.x.gov.cn/1.html", "mht_header"), found=shown)

    assert (found["source_url"].value, warnings) == ("https://www.x.gov.cn/1.html", ())


def test_a_title_of_the_container_dates_a_report_whose_own_does_not():
    text = "工作总结\n各项工作推进。\n一、医改\n完成。\n"
    hint = Hint("title", "云溪县卫生局2021年工作总结", "html_meta")
    report, evidence, _ = recognised_from(Extracted(text, "utf-8", hints=(hint,)))

    assert report.reporting_year == 2021
    assert [item.spans for item in evidence if item.field == "reporting_year"] == [()]
