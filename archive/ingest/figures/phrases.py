"""The noun phrase beside a number, without the words that only lead to it or away from it."""

import re

ENOUGH = 2  # characters a name has at least
LONGEST = 30  # a longer phrase is a sentence, not a name
_REACHED = (
    "增|增开|增设|降|升|提高|提升|扩大|扩充|扩展|增加|增长|减少|上升|下降|降低|调整|上调|下调|缩短|压减|拓展"
)

# Words between a name and its number: the name ends before them.
_TO_NUMBER = (
    rf"(?:{_REACHED})(?:到|至|为)|分别|同比|环比|已经|已|(?<![平人])均|共计|合计|总计|累计|(?<![公医])共|总共|(?<![许认])可|(?<![功性职技])能"
    r"|力争|预计|达到|(?<![转发下表])(?<!(?<!宣)传)达|(?<![行])为|是|(?<![签预节履违])约|(?<!附)近|(?:保持|维持|稳定|控制)在|(?<!自)(?<!理)由|从|(?<!来)自"
    r"|到|(?<!甚)至|(?<![存现])在|将|仅|只|高达|多达|超过|(?<![彩b型心腹])超|逾|接近|将近|保持|(?<![设建拥享占国所现])有|年底前|年底|目前|(?<![发实出体表])现"
    r"|大约|需|实现|的|每(?:人|户|家|床|例|次)(?:每[年月日天])?|要求|不再|我市|任务数|(?<![归偿])还|(?:仅|只|就|约)占"
)
_TRAILING = re.compile(rf"(?:{_TO_NUMBER}|[:\s,、])+$")
_CHANGED = re.compile(
    r"(?:了|同比|环比|比|较)?(?:去年|上年|年初|上一年|同期|上年同期|去年同期|前一年)?(?:同期)?(?:净|再|又|平均)?"
    rf"(?:{_REACHED}|回落|增幅|降幅)(?:了|约|近|超)?$"
)

_CHANGED_BY = re.compile(
    r"(?:增长|下降|上升|减少|降低|提高|提升|增加|回落|压减|增幅|降幅|(?<!自然)增长率|下降率|缩短|同比增|同比降|环比增|环比降)"
    r"(?:为|是|达到|达|幅度)?(?:了|约|近|超|超过)?[:\s]?$"
)

