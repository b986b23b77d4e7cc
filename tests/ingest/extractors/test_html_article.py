"""Where the article of a page is, and what of the page around it is carried over."""

import pytest

from tests.ingest.extractors.web_pages import FIRST, SECOND, THIRD, between, lines, read

TITLE = "石门县卫生健康局2024年工作总结"
BODY = f"<p>一、{FIRST}</p><p>二、{SECOND}</p><p>三、{THIRD}</p>"
ARTICLE = [f"一、{FIRST}", f"二、{SECOND}", f"三、{THIRD}"]
LINKS = "".join(f"<li><a href='/{n}'>兄弟单位工作总结之{n}</a></li>" for n in range(6))


def page(inside: str, title: str = f"{TITLE}_石门县人民政府") -> list[str]:
    return lines(f"<html><head><title>{title}</title></head><body>{inside}</body></html>")


def test_the_title_is_the_line_that_the_page_names():
    head = f"<h1>石门县人民政府</h1><div>{TITLE}</div>"

    assert page(f"{head}<div>{BODY}</div>") == [TITLE, *ARTICLE]


def test_a_title_in_two_lines_is_carried_over_whole():
    head = "<div>石门县人民政府</div><h1>石门县卫生健康局<br>2024年工作总结</h1>"

    assert page(f"{head}<div>{BODY}</div>") == ["石门县卫生健康局", "2024年工作总结", *ARTICLE]


def test_a_class_tells_the_title_where_the_page_names_none():
    head = f"<div>政务公开</div><div class=bt>{TITLE}</div>"

    assert page(f"{head}<div>{BODY}</div>", "无标题文档") == [TITLE, *ARTICLE]


def test_a_title_linked_to_its_own_page_is_kept():
    assert page(f"<h1><a href='/1.html'>{TITLE}</a></h1><div>{BODY}</div>") == [TITLE, *ARTICLE]


def test_a_title_that_looks_numbered_is_one_when_the_page_names_it():
    head = "<div class=title>新闻动态</div><div>【牢记使命】石门县卫健局年度总结</div>"

    title = "【牢记使命】石门县卫健局年度总结"
    assert page(f"{head}<div>{BODY}</div>", title) == [title, *ARTICLE]


def test_without_a_title_the_lines_before_the_article_are_kept_up_to_the_first_link():
    head = "<p>2024-01-12 来源：石门县</p><div><a href=/>首页</a></div><div>年度工作情况</div>"

    assert page(f"{head}<div>{BODY}</div>", "")[:2] == ["2024-01-12 来源：石门县", "年度工作情况"]


def test_lines_between_title_and_article_are_kept():
    lead = f"<div>{FIRST}</div>"

    assert page(f"<h1>{TITLE}</h1>{lead}<div>{BODY}</div>") == [TITLE, FIRST, *ARTICLE]


@pytest.mark.parametrize(
    ("info", "kept"),
    [
        ("时间：2024-01-12 来源：卫健局 字体：【大 中 小】 打印", "时间：2024-01-12 来源：卫健局"),
        ("2024-01-12 来源：卫健局 浏览次数：<b>312</b> 次", "2024-01-12 来源：卫健局"),
        ("<span>时间：2024-01-12</span><span>来源：卫健局</span>", "时间：2024-01-12  来源：卫健局"),
        ("2024-01-12 来源：卫健局 分享到：微信 微博", "2024-01-12 来源：卫健局"),
        ("2024-01-12 來源：衛健局 瀏覽次數：8 字體：大 中 小", "2024-01-12 來源：衛健局"),
        ("2024-01-12 来源：卫健局 | 【<a href=#>打印</a>】【<a href=#>关闭</a>】", "2024-01-12 来源：卫健局"),
    ],
)
def test_the_information_line_is_kept_without_its_tools(info, kept):
    assert page(f"<h1>{TITLE}</h1><p>{info}</p><div>{BODY}</div>") == [TITLE, kept, *ARTICLE]


@pytest.mark.parametrize("tool", ["字号", "T + -", "326", "【纠错】", "微博", "【 大 中 小 】", "打印 收藏"])
def test_lines_that_are_nothing_but_tools_are_left_out(tool):
    assert page(f"<h1>{TITLE}</h1><p>{tool}</p><div>{BODY}<p>{tool}</p></div>") == [TITLE, *ARTICLE]


