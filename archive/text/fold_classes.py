"""Hand-kept equivalences that OpenCC's character tables leave apart.

Each line of `CLASSES` is a canonical character followed by the characters folded into
it. Sources: OpenCC's phrase tables (著/着, 覆/复 and 瞭/了 depend on context there, so
they become classes here), Unicode EquivalentUnifiedIdeograph (radicals) and the
punctuation seen in collected reports.
"""

CLASSES = """
着著
复覆復複
么麼麽幺
了瞭
台臺
里裡裏
为為爲
卫衞衛
市巿
国囯圀囻
余馀餘
岁歳
烟菸
疱皰
污汚汙
证証
略畧
群羣
峰峯
够夠
并竝倂
绪緖
饼餠
苏甦
高髙
告吿
青靑
研硏
户戸
强彊
慎愼
概槪
瓶甁
郎郞
翻飜
萌萠
褒襃
晃晄
颖颕頴
腭颚顎
鲇鲶鯰
清淸
乡鄕
插揷
举擧
回囘
填塡
屏屛
冤寃
克尅
胁脇
胸胷
脉衇
痫癎
麻痲
软輭
邻隣
疏疎
赞讃
斗鬭
蛔蚘痐蛕
酬酧
焊銲
愈瘉
准凖
吴呉
兔兎
〇○◯
"‟„〝〞“”「」『』﹁﹂﹃﹄〟«»
'‘’‚‛′`´
-‐‑‒–—―−─━ー⸺⸻
~～〜∼∽
·•・‧∙⋅･᛫⸱
[〔〖【﹝
]〕〗】﹞
。｡
、､
<〈‹
>〉›
《︽
》︾
"""

# EquivalentUnifiedIdeograph for U+2E81-2EF3; NFKC covers two of them only. "·" marks a
# radical that is unassigned or has no everyday equivalent and therefore stays.
RADICALS_START = 0x2E81
RADICALS = (
    "厂·乚乙亻冂·刀刂卜·小小兀·尢·巳幺彑彐忄心扌攵·旡日月歹母民氵氺灬爫爫丬牛犭王疋目示礻竹糹纟"
    "·罒···羊羊·耂肀聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅长长长门阜阝雨青韦页风飞食食飠饣"
    "首马骨鬼鱼鸟卤麦黄黾斉齐齿齿竜龙龟龟龟"
)

SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def class_pairs() -> dict[str, str]:
    """Return every hand-kept folding, source character to canonical character.

    A canonical character maps to itself, so that no weaker source moves it on.
    """
    pairs = {member: line[0] for line in CLASSES.strip().split("\n") for member in line}
    pairs |= {
        chr(RADICALS_START + offset): ideograph
        for offset, ideograph in enumerate(RADICALS)
        if ideograph != "·"
    }
    return pairs | dict.fromkeys(SPACES, " ")