# Words before a name: time, place, manner, and verbs whose object is the name.
_YEAR = (
    r"(?:(?:(?:19|20)\d\d|\*{2,4})年?|(?:19|20)?[_×x*]{1,4}年|2[0o][o\d]{2}年)"
    r"(?:度|底|末|全年|以来|\d{1,2}月(?:份|底|初)?(?:\d{1,2}日)?)?"
)
_TIME = (
    rf"截[至止](?:目前|{_YEAR})|到目前为止|目前为止|目前|全年(?!任务)|今年以来|今年|去年|本年度|上半年|下半年|年内|年底前|年底|年前|统计年度|期间|现已|现有|"
    rf"现(?=[一-鿿]{{2}})|其中|同时|另外|另|当年|年初以来|以来|近年来|每年|一年来|{_YEAR}|\d{{1,2}}[-~至]{{1,2}}\d{{1,2}}月份?|\d{{1,2}}月(?:份|底|初|末)?(?:\d{{1,2}}日)?(?:开始|起|以来)?"
)
_PLACE = (
    "全[市县区省镇乡州旗](?!级)|我[市县区省镇乡州局委们](?!级)|本[市县区]|各地|各医疗单位|各单位|各级(?!医)|辖区内?|区域内|市区|全系统|"
    r"全国(?!性)|我国|\*{1,2}[市县区镇乡](?=[^,]{2})"
)
_MANNER = (
    "自(?![愿主费然身治动来])|对|为(?!民)|在(?![建岗校册编外治管押职读园院洽])|及(?!时)|和|与|把|将|已经|已(?=[一-鿿]{3})|共计|共同|共(?![享建产青])|均|分别|圆满|顺利|"
    "全面|全部|进一步|积极|大力|先后|使得|使|确保|预计|即|并|按照|至少|争取到?|力争|仅|还|又|再|由|从(?![事业])|向|含|包括|可(?![持能])|能够?(?!力)|总计|合计(?!资金)|"
    "累计(?!互认|.{2,6}次数)|继续|计划(?!总?投资|生育|免疫|内|外)|拟(?:建(?![设立成]))?|约(?!需)|有(?=[一-鿿]{2})|且|其他|认真|切实|严格|深入|扎实|有效|成功|持续|"
    "广泛|稳步|加快|着力|充分|合理|依法|及时(?![^,]{0,4}率)|定期|免费(?=提供|开展|为|发放)|要求|按标准|配足|配齐|应(?![急用对检种接签查诊])|参加(?=.{0,9}的)|据统计|我们|[这此本]次(?=[一-鿿]{2})|主要|重点(?=培养|建设|推进)"
)
_VERBS = (
    "开展了?|完成了?(?!率|比例|全年|任务|涂|情况|建筑)|组织了?(?!化)|举办了?|提供了?|储备了?|评选出?|录入|实施了?|兑现了?|建立了?|建成了?(?!区)|设有|"
    "设置了?|设立了?|配备了?(?=.)|配置了?|新建了?|召开了?|印发了?|实现了?|新增加|涉及(?!金额|资金)|投放了?|喷洒了?|发挥|下达了?|采购了?(?!金额)|"
    "购置了?|接待了?|选派了?|培训了?(?=.{3})|更新(?=.{3})|创建了?(?=.{3})|打造了?|争创|开设|批准|建设(?=.{4})|招聘了?|引进了?|遴选出?了?|出台了?|"
    "制定了?|发放了?(?=.{3})|组建了?|发现(?=各类)|优化|做好|推进|推广|落实|保障|拥有"
)
_COMPARED = (
    rf"(?:相?比|较|与)(?:{_YEAR}|上年|去年|前年|上一年|年初|同期|上月|上季度)?"
    rf"(?:同期|同月|年末|年底|末|底|\"[^\"]{{1,6}}\"期[初末])?(?:相比|比较|持平)?(?!例)"
)
# A verb that says of itself what is counted, where nothing else does: 共招聘8人.
_SAYS_NOTHING = re.compile(
    "(?:发放|开展|完成|实施|建立|建成|提供|设立|设置|配备|组织|举办|确保|其他|要求)了?"
)
_TELLING = re.compile("(?:招聘|引进|选派|培训|接待|采购|购置|签约|录入)了?$")
_WHOSE = (
    "[两二三四五六七八九十]{1,3}[所家个][^,。;、:]{0,10}(?:医院|卫生院|机构|单位|学校|中心)(?=[^的和及等]{2})"
)
_LEADING = re.compile(
    rf"^(?:{_WHOSE}|{_TIME}|{_PLACE}|{_MANNER}|{_VERBS}|{_COMPARED}|\([^()]*\)|[,、。;:\s的了)\]]|\d{{1,2}}[.、](?!\d)|\(?[一二三四五六七八九十]{{1,3}}(?:\)、?|、))+"
)
# The name is the object of the last such verb, however short the phrase …
_OBJECT_OF = re.compile(
    r"(?:(?<![公医])共(?![享建体同病管青产和])(?:计|签约|录入|受理|为|批准)?|(?:招聘|引进|采购(?!平台|中心|金额|成本|价)|清除|投放|发放|配备|设置|"
    r"需|聘请|遴选|购置|下达|印发|建有|现有|提供|落实(?!率)|做到)了?|(?<![产术病灾愈售])后(?![访期备勤续])(?=[^\"]*(?:\"[^\"]*\"[^\"]*)*$)|(?<=[院心局委站所室])(?:开展|完成|举办|实施|组织|接待|承担|命名|表彰|认定|授予|检查)了?|(?<=平台|系统|项目|工程)(?:接入|覆盖|惠及|联通|连接)了?)(?=[^,]{2})"
)
# … or, in a long phrase, of one that may also be part of the name.
_LAST_VERB = re.compile(
    "(?:开展了?|完成了?(?!率|比例|全年|任务|情况)|举办了?|接待了?|新增加|建立了?|累计|等(?=.{4})|涉及(?=.{4})|组织了?|实施了?|为重点的|为主题的|"
    "为核心的|实现|其中|达到|达(?!标)|完善|暨|的)(?=[^,]{3})"
)
_LONG = 13

