"""Pages that hold a report: government sites of three decades, portals, Word, phones."""

from html import escape
from string import Template

from tests.quality.html_pages import TABLE, Report, links, plain, rows

NAV = """<ul class="mainnav"><li><a href="/">网站首页</a></li><li><a href="/zw/">政务公开专栏</a></li>
<li><a href="/bs/">办事指南</a></li><li><a href="/hd/">互动交流</a></li></ul>"""
SCRIPT = "<script>var a='<p>不是正文</p>';if(1<2){document.write('网站首页')}</script>"
LOAN = "小额贷款，当天到账，全国可办，电话联系。"


def _page(template: str, report: Report, charset: str, **parts: str) -> str:
    title = escape(report.title)
    site = f"<title>{title}-某某县人民政府门户网站</title>"
    return Template(template).substitute(title=title, head=charset + site + SCRIPT, nav=NAV, **parts)


MODERN = """<!DOCTYPE html><html><head>$head</head><body>
<header><a href="/">无障碍浏览</a>$nav</header>
<nav class="breadcrumb">您现在的位置：<a href="/">网站首页</a> &gt; <a href="/z">政务公开专栏</a></nav>
<main><article><h1>$title</h1><div class="info"><time>2024-01-15 10:32</time>
<span>来源：某某县卫生健康局</span>
<span>浏览次数：<b>312</b></span></div><div class="body">$body</div>
<div class="share-bar">分享到：<a href="#">微信</a><a href="#">微博</a></div></article>
<aside><h4>热门排行</h4>$farm</aside></main>
<footer><p>版权所有：某某县人民政府，未经许可不得转载，违者将依法追究责任。</p><p>网站标识码1234567890</p>
</footer>
</body></html>"""


def modern(report: Report, charset: str) -> str:
    """HTML 5 with landmarks, headings as such, share bar and a ruled table."""

    def make(text: str) -> str:
        return f"<h3>{escape(text)}</h3>" if text in report.headings else plain(text)

    body = report.body(make, f'<table border="1"><tbody>{rows()}</tbody></table>')
    return _page(MODERN, report, charset, body=body, farm=links("兄弟单位工作总结", 9))


TRS = """<html><head>$head<meta name="SiteName" content="某某县人民政府">
<meta name="ArticleTitle" content="$title">
<meta name="PubDate" content="2024-01-15 10:32"><meta name="ContentSource" content="某某县卫生健康局">
</head><body>
<div class="top">$nav</div>
<div class="wzdh">当前位置：<a href="/">网站首页</a>&gt;<a href="/">政务公开专栏</a></div>
<div class="xl"><table class="xxgkbox"><tr><td>索 引 号：</td><td>K16385772/202401-00076</td>
<td>主题分类：</td>
<td>卫生</td></tr><tr><td>发布机构：</td><td>某某县卫生健康局</td><td>成文日期：</td><td>2024-01-12</td>
</tr></table>
<div class="xltitle">$title</div>
<div class="xlinfo">发布时间：2024-01-15 10:32&nbsp;&nbsp;&nbsp;来源：某某县卫生健康局
&nbsp;&nbsp;&nbsp;字号：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]&nbsp;&nbsp;
<a href="javascript:window.print()">打印本页</a></div><div id="zoom"><div class="TRS_Editor">
<style type="text/css">.TRS_Editor P{margin-top:0}</style>$body</div></div>
<div class="fx">分享到：</div><div class="xg"><div>相关阅读</div>$farm</div></div>
<div class="bottom">版权所有：某某县人民政府</div></body></html>"""


def trs(report: Report, charset: str) -> str:
    """A site of the TRS system: record above, styles inside the text, meta tags of the standard."""

    def make(text: str) -> str:
        return (
            "<p align='justify' style='text-indent: 2em'><span style='font-family: 仿宋'>"
            f"　　{escape(text)}&nbsp;</span></p>"
        )

    cells = rows(attributes=" style='border:1px solid'")
    body = report.body(make, f"<div><table style='border-collapse:collapse'>{cells}</table></div>")
    return _page(TRS, report, charset, body=body, farm=links("兄弟单位工作总结", 6))