@pytest.mark.parametrize(
    "around",
    [
        f"<ul>{LINKS}</ul>",
        "<div class='breadcrumb'>首页 &gt; 政务公开</div>",
        "<div id='pl_comments'>写得真好，我们单位也正在写这样的材料，很有帮助。</div>",
        "<div class='bdsharebuttonbox'>微信 微博</div>",
        "<div role=navigation>政务公开</div>",
        "<aside>本周要闻，每天更新，敬请关注本站。</aside>",
        "<div>您当前的位置：首页 政务公开</div>",
        "<div class='linkBox rightNav'>热点</div>",
    ],
)
def test_furniture_is_left_out_before_within_and_after_the_article(around):
    inside = BODY.replace("<p>二", f"{around}<p>二")

    assert page(f"{around}<h1>{TITLE}</h1>{around}<div>{inside}</div>{around}") == [TITLE, *ARTICLE]


def test_a_box_named_like_furniture_is_kept_when_the_article_is_in_it():
    assert page(f"<h1>{TITLE}</h1><div class='main nav'>{BODY}</div>") == [TITLE, *ARTICLE]


def test_numbered_paragraphs_are_kept_whatever_their_box_is_called():
    inside = BODY.replace("<p>二", "<p class=footer>二")

    assert page(f"<h1>{TITLE}</h1><div>{inside}</div>") == [TITLE, *ARTICLE]


def test_a_part_in_a_box_of_its_own_is_not_lost():
    boxes = f"<div><div>{BODY * 3}</div></div><div><p>四、{FIRST}</p></div>"

    assert page(f"<h1>{TITLE}</h1><div class=w>{boxes}</div>") == [TITLE, *ARTICLE * 3, f"四、{FIRST}"]


def test_an_article_without_numbers_is_found_by_its_sentences():
    text = "".join(f"<p>{SECOND}</p>" for _ in range(6))
    side = f"<div><h4>公告</h4><p>{FIRST}</p><a href=/more>更多</a></div>"

    assert page(f"{side}<div><div>{text}</div></div>", "") == [SECOND] * 6


def test_a_known_container_is_found_among_long_comments():
    text = "".join(f"<p>{SECOND}</p>" for _ in range(6))
    remarks = "".join(f"<div><p>{THIRD}</p></div>" for _ in range(4))

    assert page(f"<div><div class=TRS_Editor>{text}</div><i>下载</i>{remarks}</div>", "") == [SECOND] * 6


def test_a_known_container_is_kept_whole():
    text = "".join(f"<p>{SECOND}</p>" for _ in range(6))
    signature = "<div>石门县卫生健康局</div><div>二〇二四年一月十二日</div>"

    assert page(f"<div id=zoom><div>{text}</div>{signature}</div>", "")[-2:] == [
        "石门县卫生健康局",
        "二〇二四年一月十二日",
    ]


def test_signature_and_attachments_after_the_article_are_kept():
    after = "<p>石门县卫生健康局</p><p>2024年1月12日</p><p>附件：<a href=1.doc>任务表.doc</a></p>"
    foot = f"<ul>{LINKS}</ul><p>石门县人民政府办公室</p>"

    assert page(f"<div>{BODY}</div>{after}{foot}")[3:] == [
        "石门县卫生健康局",
        "2024年1月12日",
        "附件：任务表.doc",
    ]


@pytest.mark.parametrize("day", ["2024年1月12日", "二〇二四年一月十二日"])
def test_a_signature_in_the_footer_of_the_article_is_kept(day):
    foot = f"<div class=article-footer><p>石门县卫生健康局</p><p>{day}</p></div>"

    assert page(f"<div>{BODY}</div>{foot}<div class=footer>2024年</div>")[3:] == ["石门县卫生健康局", day]


def test_a_side_column_of_plain_sentences_is_left_out_when_the_article_is_numbered():
    side = f"<div><h3>通知公告</h3><p>{SECOND}</p><p>{THIRD}</p></div>"

    assert page(f"<div>{side}<div><div class=bt>{TITLE}</div><div>{BODY}</div></div></div>") == [
        TITLE,
        *ARTICLE,
    ]


@pytest.mark.parametrize("after", ["友好城市", "地址：石门县楚江镇，邮编：415300，电话：0736-5321234。"])
def test_what_follows_an_article_and_is_no_signature_is_left_out(after):
    assert page(f"<div>{BODY}</div><p>{after}</p>") == ARTICLE


@pytest.mark.parametrize(
    "closing",
    [
        "责任编辑：小王",
        "（责编：小王）",
        "相关阅读",
        "免责声明：转载请注明。",
        "上一篇：某文",
        "网友评论",
        "【工作总结】相关文章：",
    ],
)
def test_an_article_ends_where_the_page_goes_on(closing):
    after = f"<p>{closing}</p><p>他县动态：工作有序，成效明显。</p>"

    assert page(f"<div><div class=zwcon>{BODY * 3}{after}</div></div>") == ARTICLE * 3


