"""What stands around the article of a web page: navigation, lists of other reports, sharing, footers."""

from random import Random

from tests.mess.article import Article
from tests.mess.options import Mess

SITES = ("门户网站", "政府网", "政务公开网")
MENU = ("首页", "政务公开", "互动交流", "办事服务", "数据开放")
OTHERS = ("沙河镇人民政府", "民政局", "云溪区人民政府办公室", "统计局")


def site_name(rng: Random, article: Article) -> str:
    """The site's name: the office's largest place, then a word for such sites."""
    place = next(iter(article.story.office.region.parts), "")
    return place + rng.choice(SITES)


def framed(rng: Random, mess: Mess, article: Article, inside: str) -> str:
    """The article between the bars and lists of a content system, or alone."""
    if mess.layout in ("page", "nested"):
        frame = _nested if mess.layout == "nested" else _divisions
    else:
        frame = rng.choice((_divisions, _plain))
    return frame(rng, article, inside)


def _plain(rng: Random, article: Article, inside: str) -> str:
    return inside


def _divisions(rng: Random, article: Article, inside: str) -> str:
    beside = f'<div class="side"><h3>相关链接</h3><ul>{_reports(rng, article)}</ul></div>'
    before, after = (beside, "") if rng.random() < 0.5 else ("", beside)
    editor = rng.choice(('class="TRS_Editor" id="zoom"', 'id="UCAP-CONTENT"', 'class="article-content"', "id=content"))
    return (
        f'<div class="top"><ul class="nav">{_menu()}</ul></div>\n'
        f'<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/xx">政府信息公开</a> &gt; 年报</div>\n'
        f'{before}<div class="main"><div {editor}>{inside}</div>{_sharing(rng)}</div>{after}\n'
        f"{_footer(rng, article)}"
    )


def _nested(rng: Random, article: Article, inside: str) -> str:
    """Layout tables in layout tables, the article in the innermost."""
    side = f'<table width="180"><tr><td>相关年报</td></tr>{_rows(rng, article)}</table>'
    core = f'<table width="96%" align="center"><tbody><tr><td class="xl">{inside}</td></tr></tbody></table>'
    for _ in range(rng.randint(0, 2)):
        core = f'<table cellpadding="0"><tr><td width="10"></td><td>{core}</td><td width="10">&nbsp;</td></tr></table>'
    columns = [f'<td valign="top">{side}</td>', f'<td valign="top">{core}</td>']
    if rng.random() < 0.5:
        columns.reverse()
    bar = '<tr><td colspan="2">当前位置：<a href="/">首页</a> &gt;&gt; 信息公开年报</td></tr>'
    menu = f'<table width="1000"><tr>{"".join(f"<td><a>{word}</a></td>" for word in MENU)}</tr></table>'
    last = f'<tr><td colspan="2" align="center">{_sharing(rng)}{_footer(rng, article)}</td></tr>'
    return f'{menu}<table width="1000" border="0">{bar}<tr>{"".join(columns)}</tr>{last}</table>'


def _menu() -> str:
    return "".join(f'<li><a href="/{n}">{word}</a></li>' for n, word in enumerate(MENU))


def _titles(rng: Random, article: Article) -> list[str]:
    year, own = article.story.year, article.story.office.printed
    years = [other for other in range(year - 3, year + 2) if other != year]
    titles = [f"{own}{other}年政府信息公开工作年度报告" for other in rng.sample(years, rng.randint(2, 4))]
    return titles + [f"{name}{year}年政府信息公开工作年度报告" for name in rng.sample(OTHERS, rng.randint(0, 2))]


def _reports(rng: Random, article: Article) -> str:
    return "\n".join(f'<li><a href="/nb/{n}">{title}</a></li>' for n, title in enumerate(_titles(rng, article)))


def _rows(rng: Random, article: Article) -> str:
    return "\n".join(
        f'<tr><td><a href="/nb/{n}">{title}</a></td></tr>' for n, title in enumerate(_titles(rng, article))
    )


def _sharing(rng: Random) -> str:
    return (
        f'<div class="share">分享到：<a>微信</a> <a>微博</a> <a>QQ空间</a>　【<a href="javascript:print()">打印</a>】'
        f"【关闭】 浏览次数：<span>{rng.randint(3, 90000)}</span></div>"
    )


def _footer(rng: Random, article: Article) -> str:
    code, telephone = rng.randint(10**9, 10**10 - 1), f"0{rng.randint(300, 999)}-{rng.randint(10**6, 10**7)}"
    host = f"<p>主办：{site_name(rng, article)}编辑部　承办：信息中心</p>"
    return f'<div class="footer">{host}<p>网站标识码：{code}　电话：{telephone}</p></div>'


def byline(rng: Random, article: Article) -> str:
    """The line under the title: when and by whom it was put up."""
    year, month, day = article.story.year + 1, rng.randint(1, 3), rng.randint(1, 28)
    words = rng.choice(
        ("发布日期：{}　来源：政府网站　字体：<a>大</a> <a>中</a> <a>小</a>", "时间：{} 作者：管理员", "{}")
    )
    return f'<div class="info">{words.format(f"{year}-{month:02}-{day:02} 09:{rng.randint(10, 59)}")}</div>'