ASPNET = """<HTML><HEAD>$head</HEAD><BODY><FORM name="form1" method="post" action="show.aspx?id=9">
<INPUT type="hidden" name="__VIEWSTATE" value="$state"><TABLE width="1000"><TR><TD colspan=2>
<TABLE><TR><TD><A href="/">网站首页</A></TD><TD><A href="/zw">政务公开专栏</A></TD><TD>
<A href="/b">办事指南</A></TD>
</TR></TABLE></TD></TR><TR><TD width=200><TABLE><TR><TD>用户登录</TD></TR><TR><TD>
<A href="/l">友情链接</A></TD></TR>
</TABLE>$farm</TD><TD><TABLE width="100%"><TR><TD>您当前的位置：<A href="/">网站首页</A></TD></TR>
<TR><TD align="center" class="biaoti"><B>$title</B></TD></TR>
<TR><TD align="center">作者：办公室 来源：某某县卫生局 发布时间：2008-1-15 浏览次数：88</TD></TR>
<TR><TD><SPAN id="lblContent">$body</SPAN></TD></TR><TR><TD>上一篇：<A href="/1">兄弟单位工作总结甲</A>
</TD></TR>
<TR><TD>下一篇：<A href="/2">兄弟单位工作总结乙</A></TD></TR></TABLE></TD></TR></TABLE>
<TABLE><TR><TD>版权所有：某某县卫生局 技术支持：某某公司</TD></TR></TABLE></FORM></BODY></HTML>"""


def aspnet(report: Report, charset: str) -> str:
    """ASP.NET around 2008: one form around everything, tables in tables, view state."""
    table = f"<TABLE border=1 cellSpacing=0>{rows()}</TABLE>"
    body = report.body(lambda text: f"<P>&nbsp;&nbsp;&nbsp; {escape(text)}</P>", table)
    farm = links("兄弟单位工作总结", 12)
    return _page(ASPNET, report, charset, body=body, farm=farm, state="dDwtMTA" * 400)


BREAKS = """<html><head>$head</head><body bgcolor=#ffffff><center>
<table width=760><tr><td><a href=/>网站首页</a> | <a href=/b>办事指南</a> | <a href=/z>政务公开专栏</a>
</td></tr></table>
<table width=760><tr><td align=center><font size=4><b>$title</b></font></td></tr>
<tr><td align=center>2008-01-15 某某县卫生局</td></tr><tr><td>$body</td></tr></table>
<table><tr><td>【<a href="javascript:print()">打印本页</a>】【<a href="#">关闭窗口</a>】</td></tr>
<tr><td>版权所有 某某县卫生局</td></tr></table></center></body></html>"""


