"""The noun phrase beside a number, without the words that only lead to it or away from it."""

import re

# Words between a name and its number: the name ends before them.
_TO_NUMBER = (
    "分别|同比|环比|已经|已|均|共计|合计|总计|累计|共有|共|总共|可达|可|能|力争|预计|达到|达|为|是|约|约为|近|增至|降至|降到|升至|"
    "提高到|提高至|提升至|提升到|扩大到|扩充到|扩展到|增加到|增加至|增长到|减少到|减少至|上升到|上升至|下降到|下降至|降低到|降低至|"
    "保持在|维持在|稳定在|控制在|保持|由|从|自|到|至|在|将|仅|只有|仅为|高达|多达|超|超过|逾|接近|将近|有|年底前|年底|目前|现|"
    "大约|需|约需|达成|实现|的"
)
_TRAILING = re.compile(rf"(?:{_TO_NUMBER}|[:\s\0,、])+$")
_CHANGED = re.compile(
    r"(?:了|同比|环比|比|较)?(?:去年|上年|年初|上一年|同期|上年同期|去年同期)?(?:同期)?"
    r"(?:增长|下降|上升|减少|降低|提高|提升|增加|回落|压减|增|降|增幅|降幅)(?:了|约|近|超)?$"
)

# Words before a name: time, place, manner, and verbs whose object is the name.
_TIME = (
    r"截至目前|截止目前|截至\0*底?|截止\0*底?|到目前为止|目前为止|目前|全年(?!任务)|今年以来|今年|去年|本年度|上半年|下半年|年内|年底前|年底|"
    r"统计年度|期间|现已|现有|现|其中|同时|另外|另|当年|年初以来|以来|近年来|每年|\*{2,4}年(?:度|底)?|\0+(?:年度|年|度|全年|底|以来|末)?|一年来"
)
_PLACE = (
    "全[市县区省镇乡州旗](?!级)|我[市县区省镇乡州局委](?!级)|本[市县区]|各地|辖区内?|区域内|市区|县域内?|全系统|各级|各[市县区镇乡]|县直|"
    "[市县区]直(?=医|卫|各)|各单位"
)
_MANNER = (
    "自|对|为|在|及|和|与|把|将|已|共|均|分别|圆满|顺利|全面|全部|进一步|积极|大力|先后|使得|使|确保|预计|即|通过|并|按照|至少|争取|"
    "力争|仅|还|又|再|由|从|向|可|能|共计|总计|合计(?!资金)|累计(?!.{0,4}互认|.{2,6}次数)|继续|计划(?!总?投资|生育|免疫)|拟|已经|约|有|且|要|其他"
)
_VERBS = (
    "开展了?|完成了?(?!率|比例|全年|任务|涂|情况|建筑)|组织了?(?!化)|举办了?|提供了?|储备了?|评选出?|录入|实施了?|兑现了?|建立了?|"
    "建成了?|设有|设置了?|设立了?|配备了?|配置了?|新建了?|召开了?|印发了?|实现了?|新增加|涉及(?!金额|资金)|投放了?|喷洒了?|"
    "发挥|下达了?|采购了?(?!金额)|购置了?|接待了?|选派了?|培训了?(?=.{3})|更新(?=.{3})|创建了?(?=.{3})|打造了?|规划|参加"
)
_LEADING = re.compile(rf"^(?:{_TIME}|{_PLACE}|{_MANNER}|{_VERBS}|[,、。;:\s的了\0)\]]|\d{{1,2}}[.、])+")
# In a long phrase the name is the object of the last such verb.
_LAST_VERB = re.compile(
    "(?:开展了?|完成了?(?!率|比例|全年|任务|情况)|印发了?|举办了?|发放了?|采购了?|接待了?|提供了?|新增加|建立了?|设置了?|共计|共录入|"
    "共签约|共受理|共|累计|等(?=.{4})|涉及(?=.{4})|组织了?|实施了?|为重点的|为主题的|为核心的|实现|其中|达到|达|建有|现有|完善|落实|的)"
    "(?=[^,]{3})"
)
_LONG = 14
_ENOUGH = 2

