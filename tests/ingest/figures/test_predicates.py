"""What was done with the things and people that numbers count."""

import pytest

from tests.ingest.figures.reading import figures


def said(text):
    return [f.qualifier for f in figures(text)]


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("招聘卫生专业技术人员66人", ["招聘"]),
        ("公开招聘26名专业技术人员", ["公开招聘"]),
        ("遴选出了医学专家40余人组建专家库", ["遴选"]),
        ("新建村卫生室12个", ["新建"]),
        ("新建(改扩建)乡镇卫生院5所", ["新建(改扩建)"]),
        ("新增1038个床位", ["新增"]),
        ("为乡镇卫生院配备救护车11辆", ["配备"]),
        ("共监督检查旅店86家、美容美发场所143家", ["", "监督检查"]),
    ],
)
def test_the_verb_before_narrows_its_object(text, qualifiers):
    assert said(text) == qualifiers


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("对全区140家医疗机构展开多时段全覆盖督查。", ["多时段全覆盖督查"]),
        ("66名专业技术人员已于11月12日全部入职，", ["入职"]),
        ("11所乡镇卫生院(分院)建成9中医馆", ["建成中医馆", "建成"]),
        ("15家二级以上医院全部接入市级远程会诊平台。", ["接入市级远程会诊平台"]),
        ("全区13个乡镇设立发热哨点诊室", ["设立发热哨点诊室"]),
        ("18个社区卫生服务站能够开展中医药服务", ["开展中医药服务"]),
        ("有32家村卫生室未达到标准化要求", ["未达到标准化要求"]),
        ("5家乡镇卫生院尚未配备DR", ["尚未配备DR"]),
        ("9个村卫生室没有合格村医", ["没有合格村医"]),
        ("目前100家标准化卫生室已经全部建设达标", ["建设达标"]),
    ],
)
def test_the_predicate_narrows_its_subject(text, qualifiers):
    assert said(text) == qualifiers


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("项目已在11家乡镇卫生院、103家村卫生室上线", ["上线", "上线"]),
        ("培训乡村医生320人、社区护士45人", ["培训", "培训"]),
        ("共培训乡村医生320人、社区护士45人", ["培训", "培训"]),
        ("取缔无证诊所7家、游医3人", ["", "取缔"]),
        ("完成11个机构(1个中心、2个村卫生室)标准化建设工作", ["标准化建设"] * 3),
        ("招聘护士20人，其中本科5人", ["招聘", "其中、招聘"]),
        ("完成了9所卫生院、60个村卫生室的改造任务", ["改造", "改造"]),
    ],
)
def test_a_list_shares_what_was_done(text, qualifiers):
    assert said(text) == qualifiers


@pytest.mark.parametrize(
    "text",
    [
        "全县共有乡镇卫生院11家、村卫生室103家。",
        "全县11家乡镇卫生院、103家村卫生室，床位1200张。",
        "现有卫生技术人员2310人、注册护士990人。",
        "设有社区卫生服务中心6个",
        "医疗机构总数达到432家。",
        "辖13个乡镇、189个行政村",
        "全县医疗机构300家左右",
        "为15名老年人提供服务",
        "全部11家卫生院的设备更新",
    ],
)
def test_having_things_says_nothing_of_them(text):
    assert set(said(text)) == {""}


def test_of_a_predicate_with_a_list_the_verb_is_said():
    assert said("三名工作人员被纳入市、县两级专家库") == ["被纳入"]
    assert said("147名村医进行了云检测系统、静脉给药、高级研修班培训。") == ["培训"]
    assert said("147名村医进行了云检测系统、静脉给药、高级研修班的相关内容。") == [""]


def test_some_of_those_counted_are_counted_alike():
    found = figures("全县86个行政村中有79个建有标准化卫生室")

    assert [(f.name, f.qualifier) for f in found] == [("行政村", ""), ("行政村", "建有标准化卫生室")]


@pytest.mark.parametrize(
    "text",
    ["接入率96.5%", "改造投资300万元", "配备率达到90%", "争取新建资金50万元", "改造面积1350平方米，病房20间"],
)
def test_shares_and_money_have_no_such_words(text):
    assert set(said(text)) == {""}


@pytest.mark.parametrize("text", ["取缔无证诊所7家", "乡镇卫生院改造4所", "新增托位360个", "新招录医师5人"])
def test_a_name_that_says_it_is_not_narrowed_again(text):
    assert set(said(text)) == {""}


def test_a_list_ends_where_a_statement_of_its_own_begins():
    assert said("遴选建设单位11个，县级医院达到国家标准的有74家")[1] == ""
    assert said("新建村卫生室15个，扩建卫生院2所") == ["新建", ""]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("6个重点科室被授予全省医疗卫生系统的临床重点专科称号", "被授予"),
        ("22家卫生院按照省里的要求按时启动实施了国家基本药物制度", "启动实施国家基本药物制度"),
        ("5个中心获评国家优质服务基层行推荐标准单位", "获评国家优质服务"),
        ("5个中心在疫情最紧张的日子里也没有停下来过一天", ""),
    ],
)
def test_a_long_predicate_is_cut_where_a_phrase_of_it_ends(text, qualifier):
    assert figures(text)[0].qualifier == qualifier


def test_the_words_are_those_of_the_source_without_quotation_marks():
    assert said("15名护士獲得“優秀護士”稱號") == ["獲得優秀護士稱號"]
    assert said("引進8名省級專家") == ["引進"]