def breaks(report: Report, charset: str) -> str:
    """The text in one table cell, its paragraphs parted by line breaks and padded with blanks."""

    def make(text: str) -> str:
        return f"{'&nbsp;' * 4}{escape(text)}<br>\n<br>"

    body = report.body(make, f"<table border='1' cellpadding='0'>{rows()}</table>")
    return _page(BREAKS, report, charset, body=body)


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>$head
<!--[if gte mso 9]><xml><o:Author>网站首页</o:Author></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm;} --></style></head><body><div class=WordSection1>
<p class=MsoTitle align=center><b><span>$title</span></b></p>$body</div></body></html>"""
WORD_NUMBER = """<![if !supportLists]><span style='mso-list:Ignore'>{}、<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>"""


def _word_paragraph(text: str) -> str:
    label, mark, rest = text.partition("、")
    if mark and len(label) <= 2:
        number = WORD_NUMBER.format(label)
        style = "mso-list:l0 level1 lfo1"
        return f"<p class=MsoListParagraph style='{style}'>{number}<span>{escape(rest)}</span></p>"
    cut = len(text) // 2
    return (
        "<p class=MsoNormal style='text-indent:24.0pt'><span style='mso-bidi-font-size:\n12.0pt'>"
        f"{escape(text[:cut])}</span><span lang=EN-US><o:p></o:p></span><span>{escape(text[cut:])}</span></p>"
    )


def word(report: Report, charset: str) -> str:
    """A page that Word saved: conditional comments, Office tags, numbers in spans of their own."""
    cell = "<p class=MsoNormal align=center><span>{}<o:p></o:p></span></p>"
    cells = rows(cell, " style='border:solid windowtext 1.0pt'")
    table = f"<table class=MsoNormalTable border=1 cellspacing=0>{cells}</table>"
    return _page(WORD, report, charset, body=report.body(_word_paragraph, table))


PORTAL = """<!DOCTYPE html><html><head>$head</head><body>
<div id="top"><a href="/l">登录</a><a href="/r">注册</a></div>$nav
<div id="left">$farm<p>热门排行是根据本周浏览量生成的，每天更新一次，仅供参考。</p></div>
<div id="main"><div class="weizhi">当前位置：<a href="/">网站首页</a></div><h1>$title</h1>
<p class="source">2024-01-15 10:32:11 来源：某某网 编辑：小王</p><div class="nr">$advert$body$advert</div>
<div class="pages">上一篇：<a href="/1">兄弟单位工作总结一</a></div>
<div class="xgwz"><h3>相关阅读</h3><p>$row</p></div><div id="comments"><h3>网友评论</h3>$comments</div>
</div>
<div id="right"><h3>热门排行</h3><p>$row</p></div><div id="foot">版权所有 某某网</div></body></html>"""
COMMENT = "<div class='item'><p>写得真好，感谢分享，我们单位也正在写这样的材料，学习了很多内容。</p></div>"


def portal(report: Report, charset: str) -> str:
    """A portal that reposts: advertisements in the text, link farms on all sides, long comments."""
    advert = "<div class='ad_box'><a href='#'>小额贷款，当天到账，全国可办</a></div>"
    names = "".join(f"<th>{text}</th>" for text in TABLE[0])
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in TABLE[1:])
    table = f"<table><thead><tr>{names}</tr></thead><tbody>{cells}</tbody></table>"
    return _page(
        PORTAL,
        report,
        charset,
        body=report.body(plain, advert + table),
        advert=advert,
        farm=links("兄弟单位工作总结", 15),
        row=" ".join(f"<a href='/{n}'>兄弟单位工作总结{n}</a>" for n in range(40)),
        comments=COMMENT * 12,
    )


MOBILE = """<!doctype html><html><head>$head</head><body><div><i>网站首页</i></div><section><h2>$title</h2>
<em>2024-01-15</em> <em>某某县卫健局</em></section><section>$body</section>
<div>扫一扫在手机打开当前页</div></body></html>"""


def mobile(report: Report, charset: str) -> str:
    """A phone page: sections, spans that styles make blocks, no container with a name."""

    def make(text: str) -> str:
        return f"<section><span style='display:block'>{escape(text)}</span></section>"

    return _page(MOBILE, report, charset, body=report.body(make, f"<table>{rows()}</table>"))


SPAM = """<html><head>$head<style>.a{color:red}.kt,.hh{display:none}@media print{.c{display:none}}</style>
</head><body>
<div class="hh">$nav$loan</div><div class="c"><h1>$title</h1><div>时间：2024-01-15</div>$body</div>
<noscript>网站首页</noscript><div style="position:absolute;left:-9999px">小额贷款</div></body></html>"""


def spam(report: Report, charset: str) -> str:
    """Hidden words between and inside the paragraphs: by style, class, attribute and size."""

    def make(text: str) -> str:
        cut = len(text) // 2
        inside = "<span style='font-size:0'>小额贷款</span><i class='kt'>小额贷款</i>"
        hidden = f"<p hidden>{LOAN}</p><p style='display: none'>{LOAN}</p>"
        return f"<p>{escape(text[:cut])}{inside}{escape(text[cut:])}</p>{hidden}"

    body = report.body(make, f"<table border=1><caption></caption>{rows()}</table>")
    return _page(SPAM, report, charset, body=body, loan=LOAN)


UNCLOSED = """<html><head>$head</head><body><div class=daohang>
<a href=/>网站首页</a> <a href=/b>办事指南</a></div>
<h2 align=center>$title</h2><p align=center>（2024年1月15日）</p></body></html>
<html><body>$body<p>【<a href=#>关闭窗口</a>】"""


def unclosed(report: Report, charset: str) -> str:
    """Tags that nobody closed, a second page begun in the middle, text straight in the body."""
    cells = "".join("<tr>" + "".join(f"<td>{text}" for text in row) for row in TABLE)
    body = report.body(
        lambda text: f"<p><font face=宋体>　　{escape(text)}", f"<table border=1>{cells}</table>"
    )
    return _page(UNCLOSED, report, charset, body=body)


