"""The pages every browser test goes through, with a sentence each must show without a script."""

from typing import NamedTuple


class Listed(NamedTuple):
    """A page: its path (see `Site.address`), words it must hold, and whether staff must be logged in."""

    path: str
    words: str
    staff: bool = False


PAGES = {
    "home": Listed("/", "查阅各地卫生健康部门"),
    "browse": Listed("/browse/", "份"),
    "browse region": Listed("/browse/{region}/", "份"),
    "browse province": Listed("/browse/340000/", "安徽"),
    "browse year": Listed("/browse/{region}/2022/", "份"),
    "topic": Listed("/topic/tcm/", "份"),
    "kind": Listed("/kind/summary/", "份"),
    "year": Listed("/year/2022/", "份"),
    "search": Listed("/search?q=中医馆", "中医馆"),
    "search filtered": Listed("/search?q=卫生&region=34", "安徽"),
    "search empty": Listed("/search", "检索"),
    "related words": Listed("/search/related?q=中医馆", "相关"),
    "search strict": Listed("/search?q=衛生&strict=1", "严格字形"),
    "search spelling": Listed("/search?q=卫升", "是不是要找"),
    "search bent": Listed("/search?q=((卫生", "括号"),
    "section marked": Listed("/r/{a}/{section}/?q=中医", "中医"),
    "search zero": Listed("/search?q=不存在的词语", "没有"),
    "report": Listed("/r/{a}/", "目录"),
    "report marked": Listed("/r/{a}/?q=中医", "中医"),
    "report hant": Listed("/r/{a}/?s=hant", "目录"),
    "report history": Listed("/r/{a}/history/", "版本"),
    "section": Listed("/r/{a}/{section}/", "中"),
    "compare": Listed("/compare?r={a}&r={b}", "主题"),
    "compare four": Listed("/compare?r={a}&r={b}&r={c}&r={d}", "可比指标"),
    "compare plans": Listed("/compare?r={a}&r={b}&role=plan", "计划"),
    "compare bent": Listed("/compare?r={a}&r={b}&pair=x&topic=none", "已忽略人工配对"),
    "compare pairing": Listed("/compare/pairing?r={a}&r={b}&r={c}&section={a}.{section}", "照此配对"),
    "compare one": Listed("/compare?r={a}", "对比"),
    "coverage": Listed("/coverage/", "34 个省级地区中"),
    "coverage city": Listed("/coverage/?in=340000", "安徽省的 16 个地级地区中"),
    "coverage county": Listed("/coverage/?in=340500", "雨山区"),
    "coverage country": Listed("/coverage/?level=county&from=2009&to=2025", "共收录"),
    "coverage bent": Listed("/coverage/?in=999999&level=x&from=2020&to=2010&page=0", "已对调"),
    "coverage cell": Listed("/coverage/{region}/2022/", "2022 年度"),
    "indicators": Listed("/indicators/", "个指标"),
    "indicators filtered": Listed("/indicators/?q=筛查&held=1", "筛查"),
    "indicator": Listed("/indicators/village-clinics/", "份报告给出了"),
    "indicator narrowed": Listed("/indicators/village-clinics/?region=99&year=abc&page=0", "没有代码为"),
    "indicator goals": Listed("/indicators/village-clinics/?role=goals", "目标与计划"),
    "help": Listed("/help/", "检索"),
    "not found": Listed("/there-is-no-such-page/", "没有"),
    "login": Listed("/login/", "密码"),
    "shelf": Listed("/ingest/", "上传", staff=True),
    "upload": Listed("/ingest/upload/", "上传", staff=True),
    "batch": Listed("/ingest/b/{batch}/", "待确认的一批", staff=True),
    "preview": Listed("/ingest/b/{batch}/1/", "签约", staff=True),
    "preview near": Listed("/ingest/b/{batch}/2/", "疑似重复", staff=True),
    "preview hostile": Listed("/ingest/b/{batch}/3/", "<b onmouseover=alert(1)>", staff=True),
    "preview reader": Listed("/ingest/b/{batch}/2/?view=reader", "中医", staff=True),
    "preview figures": Listed("/ingest/b/{batch}/1/?view=figures", "32,029", staff=True),
    "preview raw": Listed("/ingest/b/{batch}/3/?view=raw", "onerror=alert(2)", staff=True),
    "side by side": Listed("/ingest/b/{batch}/2/against/{like}/", "中医", staff=True),
    "record": Listed("/ingest/audit/", "只增不改", staff=True),
    "lexicon": Listed("/ingest/lexicon/", "疾病预防控制", staff=True),
    "lexicon set": Listed("/ingest/lexicon/1/", "疾病预防控制", staff=True),
    "lexicon new": Listed("/ingest/lexicon/add/", "每行一个", staff=True),
    "coverage marks": Listed("/ingest/coverage/?region=340500&year=2019", "以后收录了报告", staff=True),
    "indicator lexicon": Listed("/ingest/indicators/", "指标词表", staff=True),
    "indicator names": Listed("/ingest/indicators/names/", "加为别名", staff=True),
    "figures managed": Listed("/ingest/r/{a}/figures/", "剔除", staff=True),
    "report amended": Listed("/ingest/r/{a}/amend/", "修改报告信息", staff=True),
    "report managed": Listed("/ingest/r/{a}/", "撤下", staff=True),
}
