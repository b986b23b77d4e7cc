"""The tools that pages print around an article: font size, counters, share buttons. Reads folded lines."""

import re

from archive.text.fold import fold

_WORD = (
    r"(?:我要)?(?:打印(?:本页|文章|此页)?|列印|关闭(?:本页|窗口|页面)?|收藏(?:本页)?|纠错|页面纠错|复制链接|推荐|保存"
    r"|下载|分享|投稿|朗读|语音播报|大|中|小|超大|特大|默认|正常|放大|缩小|a)"
)
_ROW = rf"(?:{_WORD}[\s|/+-]*)*"
_TOOLS = re.compile(
    rf"[\[(]?\s*(?:字体|字号|字型)(?:大小|颜色)?\s*:?\s*[\[(]?\s*{_ROW}[\])]?"
    r"|(?:浏览|阅读|点击|访问)\s*(?:次数|人数|量|数)\s*:?\s*\d*\s*(?:人?次)?"
    r"|(?:浏览|点击|阅读)\s*:\s*\d+\s*(?:人?次)?"
    r"|视力保护色\s*:?|分享(?:到|至)\s*:?\s*(?:微信|微博|新浪微博|qq空间|qq好友|朋友圈|\s)*"
    rf"|[\[(]\s*{_ROW}[\])]|(?<=\s){_WORD}(?=\s|$)"
)
_LOOSE = "| \t\n\u3000｜"
_TOOL = re.compile(rf"{_WORD}|调整字体|字体|字号|微博|微信|qq空间|qq|qzone|关注|评论|点赞|赞|[t|/\[\]()+\s-]")
_COUNTER = re.compile(r"\+?\d{1,5}")  # of comments or likes
_LONGEST = 40


def without_tools(text: str) -> str:
    """Return an info line without its tools; what it says of the article stays as it is."""
    kept, position = [], 0
    for tool in _TOOLS.finditer(fold(text)):
        kept.append(text[position : tool.start()])
        position = tool.end()
    return " ".join([*kept, text[position:]]).strip(_LOOSE)


def is_tool(text: str) -> bool:
    """Whether a line is nothing but names of tools, or a counter."""
    if len(text) > _LONGEST:
        return False
    folded = fold(text)
    return not _TOOL.sub("", folded) or not without_tools(text) or _COUNTER.fullmatch(folded) is not None