# A phrase that ends so is no name: what is counted follows the number.
_LEADS_ON = re.compile(
    "(?:》|成立|共计成立|制定|推进|开工|聘任|下属|出台|召开|推动|督促|督导|设置|规划|辖|扶持|创建|申报|涉及|选派|选派出|组织|招聘|优化|建成|设有|设立|"
    "拥有|有|对|的|了|和|及|与|或|、|为|给|把|将|使|以|用|于|按|引进|遴选|聘请|培训|配备|配置|储备|确定|评选|新增|增加|启用|提供|开展|实施|完成|打造|办理|"
    "受理|查处|抽查|发放|免费|其中|等|使用|建立|引导|指导|鼓励|带动|联合|协调|选定|由|向|[省市县区直]属|[省市县区]直|[域区境围]内|投入|改造|新建|改建|扩建|建设|派出|接待|清除|喷洒|做到|另外|先后|条件|支持|覆盖|服务|随访|签约|"
    "救治|收治|管理|发现|确诊|帮扶|慰问|走访|通过|获得|荣获|取得|表彰|推荐|推广|举办|购买|购置|添置|争取|争创|引入|搭建|编制|修订|印发|认定|命名|授予|"
    "选聘|调配|抽调|组建|培养|培育|安排|下派|派驻|处理|处置|整改|关闭|取缔|吊销|规范|承担|承办|再|(?<!公)共|非|可|约|仅|每|至|到|在|从|全面|加强|"
    "开放|落实|分|确保|对?[我全][市县区省国]|市区|辖区|城区|目前|截至|现|已|均|任务|城乡|全国|局|委|机关|医院|中心|系统|公司|学校|给予)$"
)
_MEASURE = re.compile("(?:率|比例|比重|占比|人数|人次|户数|面积|金额|费用|资金|总数|数量)$")
# What follows a number begins no name with these.
_NO_NAME = re.compile(
    "和|及|与|或|已(?!婚)|赴|被|在|均|全部|后|以|提高|提升|下降|增|降|升|上升|减少|到|的?(?:比例|标准|要求|速度|目标|幅度|价格|规模|水平|刚性)(?!化)|左右|不等|并|且|用于|"
    "达标|同比|环比|较|比|左|之|其中|时|者|以来|期间"
)
_RELATIVE = re.compile(
    r"(?:存在|符合|具有|具备|有|从事|涉及|开展|提供|参加|接受|患有|取得)[^,。;:!?]{1,50}的(?=[一-鿿]{2})"
)
# In the phrase after a number these begin the predicate.
_PREDICATE = re.compile(
    r"[,。;、:!?\s\d()]|\*\*|"
    "进行|开展|完成|建成|均|全部|全都|参加|被|赴|到(?!期)|已(?!婚)|能够|能(?!力)|作为|(?<!存)在(?!岗)|接受|达到|达|通过|率先|纳入|提出|取得|入职|"
    "分别|主体|全面|实施|得到|获得|获评|获|实现|于|并|(?<![级称甲])以上|及|和(?=[^,。;]{0,12}\\d)|与(?=\\d)|为(?=\\d)|免费|(?<!公)共(?!体|享|同)|按|采取|顺利|启动|投入|列入|将|"
    "统一(?=[配进开实组])|提档升级|(?:标准化|规范化)(?:建设|改造)|改扩建|改造提升|(?<![基病原])因(?=.{2})|接种(?!门诊|点|单位|率|对象|人员|台|室|证)|"
    "尚|未(?![成婚来])|没有|每(?=[个家所名])|牵头|暂(?=[停未无])|缺(?=[乏少])|(?<![者儿])不(?=[能具合符达足再])|合并(?=.{2})|安装|组建|组成|创成|开通|设立|支援|受(?=到)|深入|中(?=有|,)|上线|入驻|到岗|挂牌|落地|延伸|展开|配置|发放|配备|合理|举办|建立|补充|充实|签订|开设|提供|分类|登记|和(?=部分|其他)|的(?=作用|要求|标准|目标|优势|新建|改建|扩建|改扩建|改造|建设|升级|验收|检查|创建)|覆盖|实行|评为|成为|信息管理|用于|参与"
)
_AGE = re.compile(r"\d{1,3}(?:[-~至]{1,2}\d{1,3})?(?:周岁|岁)(?:及?以[上下])?(?=[一-鿿]{2})")
_SHARE_PREDICATE = re.compile(r"[,。;、:!?\s\d]|以上")
_INNER_NOTE = re.compile(r"\([^()]{1,6}\)(?=[一-鿿])")  # a bracket inside a name: 村(居)卫生室
_MOST = 20