LISTED = """<html><head>$head</head><body><div class=header>$nav</div><div class=con><h1>$title</h1>
<ul style="list-style:none">$body</ul>$table</div><div class=footer>版权所有</div></body></html>"""


def listed(report: Report, charset: str) -> str:
    """Every paragraph an item of one list."""
    items = "".join(f"<li><p>{escape(text)}</p></li>" for text in report.paragraphs)
    return _page(LISTED, report, charset, body=items, table=f"<table border=1>{rows()}</table>")


COUNCIL = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html><head>$head
<meta name="firstpublishedtime" content="2024-01-15-10:32:00"></head><body>
<div class="share-popup"><h6>分享到：<b></b></h6><ul><li><a class="share-btn">QQ空间</a></li></ul></div>
<div class="main"><iframe src="/top.htm"></iframe><div class="content"><div class="padd">
<div class="BreadcrumbNav">
<a href="/index.htm">网站首页</a>&nbsp;>&nbsp;<a href="/b">办事指南</a></div><div class="article oneColumn">
<h1>
   $title
</h1><div class="pages-date">2024-01-15 10:32  <span class="font">来源： 某某县卫生健康局</span>
<div class="pages_print">
<span class="font">【字体：<span class="bigger">大</span> <span>中</span> <span>小</span>】</span>
<span class="font printIco" onclick="window.print()">打印</span></div></div>
<div class="pages_content" id="UCAP-CONTENT">$body</div>
<div class="editor"><span><a href="/j">【我要纠错】</a> </span>责任编辑：小王 </div>
<div id="qr_container">扫一扫在手机打开当前页</div>
<div class="xg-list related"><div class="pannel-title">相关稿件</div>$farm</div></div></div></div>
<div class="back_top"><a>回到
顶部</a></div></div></body> </body></html><script>var N=100;</script>"""


def council(report: Report, charset: str) -> str:
    """The layout of www.gov.cn of 2016 to 2023 and of the sites that copied it."""

    def make(text: str) -> str:
        return f'<p style="text-indent: 2em;">{escape(text)}</p>'

    table = f"<div style='overflow:auto'><table class='t'>{rows('<p>{}</p>')}</table></div>"
    return _page(COUNCIL, report, charset, body=report.body(make, table), farm=links("兄弟单位工作总结", 5))


PARTED = """<html><head>$head</head><body><div class="nav">$nav</div><div class="wrap"><div class="left">
<h4>热门排行</h4>$farm</div><div class="right"><dl class="xxgk"><dt>索引号：</dt>
<dd>K16385772/202401-00076</dd>
<dt>发布机构：</dt><dd>某某县卫生健康局</dd></dl><h2>$title</h2><div>$body</div>
<div style="text-align:right">某某县卫生健康局</div><div style="text-align:right">2024年1月12日</div>
<div class="clear"></div><div>扫一扫 分享到微信</div></div></div><div class="bottom">版权所有</div></body>
</html>"""


def parted(report: Report, charset: str) -> str:
    """Each paragraph in boxes of its own, the signature in others beside them."""

    def make(text: str) -> str:
        inside = f"<p><b>{escape(text[:6])}</b>{escape(text[6:])}</p>"
        return f"<div class='row'><div class='col'>{inside}</div></div>"

    body = report.body(make, f"<div class='row'><table border='1'>{rows()}</table></div>")
    return _page(PARTED, report, charset, body=body, farm=links("兄弟单位工作总结", 20))


WECHAT = """<!DOCTYPE html><html><head>$head<meta property="og:title" content="$title"></head><body>
<div id="js_article" class="rich_media"><h1 class="rich_media_title" id="activity-name">
$title
</h1><div id="meta_content"><span>健康某某</span> <em id="publish_time">2024-01-15 10:32</em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0; ">$body</div></div>
<div class="qr_code_pc">扫一扫关注该公众号</div></body></html>"""


def wechat(report: Report, charset: str) -> str:
    """A page that hides its text until scripts have run."""

    def make(text: str) -> str:
        return f"<section><p><span>{escape(text)}</span></p></section><p><br></p>"

    return _page(WECHAT, report, charset, body=report.body(make, f"<table>{rows('<p>{}</p>')}</table>"))


LAYOUTS = (
    modern,
    trs,
    aspnet,
    breaks,
    word,
    portal,
    mobile,
    spam,
    unclosed,
    listed,
    council,
    parted,
    wechat,
)
