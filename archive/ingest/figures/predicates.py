"""What was done with the things or people a number counts: 招聘 of 招聘医师66人, 上线 of 11家卫生院上线.

Numbers of one noun are told apart by it: the 卫生院 inspected are not the 卫生院 there are. The verb that
governs the noun says it, else the predicate the noun is the subject of; a list shares either. Having things
(有, 设有, 达到) says nothing of them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.ingest.figures.amounts import Amount
from archive.ingest.figures.clauses import clause_start
from archive.ingest.figures.names import Name

LONGEST = 12  # characters of a predicate that is quoted whole
_FURTHEST = 60  # characters looked at for a predicate
_COUNTED = frozenset((*"人名位户家所个间支台辆座处例张条", "人次", "户次", "家次"))
_VERB = (
    "(?:新建|改建|扩建|改扩建|新改扩建|迁建|改造|续建|建成|建设|开工|竣工|启用|创建|争创|创成|打造|升级|招聘|招录|招募|录用|录取|引进|选聘|聘请|聘任|"
    "选派|下派|派出|派遣|派驻|抽调|选送|选调|培养|培训|轮训|新增|增设|新设|配备|配置|购置|购买|添置|采购|更新|接入|储备|评选|评定|遴选|推选|推荐|"
    "认定|命名|授予|评审|安装|表彰|奖励|申报|争取|获批|批准(?:设[置立])?|签约|录入|督查|督导|检查|抽查|巡查|排查|监测|监督|校验|整改|取缔|查处|处罚|关停|关闭|注销|吊销|撤销|"
    "救助|救治|帮扶|慰问|走访|资助|补助|动员|抢救|转诊|随访|筛查|体检|规范|整合|撤并|合并|到岗|清退|安置|淘汰|组建|成立|收治|复核|备案)"
)
_GOVERNS = re.compile(
    rf"(?P<verb>(?:公开|集中|专项|监督|全面|重点|依法|应急|统一)?{_VERB}(?:[、和及与]?(?:\(|\))?{_VERB}){{0,2}}\)?)(?:了|出|到){{0,2}}"
    r"(?:[全我本][省市县区州旗镇乡]|辖区内?|各类|各级|共计?|累计|合计|一批|等|\s)*$"
)
# A name that says itself what was done: 取缔无证摊点, 乡镇卫生院改造.
_BEGINS_WITH_VERB = re.compile(f"新?(?P<verb>{_VERB}{{1,2}})(?=.{{2}})")
_ENDS_IN_VERB = re.compile(f"{_VERB}$")
# Between the things of a list, or a whole and its parts.
_JOINED = re.compile(r"(?:\([^()]{1,12}\))?(?:[、,和及与]|以及|\(|其中|\s){1,4}")
_NOTE = re.compile(r"\([^()]{0,60}\)|[)\s]")
_PREDICATE_END = re.compile(r"[,。;:!?()\t\n\0、]|[或并且](?=.{2})|[和及](?=\d)|后,|的基础上")
_LED_BY = re.compile(
    r"(?:(?:已经|已|均|都|也|全部|全都|全面|全(?=[程都])|先后|相继|分别|率先|顺利|成功|圆满|正式|同步|逐步|共同|陆续|合计|总共|一并|统一|积极|"
    r"按照?[^,]{1,12}?(?:要求|标准|规定|规范|计划)|按[时期]|如期|即将|将|于\d{1,2}月(?:\d{1,2}日)?|在?全[省市县区州]|(?<!能够)开展|进行|展开|实施|完成|予以|给予|接受|"
    rf"作为|纳入统计|能够(?=提供|开展)|可以|可(?=提供|开展)|的(?={_VERB}))(?:了|过)?|一次(?=[一-鿿]{{2}}))+"
)
# A predicate that says nothing of the things, or no predicate.
_SAYS_NOTHING = re.compile(
    rf"(?:以[上下内来]|左右|中|的(?!{_VERB})|等|之|者|工作$|任务|为|是|占|有|共|合计|位于|(?:组成|构成)$|及|和|其中|不等|用于|较|比|同比|环比|增|减|下降|上升|提高|(?:提供)?服务$|承担|负责|人口)"
)
_OBJECT = re.compile(r".*的(?=[一-鿿]{2,})")
_OF_WORK = re.compile("(?:工作|任务)$")
_WHOLE_UNTIL = re.compile(
    ".*(?:系统|平台|网络|服务|建设|项目|改造|技术|标准|培训|管理|检查|督导|督查|监督|巡查|评审|评估|验收|创建|活动|业务|门诊|药房|中医馆|病房|制度|机制|任务|政策)(?!的|内|中)"
)
_FIRST_VERB = re.compile(f"被?(?:授予|评为|列为|确定为|认定为|列入|纳入|参加|参与|{_VERB})")
_STARTS = re.compile(
    f"{_FIRST_VERB.pattern}|[建设配]有|达到|达标|合格|通过|办理|发放|购买|建立|落实|获|取得|上线|入驻|到岗|挂牌"
)
_ENDING_LIST = re.compile(rf"[^,。;:!?()]*?(?P<head>{_VERB})(?:工作|任务)?(?=[,。;!?]|$)")
_DROPPED = re.compile("[\"“”‘’「」'\\s]|了(?!解)")
_LONG_NAME = 20  # a name as long has swallowed the predicate


@dataclass(frozen=True)
class _Counted:
    """The numbers of a passage with their names, in order; offsets into `folded` and `words` alike."""

    words: str
    folded: str
    amounts: Sequence[Amount]
    names: Sequence[Name]

    def begin(self, i: int) -> int:
        """Return where name and number `i` begin together."""
        name, amount = self.names[i], self.amounts[i]
        return name.start if name.rule == "before" else amount.start

    def end(self, i: int) -> int:
        """Return where name and number `i` end together."""
        name, amount = self.names[i], self.amounts[i]
        return max(amount.end, name.end if name.rule == "after" else 0)

    def goes_on(self, i: int) -> bool:
        """Tell whether number `i` continues a list that the number before it is in."""
        name = self.names[i]
        if i == 0 or name.rule not in ("before", "after"):
            return False
        if name.rule == "before" and self.folded[name.end : self.amounts[i].start].strip():
            return False  # 有 or 达到 between them: a statement of its own
        return _JOINED.fullmatch(self.folded, self.end(i - 1), self.begin(i)) is not None


def contexts(words: str, folded: str, amounts: Sequence[Amount], names: Sequence[Name]) -> list[str]:
    """Return for each amount the verb or predicate that narrows what it counts, in the source's words.

    `folded` is the passage's matching form, `words` the passage in its own script, of the same length; the
    names belong to the amounts. Shares, money and numbers whose name already says the verb have none; what
    is returned has at most `LONGEST` characters and no quotation marks.
    """
    counted = _Counted(words, folded, amounts, names)
    found: list[str] = []
    for first, last in _lists(counted):
        predicate = _predicate(counted, last)
        verb = ""
        for i in range(first, last + 1):
            verb = _verb(counted, i) or verb if _is_counted(counted, i) else ""
            found.append(_context(counted, i, verb, predicate))
    return found


def _lists(counted: _Counted) -> Iterator[tuple[int, int]]:
    """Yield the first and the last number of each list; a number alone is a list of one."""
    first = 0
    for i in range(1, len(counted.amounts) + 1):
        if i == len(counted.amounts) or not counted.goes_on(i):
            yield first, i - 1
            first = i


def _context(counted: _Counted, i: int, verb: str, predicate: str) -> str:
    name = counted.names[i]
    if not (_is_counted(counted, i) and name.rule):
        return ""
    called = _DROPPED.sub("", name.of(counted.words))
    if (verb and called.startswith(("新" + verb, verb))) or _ENDS_IN_VERB.search(name.of(counted.folded)):
        return ""
    return verb or predicate


def _is_counted(counted: _Counted, i: int) -> bool:
    """Tell whether number `i` counts things or people; a bare one does when their noun follows it."""
    unit = counted.amounts[i].unit
    return unit in _COUNTED or (not unit and counted.names[i].rule == "after")


def _verb(counted: _Counted, i: int) -> str:
    """Return the verb before the name and the one the name begins with: 监督检查 of 监督 and 检查旅店."""
    return _governing(counted, i) + _verb_of_name(counted, i)


def _verb_of_name(counted: _Counted, i: int) -> str:
    """Return the verb a name begins with, which what is listed after it shares: 取缔 of 取缔无证摊点."""
    name = counted.names[i]
    found = _BEGINS_WITH_VERB.match(counted.folded, name.start, name.end) if name.rule == "before" else None
    return _quoted(counted.words[slice(*found.span("verb"))]) if found else ""


def _governing(counted: _Counted, i: int) -> str:
    if counted.names[i].rule not in ("before", "after"):
        return ""
    begin = counted.begin(i)
    floor = max(clause_start(counted.folded, begin), counted.end(i - 1) if i else 0)
    found = _GOVERNS.search(counted.folded, min(floor, begin), begin)
    return _quoted(counted.words[slice(*found.span("verb"))]) if found else ""


def _predicate(counted: _Counted, last: int) -> str:
    """Return what is said, right behind it, of the list that ends with number `last`."""
    name, end = counted.names[last], counted.end(last)
    if name.rule == "after" and name.end - name.start >= _LONG_NAME:
        return ""
    note = _NOTE.match(counted.folded, end)
    while note:
        end = note.end()
        note = _NOTE.match(counted.folded, end)
    places = _places(counted, last + 1, end)
    return _narrowed(counted, places) if name.rule == "after" or _starts_verb(counted, end) else ""


def _starts_verb(counted: _Counted, at: int) -> bool:
    led = _LED_BY.match(counted.folded, at)
    return led is not None or _STARTS.match(counted.folded, at) is not None


def _places(counted: _Counted, following: int, start: int) -> list[int]:
    """Return the places of the predicate's characters, without the numbers that stand in it."""
    stop = _PREDICATE_END.search(counted.folded, start, start + _FURTHEST)
    end = stop.start() if stop else min(start + _FURTHEST, len(counted.folded))
    left_out = {match.start() for match in _DROPPED.finditer(counted.folded, start, end)}
    for i in range(following, len(counted.amounts)):
        amount = counted.amounts[i]
        if amount.start >= end:
            break
        if counted.names[i].rule != "after":
            end = amount.start
            break
        left_out.update(range(amount.start, amount.end))
    return [at for at in range(start, end) if at not in left_out]