# A phrase that ends so is no name: what is counted follows the number.
_LEADS_ON = re.compile(
    "(?:》|成立了?|共计成立|制定|推进|开工|聘任|下属|出台|召开|推动|督促|督导|设置|规划|辖|扶持|创建|申报|涉及|选派|组织|招聘|优化|建成|"
    "设有|设立|拥有|有|对|的|了|和|及|与|或|、|为|给|把|将|使|以|用|于|按|引进|遴选|聘请|培训|配备|配置|储备|确定|评选|新增|增加|启用|提供|"
    "开展|实施|完成|打造|创建|办理|受理|查处|检查|抽查|发放|免费为|其中|等|使用|建立|由|向|投入|改造|新建|改建|扩建|建设|派出|接待|"
    "清除|喷洒|做到|另外|先后|条件|支持|覆盖|服务|随访|签约|救治|收治|管理|发现|确诊|治疗|帮扶|慰问|走访|通过|获得|荣获|取得|表彰|"
    "推荐|推广|举办|购买|购置|添置|争取|引入|搭建|编制|修订|印发|认定|命名|授予|选聘|调配|抽调|组建|培养|培育|安排|下派|派驻|"
    "监测|处理|处置|整改|关闭|取缔|吊销|立案|结案|规范|改扩建|承担|承办|再|共|达|非|中|内|里|上|下|能|可|约|仅|每|至|到|在|从|全面|加强)$"
)
# In the phrase after a number these begin the predicate.
_PREDICATE = re.compile(
    r"[,。;、:!?\s\"\0\d]|\((?!居\)|市\)|区\))|(?<!居)(?<!市)(?<!区)\)|"
    "进行|开展|完成|建成|均|全部|全都|参加|被|赴|到(?!期)|已|能够|能(?!力)|作为|(?<!存)在|享受|接受|达到|达|通过|率先|纳入|提出|提供|取得|"
    "入职|分别|主体|全面|实施|得到|获得|获评|获|实现|于|并|以上|及|和(?=[^,。;]{0,12}\0?\\d)|与(?=\\d)|共|按|采取|顺利|率先|启动|投入|列入|将"
)
_SHARE_PREDICATE = re.compile(r"[,。;、:!?\s\0\d]|以上")
_MOST = 20


def before_number(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the name in `start:end`, the words of a clause before a number; may be empty."""
    end = start + len(without_change(folded[start:end]))
    start += _led_by(folded[start:end])
    if end - start > _LONG:
        start = _after_last_verb(folded, start, end)
    return (start, end) if end > start else (start, start)


def without_change(phrase: str) -> str:
    """Return `phrase` without the words that lead from it to a number: 达到, 分别为, 同比增长."""
    before = None
    while phrase != before:
        before = phrase
        phrase = _TRAILING.sub("", phrase)
        shorter = _CHANGED.sub("", phrase)
        phrase = shorter if len(shorter) >= _ENOUGH or not shorter else phrase
    return phrase


def leads_on(phrase: str) -> bool:
    """Tell whether a phrase before a number only leads to it, so that the name must follow."""
    return len(phrase) < _ENOUGH or _LEADS_ON.search(phrase) is not None


def after_number(folded: str, start: int, *, share: bool) -> tuple[int, int]:
    """Return the span of the name that begins at `start`, right after a number; may be empty.

    `share` tells that the number is a share, which is said of a whole predicate: 50%的卫生院完成建设.
    """
    if folded.startswith("的", start):
        start += 1
    window = folded[start : start + _MOST]
    if not window or not _is_word(window[0]):
        return start, start
    stop = _PREDICATE.search(window, 1)
    whole = _SHARE_PREDICATE.search(window, 1)
    if share and whole and not window[whole.start()].isdigit():
        stop = whole
    return start, start + (stop.start() if stop else len(window))


def _is_word(char: str) -> bool:
    return "一" <= char <= "鿿" or char == '"' or "a" <= char <= "z"


def _led_by(phrase: str) -> int:
    match = _LEADING.match(phrase)
    cut = match.end() if match else 0
    return cut if len(phrase) - cut >= _ENOUGH or not phrase[cut:] else 0


def _after_last_verb(folded: str, start: int, end: int) -> int:
    verbs = list(_LAST_VERB.finditer(folded, start, end))
    at = verbs[-1].end() if verbs else start
    return at + _led_by(folded[at:end])
