import pytest

from archive.ingest.cataloguing.addresses import Origin, published_in_address, source_type, web_address
from archive.ingest.types import Evidence
from tests.ingest.vocabularies import lines


def address(value):
    return Evidence("source_url", value, "header_url", False, 0.8)


def kind(text="", **found):
    evidence = {
        field: address(value) if field == "source_url" else Evidence(field, value, "header_label", False, 0.9)
        for field, value in found.items()
    }
    told = source_type(Origin(lines(text), evidence))
    return told and told.value


@pytest.mark.parametrize(
    "url",
    ["https://wjw.beijing.gov.cn/a.html", "www.x.gov.cn", "http://admin.yzcity.gov.cn:8888/a", "x.gov.tw/b"],
)
def test_a_government_host_is_official(url):
    assert kind("范文大全", source_url=url) == "gov"


@pytest.mark.parametrize(
    "url",
    [
        "https://wenku.baidu.com/view/1",
        "http://www.gz85.com/a",
        "https://max.book118.com/html/1",
        "http://gov.cn.example.com/a",
        "http://www.example.com",
    ],
)
def test_sharing_sites_and_lookalikes_are_copies(url):
    assert kind(source_url=url) == "repost"


def test_an_issuer_makes_a_page_official_unless_its_words_say_otherwise():
    assert kind(issuer="云溪县卫生局") == "gov"
    assert kind("下载积分：3 金币", issuer="云溪县卫生局") == "repost"
    assert kind("版權說明：本文檔由用戶提供並上傳，若內容存在侵權，請舉報") == "repost"
    assert kind("本文来源于网友上传", index_no="1234/2023-1") == "gov"


def test_a_source_tells_when_nothing_else_does():
    assert kind(source_name="云溪县人民政府") == "gov"
    assert kind(source_name="大同日报") == "repost"
    assert kind(source_name="某单位") is None
    assert kind() is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://wjw.beijing.gov.cn/zwgk/202401/t20240118_3539346.html", "2024-01-18"),
        ("http://wjw.huzhou.gov.cn/art/2023/5/4/art_1229_5889.html", "2023-05-04"),
        ("http://www.x.gov.cn/2012-03/23/content_1.htm", "2012-03-23"),
        ("http://www.x.gov.cn/20170411/1.html", "2017-04-11"),
    ],
)
def test_content_systems_write_the_day_into_the_address(url, day):
    found = published_in_address(address(url))

    assert found is not None
    assert (found.value, found.inferred) == (day, True)


def test_other_numbers_in_an_address_are_no_day():
    assert published_in_address(address("http://www.x.gov.cn/OpennessContent/show/1475791.html")) is None
    assert published_in_address(address("http://www.x.gov.cn/art/2023/15/44/1.html")) is None


def test_an_address_with_port_and_path_is_read_whole():
    found = web_address(lines("原文 http://admin.yzcity.gov.cn:8888/lanshan/a.shtml 打印"))

    assert found is not None
    assert found.value == "http://admin.yzcity.gov.cn:8888/lanshan/a.shtml"