def before_number(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the name in `start:end`, the words of a clause before a number; may be empty."""
    end = start + len(without_change(folded[start:end]))
    start += _led_by(folded[start:end])
    start = _after_last(_OBJECT_OF, folded, start, end)
    if end - start > _LONG:
        start = _after_last(_LAST_VERB, folded, start, end)
    if end - start > LONGEST:
        start = max(start, folded.rfind("、", start, end - ENOUGH) + 1)
    return (start, end) if 0 < end - start <= LONGEST else (end, end)


def without_change(phrase: str) -> str:
    """Return `phrase` without the words that lead from it to a number: 达到, 分别为, 同比增长."""
    before = None
    while phrase != before:
        before = phrase
        phrase = _TRAILING.sub("", phrase)
        shorter = _CHANGED.sub("", phrase)
        phrase = shorter if len(shorter) >= ENOUGH or not shorter else phrase
    return phrase


def is_measure(phrase: str) -> bool:
    """Tell whether a phrase is the name of a rate, a sum or a count, so that a value must follow it."""
    return _MEASURE.search(phrase) is not None


def leads_on(phrase: str) -> bool:
    """Tell whether a phrase before a number only leads to it, so that the name must follow."""
    return len(phrase) < ENOUGH or _LEADS_ON.search(phrase) is not None


def after_number(folded: str, start: int, *, share: bool) -> tuple[int, int]:
    """Return the span of the name that begins at `start`, right after a number; may be empty.

    `share` tells that the number is a share, which is said of a whole predicate: 50%的卫生院完成建设.
    """
    if folded.startswith(("的", "为"), start) and not folded.startswith("为民", start):
        start += 1
    relative = _RELATIVE.match(folded, start)
    start = relative.end() if relative else start
    age = _AGE.match(folded, start)
    window = _INNER_NOTE.sub(lambda note: "一" * len(note[0]), folded[start : start + _MOST])
    if not window or not (age or _is_word(window[0])) or _NO_NAME.match(window):
        return start, start
    named = age.end() - start if age else 0
    stop = _PREDICATE.search(window, named + ENOUGH - 1)
    whole = _SHARE_PREDICATE.search(window, named + 1)
    if share and whole and not window[whole.start()].isdigit():
        stop = whole
    end = start + (stop.start() if stop else len(window))
    return start, folded.rfind("(", start, end) if folded[end - 1] == ")" else end


def _is_word(char: str) -> bool:
    return "一" <= char <= "鿿" or char == '"' or "a" <= char <= "z"


def _led_by(phrase: str) -> int:
    match = _LEADING.match(phrase)
    cut = match.end() if match else 0
    if _SAYS_NOTHING.fullmatch(phrase, cut):
        return len(phrase)
    telling = _TELLING.search(phrase)
    if telling and cut == len(phrase):
        return telling.start()
    return cut if len(phrase) - cut >= ENOUGH or not phrase[cut:] else 0


def _after_last(verb: re.Pattern[str], folded: str, start: int, end: int) -> int:
    found = [
        match.end()
        for match in verb.finditer(folded, start, end)
        if match.start() - start >= ENOUGH <= end - match.end()
    ]
    at = found[-1] if found else start
    return at + _led_by(folded[at:end])


def changes(phrase: str) -> bool:
    """Tell whether a phrase before a number says that something grew or shrank by it."""
    return _CHANGED_BY.search(phrase) is not None
