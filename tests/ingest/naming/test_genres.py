import pytest

from archive.ingest.naming.genres import foreign_genre

NEWS = "3月5日上午,全县卫生工作会议召开,副县长出席会议。\n会议指出,成效明显。会议强调,抓好落实。"


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("某县召开2021年卫生健康工作会议", "会议或活动消息"),
        ("2021年全县卫生健康工作会议", "会议或活动消息"),
        ("县领导到中医院调研", "工作动态"),
        ("关于做好值班工作的通知", "通知"),
        ("2021年公开招聘工作人员时间安排", "招聘公告"),
        ("中医院设备采购公告", "招标采购公告"),
        ("对县政协第12号提案的答复", "建议提案的答复"),
        ("局务会议纪要", "会议纪要"),
        ("托育机构管理办法", "规章制度"),
        ("在全县卫生工作会议上的讲话", "讲话稿"),
        ("健康行动方案政策解读", "政策解读"),
        ("2021年部门预算公开说明", "预算或决算"),
        ("拟录用人员公示", "公示公告"),
    ],
)
def test_titles_tell_what_is_no_report(title, genre):
    found = foreign_genre(title, "正文。")

    assert found is not None
    assert (found.code, genre in found.message) == ("not_a_report", True)


@pytest.mark.parametrize(
    "title",
    [
        "2021年工作总结",
        "关于印发2021年工作要点的通知",
        "义诊活动开展情况总结",
        "2021年工作情况汇报材料",
        "关于2021年安全生产工作的报告",
        "",
    ],
)
def test_reports_are_let_through(title):
    assert foreign_genre(title, "2021年,我局完成任务。\n一、工作情况\n完成。") is None


def test_the_news_of_a_meeting_is_known_by_its_body():
    assert foreign_genre("", NEWS) is not None
    assert foreign_genre("", "新华网3月21日讯 近日,结果出炉。") is not None
    assert foreign_genre("", "(某某 通讯员:某某)近日,检查组一行检查指导工作。\n编辑:某某") is not None


def test_a_report_that_mentions_a_meeting_stays_a_report():
    assert foreign_genre("2021年工作总结", "3月5日,我局召开会议部署。\n一、工作情况\n完成。") is None


def test_a_news_item_called_a_summary_is_news():
    assert foreign_genre("2021年工作总结", NEWS + "会议要求,再接再厉。会上,表彰了先进。") is not None


def test_a_notice_without_a_title_is_known_by_its_close():
    assert foreign_genre("", "各卫生院:\n现就有关事项通知如下。\n特此通知。") is not None


@pytest.mark.parametrize(
    ("body", "genre"),
    [
        ("值此新春佳节来临之际,谨向全体职工致以诚挚的问候!", "贺词"),
        ("以下是局长今日在记者会上的开场发言全文:\n各位好。", "讲话稿"),
        ("疾控体系几经改革。笔者就其中的问题谈几点看法。", "论文"),
        ("各单位:\n经研究决定授予青禾县卫生局等三家单位先进集体称号。", "通知"),
    ],
)
def test_first_words_tell_what_is_no_report(body, genre):
    found = foreign_genre("", body)

    assert found is not None
    assert genre in found.message


def test_a_paper_is_known_by_its_title():
    assert foreign_genre("青禾市疾控体系的问题与对策", "正文。") is not None


@pytest.mark.parametrize(
    "body",
    [
        "记者从市卫健委获悉,全市新增三家医院。",
        "据青禾网,5月6日上午,市卫健委召开新闻发布会。\n医院增加三家。",
        "4月3-4日,区卫生局局长带领股室人员,深入三家卫生院督导检查。\n督导组指出,台账不全。",
        "尊敬的各位领导:\n大家好。",
        "本院根据规定,作出本批示。",
        "青禾市卫生局2021年度部门决算(本级)\n一、主要职责\n拟订规划。",
    ],
)
def test_news_speeches_orders_and_accounts_without_a_title_are_known(body):
    assert foreign_genre("", body) is not None


@pytest.mark.parametrize(
    "title", ["省督查组来我县督查对口帮扶", "乡镇卫生院建设探究", "青禾县卫生局2021年度部门决算(本级).pdf"]
)
def test_more_titles_tell_what_is_no_report(title):
    assert foreign_genre(title, "正文。") is not None


def test_a_report_that_was_visited_stays_a_report():
    body = "2021年,我局完成任务。省督导组指出问题两项,已整改。深入乡镇督导检查三次。\n一、工作情况\n完成。"

    assert foreign_genre("", body) is None


def test_a_passed_inspection_is_news():
    assert foreign_genre("青禾县顺利通过国家卫生县城复审", "正文。") is not None