def _narrowed(counted: _Counted, places: Sequence[int]) -> str:
    """Return the words at `places` that say what was done, cut where a phrase of them ends."""
    said = "".join(counted.folded[at] for at in places)
    if places and counted.folded.startswith("、", places[-1] + 1):
        return _of_list(counted, places, said)
    led = _LED_BY.match(said)
    start = led.end() if led else 0
    if _SAYS_NOTHING.match(said, start):
        return ""
    of = _OBJECT.match(said, start) if led else None
    start = of.end() if of else start
    again = _LED_BY.match(said, start)
    start = again.end() if again and len(said) - again.end() > 1 else start
    work = _OF_WORK.search(said, start + 2)
    end = work.start() if work else len(said)
    if end - start > LONGEST:
        whole = _WHOLE_UNTIL.match(said, start, start + LONGEST) or _FIRST_VERB.match(said, start, end)
        end = whole.end() if whole else start
    quoted = _quoted("".join(counted.words[at] for at in places[start:end]))
    return quoted if len(quoted) > 1 else ""


def _of_list(counted: _Counted, places: Sequence[int], said: str) -> str:
    """Return what was done by a predicate with a list in it: the verb it begins with or ends in."""
    led = _LED_BY.match(said)
    start = led.end() if led else 0
    verb = _FIRST_VERB.match(said, start)
    if verb:
        return _quoted("".join(counted.words[at] for at in places[start : verb.end()]))
    head = _ENDING_LIST.match(counted.folded, places[-1] + 1, places[-1] + 1 + _FURTHEST)
    return _quoted(counted.words[slice(*head.span("head"))]) if head and led else ""


def _quoted(words: str) -> str:
    return _DROPPED.sub("", words)
