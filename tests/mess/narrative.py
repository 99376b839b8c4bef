"""The prose around the tables: invented sentences, true counts of cells, and counts of other things."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.mess.cells import FULL_WIDTH
from tests.mess.figures import Figures
from tests.mess.options import Mess
from tests.mess.places import Office

SECTIONS = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
OTHER_COUNTS = (
    "“民声信箱”收到群众来信{}件，均已回复。",
    "12345热线转来工单{}件，按期办结率百分之百。",
    "办结群众来信{}件，满意率稳步上升。",
    "全年答复网民留言{}条。",
    "承办人大代表建议{}件、政协提案6件，全部办结。",
    "咨询电话接听{}次，来访接待7批。",
)
STEADY = (
    "（三）政府信息管理：逐条核对公开属性，凡上网内容先审后发，旧稿定期清理。",
    "（四）平台建设：网站栏目按新目录归并，手机端与网页同步更新。",
    "（五）监督保障：安排专人值守，每季抽查一次，年内未出现追责情形。",
)
PROBLEMS = (
    "主要问题：一是个别科室报送信息偏慢；二是信访举报投诉类申请与咨询混在一起，甄别费时；三是解读形式单调。",
    "（一）主要问题\n1.栏目更新时快时慢。\n2.经办人员更换频繁，业务不熟。\n（二）改进情况\n1.列出更新清单，到期提醒。\n2.新到岗人员先培训后上岗。",
)
MEASURES = "下一步：一是排出报送时间表；二是编写答复范本；三是多用图示和问答来解读。"
FULL_WIDTH_DIGITS = {key: value for key, value in FULL_WIDTH.items() if chr(key).isdigit()}
PROSE_LINE = re.compile(r".{1,37}(?:\d+|.|$)")
NUMERAL_YEARS = tuple(str.maketrans("0123456789", f"{zero}一二三四五六七八九") for zero in "〇○")
CLOSING = ("本年度没有收取信息处理费。", "无其他需要报告的事项。")


@dataclass(frozen=True, slots=True)
class Story:
    """Who reports on which year with which true figures."""

    office: Office
    year: int
    figures: Figures

    def count(self, key: str) -> int:
        """The whole number in a cell."""
        return int(self.figures[key])


def title(rng: Random, mess: Mess, story: Story) -> list[str]:
    """The report's title, in two lines where the mess splits it."""
    form = rng.choice(("{}年政府信息公开工作年度报告", " {} 年政府信息公开工作年度报告", "{}年政府信息公开年度报告"))
    year = str(story.year).translate(rng.choice(NUMERAL_YEARS)) if "chinese_year" in mess else story.year
    rest = form.format(year)
    mark = rng.choice(("", "# "))
    if "split_title" in mess:
        return [story.office.printed, rest.strip()]
    return [mark + story.office.printed + rest]


def opening(story: Story) -> str:
    """The first paragraph, which names the office in full."""
    year = story.year
    return f"现将{story.office.full}{year}年政府信息公开情况公布如下，数据统计时间为{year}年1月1日至12月31日。"


def overview(rng: Random, story: Story) -> list[str]:
    """Section 1 without its opening: true counts of cells among counts of other things."""
    made = "issued" if story.year > 2020 else "made"
    normative = story.count(f"disclosure.normative_documents.{made}")
    news = f"（一）主动公开：网站发布信息{rng.randint(40, 9000)}条，政策解读{rng.randint(1, 60)}篇。"
    quoted = f"制发行政规范性文件{normative}件。" if rng.random() < 0.6 else ""
    others = [sentence.format(rng.randint(2, 900)) for sentence in rng.sample(OTHER_COUNTS, rng.randint(0, 3))]
    return [
        news + quoted,
        "（二）依申请公开：" + rng.choice(APPLICATION_FORMS)(rng, story) + "".join(others),
        *STEADY,
        *_disputes(rng, story),
        *rng.sample(
            ("组织人员到苏州市学习交流，借鉴了目录编制的做法。", f"本报告由{_compiler(story)}编写。"), rng.randint(0, 1)
        ),
    ]


def problems(rng: Random) -> list[str]:
    """Section 5."""
    text = rng.choice(PROBLEMS)
    return [*text.split("\n"), *([] if "改进情况" in text else [MEASURES])]


def closing(rng: Random, story: Story) -> list[str]:
    """Section 6."""
    rule = f"依照国办函〔2020〕109号文件，{story.year}年没有产生信息处理费。"
    return [rule if story.year > 2020 and rng.random() < 0.5 else rng.choice(CLOSING)]


def printed(mess: Mess, text: str) -> list[str]:
    """A paragraph with its digits as the mess prints them, in the lines of its layout."""
    if "spaced_digits" in mess:
        text = re.sub(r"(\d+)", r" \1 ", text).strip()
    text = text.translate(FULL_WIDTH_DIGITS) if "full_width" in mess else text
    return [line.strip() for line in re.findall(PROSE_LINE, text)] if mess.layout == "words" else [text, ""]


def _compiler(story: Story) -> str:
    """An office that the text names beside its own."""
    name = story.office.printed
    return name + "办公室" if name.endswith("人民政府") else "本单位综合科"


def _both(rng: Random, story: Story) -> str:
    new, carried_in, concluded, carried_out = (
        story.count(f"applications.{row}.total") for row in ("new", "carried_in", "concluded", "carried_out")
    )
    return f"全年共收到政府信息公开申请{new}件，上年结转{carried_in}件，办结{concluded}件，结转下年度{carried_out}件。"


def _channels(rng: Random, story: Story) -> str:
    new = story.count("applications.new.total")
    online = rng.randint(0, new)
    return f"受理政府信息公开申请{new}件，其中网上提交{online}件，信函及当面提交{new - online}件。"


def _all_in_hand(rng: Random, story: Story) -> str:
    total = story.count("applications.new.total") + story.count("applications.carried_in.total")
    return f"全年受理政府信息公开申请{total}件（含上年结转），已答复{story.count('applications.concluded.total')}件。"


def _silent(rng: Random, story: Story) -> str:
    return "申请渠道畅通，答复格式统一。"


def _disputes(rng: Random, story: Story) -> list[str]:
    reviews = story.count("reconsideration.total")
    suits = story.count("litigation_direct.total") + story.count("litigation_after_reconsideration.total")
    return [f"因政府信息公开引发行政复议{reviews}件、行政诉讼{suits}件。"] if rng.random() < 0.5 else []


APPLICATION_FORMS: tuple[Callable[[Random, Story], str], ...] = (_both, _channels, _all_in_hand, _silent)