def test_an_article_goes_on_after_a_closing_word_when_numbers_follow():
    inside = BODY.replace("<p>三", "<p>相关链接</p><p>三")

    assert page(f"<div>{inside}</div>") == [*ARTICLE[:2], "相关链接", ARTICLE[2]]


def test_the_address_of_the_site_is_kept_for_recognition():
    head = f"<h1>{TITLE}</h1><p>【www.shimen.gov.cn - 工作总结】</p>"

    assert page(f"{head}<div>{BODY}</div>") == [TITLE, "【www.shimen.gov.cn - 工作总结】", *ARTICLE]


def test_links_within_sentences_are_kept():
    assert between("<p>落实<a href=/1>家庭医生签约</a>服务，做实公共卫生。</p>") == [
        "落实家庭医生签约服务，做实公共卫生。"
    ]


def test_links_to_files_that_belong_to_the_article_are_kept():
    files = "".join(f"<p><a href='/files/{n}.XLSX'>重点任务分解之{n}</a></p>" for n in "甲乙丙")

    assert between(files) == ["重点任务分解之甲", "重点任务分解之乙", "重点任务分解之丙"]


def test_a_link_that_nobody_closed_does_not_swallow_the_article():
    inside = f"<div><a href='javascript:print()'>打印{BODY * 8}</div>"

    assert page(f"<h1>{TITLE}</h1>{inside}") == [TITLE, *ARTICLE * 8]


def test_a_link_alone_in_the_article_is_kept():
    assert between("<p><a href=/1>石门县健康促进行动方案</a></p>") == ["石门县健康促进行动方案"]


def test_a_text_without_sentences_is_read_whole():
    assert page("<div><p>石门县卫生健康局机构名录</p><p>局机关</p></div>", "") == [
        "石门县卫生健康局机构名录",
        "局机关",
    ]


def test_texts_in_several_containers_are_all_kept():
    parts = "".join(f"<div class=TRS_Editor><p>{SECOND}</p></div><div><p>{THIRD}</p></div>" for _ in range(3))

    assert lines(parts) == [SECOND, THIRD] * 3


def test_an_article_holds_half_of_the_prose_of_its_page_at_least():
    inner = f"<div>{BODY}</div><div><p>{FIRST * 2}</p></div>"
    page = f"<h1>{TITLE}</h1><div><div>{inner}</div><div><p>{SECOND * 3}</p></div></div>"

    assert FIRST * 2 in lines(page)


def test_a_page_that_reads_like_furniture_is_kept_whole_with_a_note():
    text = "扫一扫二维码，即可了解全县家庭医生签约服务。"
    extracted = read(f"<a href=/>首页</a><div class=nav>导航</div><p>{text}</p><p>{text}</p>")

    assert extracted.text == f"{text}\n{text}"
    assert [note.code for note in extracted.notes] == ["web_whole_page"]


def test_an_information_line_of_nothing_but_tools_leaves_no_blank_line():
    info = "字体：【大 中 小】<b hidden>来源：</b>"

    assert "" not in page(f"<h1>{TITLE}</h1><p>{info}</p><div>{BODY}</div>")


def test_a_page_of_pictures_is_noted():
    extracted = read(f"<p>{FIRST}</p><img src=scan1.jpg width=800><img src=icon.png>")

    assert [note.code for note in extracted.notes] == ["web_images"]


@pytest.mark.parametrize("image", ["<img src=logo.png>", "<img src=a.gif width=16px height=900>"])
def test_small_pictures_are_not_noted(image):
    assert read(f"<p>{FIRST}</p>{image}").notes == ()


@pytest.mark.parametrize(
    "frame", ["<iframe src=a.htm></iframe>", "<embed src=a.pdf>", "<object data=a.pdf></object>"]
)
def test_a_short_page_with_an_embedded_one_is_noted(frame):
    assert [note.code for note in read(f"<p>{FIRST}</p>{frame}").notes] == ["web_frames"]


def test_a_short_report_with_numbers_is_not_noted():
    assert read(f"{BODY}<img src=banner.jpg><iframe src=a.htm></iframe>").notes == ()


def test_a_long_page_with_pictures_and_frames_is_not_noted():
    assert read(f"<p>{FIRST * 9}</p><img src=photo.jpg><iframe src=a.htm></iframe>").notes == ()
