"""Digests of five real reports: their real figures, and what they say in a line each, in our own words.

The figures are those of the statutory tables as published; a cell that is not listed is printed as 0.
"""

from dataclasses import dataclass
from decimal import Decimal

from ingest.model import Level, Region
from ingest.template import load_template
from scripts.samples.flaws import print_cells
from scripts.samples.model import Draft, Dress, Quoted, Wording

_NEW = "applications.new.total"
_IN = "applications.carried_in.total"
_DONE = "applications.concluded.total"
_OUT = "applications.carried_out.total"
_ITEMS = "narrative.disclosed_items"
_ISSUED = "disclosure.normative_documents.issued"
_DISPUTES = ("reconsideration.total", "litigation_direct.total", "litigation_after_reconsideration.total")


@dataclass(frozen=True, slots=True)
class Digest:
    """One real report in short. `cells` are rows or single cells with what they print; rows in the table's order."""

    office: str
    year: int
    region: Region
    level: Level
    dress: Dress
    rows: dict[str, tuple[int, ...]]
    wording: Wording


def _five(problems: tuple[str, ...], measures: tuple[str, ...]) -> tuple[str, ...]:
    lines = (
        ["（一）存在的主要问题", *(f"{index}.{text}。" for index, text in enumerate(problems, 1))] if problems else []
    )
    return (*lines, "（二）改进措施", *(f"{index}.{text}。" for index, text in enumerate(measures, 1)))


def _wording(
    one: tuple[str, ...],
    five: tuple[tuple[str, ...], tuple[str, ...]],
    six: tuple[str, ...],
    quoted: tuple[Quoted, ...],
) -> Wording:
    items = [quote.value for quote in quoted if quote.text.startswith("主动公开")]
    narrative = {_ITEMS: items[0]} if items else {}
    return Wording({1: one, 5: _five(*five), 6: six}, *five, quoted, narrative)


_SHANZHOU = Region("河南省", "三门峡市", "陕州区")
DIGESTS = (
    Digest(
        office="三门峡市陕州区人民政府办公室",
        year=2025,
        region=_SHANZHOU,
        level="county",
        dress="hash",
        rows={
            "disclosure.normative_documents": (1, 0, 1),
            "applications.new": (58, 0, 0, 0, 0, 0, 58),
            "applications.other.other": (58, 0, 0, 0, 0, 0, 58),
            "applications.concluded": (58, 0, 0, 0, 0, 0, 58),
        },
        wording=_wording(
            (
                "主动公开政务信息5303条，包括工作动态3523篇、政策文件10件、解读9件，另设工业强区和涉企执法公示专栏。",
                "受理政府信息公开申请58件，都在期限内办完；答复群众来信39件。",
                "发布前审查三遍，要求新媒体每周至少更新两次；办培训2次、80多人次参加，上门指导9次。",
            ),
            (
                (
                    "有的新媒体账号更新次数达不到要求，传播效果一般",
                    "应当主动公开的事项没有梳理全，政策变了内容没有跟着改",
                    "乡镇、街道和区直单位之间差距较大，经办人员水平不一",
                ),
                (
                    "紧跟中心工作细化公开内容，用图表等形式讲解政策",
                    "给各单位统一编制公开事项目录，并随时更新",
                    "盯住新媒体运营，改善网站功能",
                    "对基层开展一对一帮扶，均衡力量配置",
                ),
            ),
            (
                "未收取信息处理费。",
                "其他：定期开会部署公开工作；督促公共企事业单位公开；继续运营区政府公众号。",
            ),
            (
                Quoted("主动公开政务信息5303条", 5303, (), None),
                Quoted("受理政府信息公开申请58件", 58, (_NEW,), 58),
                Quoted("政策文件10件", 10, (), None),
                Quoted("答复群众来信39件", 39, (), None),
            ),
        ),
    ),
    Digest(
        office="西工区人民政府办公室",
        year=2025,
        region=Region("河南省", "洛阳市", "西工区"),
        level="county",
        dress="hash",
        rows={
            "disclosure.normative_documents": (1, 0, 6),
            "applications.new": (117, 0, 0, 0, 0, 0, 117),
            "applications.granted": (73, 0, 0, 0, 0, 0, 73),
            "applications.refused.process": (5, 0, 0, 0, 0, 0, 5),
            "applications.refused.enforcement_file": (2, 0, 0, 0, 0, 0, 2),
            "applications.unavailable.not_held": (11, 0, 0, 0, 0, 0, 11),
            "applications.unavailable.still_unclear": (1, 0, 0, 0, 0, 0, 1),
            "applications.other.other": (23, 0, 0, 0, 0, 0, 23),
            "applications.concluded": (115, 0, 0, 0, 0, 0, 115),
            "applications.carried_out": (2, 0, 0, 0, 0, 0, 2),
            "reconsideration": (3, 3, 0, 0, 6),
            "litigation_direct": (2, 1, 0, 0, 3),
            "litigation_after_reconsideration": (0, 1, 0, 0, 1),
        },
        wording=_wording(
            (
                "发布正式文件9份、解读12篇、政务动态812条。",
                "正文称受理依申请公开事项134件，并都按时作了答复。",
                "建立发布审查和日常巡检，新媒体账号按备案逐一核对，网站作了改版。",
            ),
            (
                (
                    "公开的标准化体系还不成熟，操作流程需要改进",
                    "平台运维能力不足，政策推送不够对路",
                ),
                (
                    "把信息公开列为年度重点任务",
                    "开展专题培训，提高解读、运营和数据管理水平",
                    "完善公开标准和意见反馈制度",
                ),
            ),
            ("全年没有产生信息处理费。",),
            (
                Quoted("正式文件9份", 9, (), None),
                Quoted("正文称受理依申请公开事项134件", 134, (_NEW,), 117),
            ),
        ),
    ),
    Digest(
        office="三门峡市陕州区人民政府办公室",
        year=2021,
        region=_SHANZHOU,
        level="county",
        dress="bare",
        rows={
            "applications.new": (2, 0, 0, 0, 0, 0, 2),
            "applications.unavailable.not_held": (2, 0, 0, 0, 0, 0, 2),
            "applications.concluded": (2, 0, 0, 0, 0, 0, 2),
        },
        wording=_wording(
            (
                "主动公开政务信息2926条，文中说含规范性文件1件。",
                "文中说处理依申请公开22件，又提到区长信箱等来信78余件、来电百余次，行政复议、行政诉讼0件。",
                "为21家单位和13个乡镇建了网站子页，设立公开专区，培训两次。",
            ),
            (
                (),
                (
                    "对照目录标准查漏补缺，把试点领域的内容补全",
                    "健全组织、运行和督导机制，为栏目内容作出保障计划",
                    "多作宣传、培训和督导，抓好重点领域公开",
                ),
            ),
            (
                "没有产生信息处理费。",
                "25个试点领域的目录和内容已上网；该办公室名下没有政务新媒体。",
            ),
            (
                Quoted("主动公开政务信息2926条", 2926, (), None),
                Quoted("文中说含规范性文件1件", 1, (_ISSUED,), 0),
                Quoted("文中说处理依申请公开22件", 22, (_NEW,), 2),
                Quoted("行政诉讼0件", 0, _DISPUTES, 0),
            ),
        ),
    ),
    Digest(
        office="焦作市人民政府办公室",
        year=2025,
        region=Region("河南省", "焦作市"),
        level="prefecture",
        dress="hash",
        rows={
            "disclosure.normative_documents": (7, 121, 176),
            "applications.new": (258, 8, 0, 0, 0, 0, 266),
            "applications.carried_in": (2, 0, 0, 0, 0, 0, 2),
            "applications.granted": (22, 2, 0, 0, 0, 0, 24),
            "applications.refused.state_secret": (1, 0, 0, 0, 0, 0, 1),
            "applications.refused.three_securities": (1, 0, 0, 0, 0, 0, 1),
            "applications.refused.process": (1, 0, 0, 0, 0, 0, 1),
            "applications.unavailable.not_held": (180, 6, 0, 0, 0, 0, 186),
            "applications.unavailable.must_be_created": (3, 0, 0, 0, 0, 0, 3),
            "applications.not_processed.petition": (4, 0, 0, 0, 0, 0, 4),
            "applications.not_processed.repeated": (3, 0, 0, 0, 0, 0, 3),
            "applications.other.not_corrected_in_time": (12, 0, 0, 0, 0, 0, 12),
            "applications.other.other": (4, 0, 0, 0, 0, 0, 4),
            "applications.concluded": (231, 8, 0, 0, 0, 0, 239),
            "applications.carried_out": (29, 0, 0, 0, 0, 0, 29),
            "reconsideration": (1, 0, 0, 1, 2),
        },
        wording=_wording(
            (
                "门户网站登出信息6003条，新媒体384条；网民咨询和投诉3872件，全部办结。",
                "收到政府信息公开申请266件，上年结转2件，办结239件，结转下年29件。",
                "每天巡查44家网站和294个新媒体，督促整改；公开工作列入绩效考核，无人被追责。",
            ),
            (
                ("有的单位不重视网站和新媒体的日常维护，互动答复慢",),
                (
                    "经常检查，促使各单位把运维放在心上",
                    "办专题培训，让经办人熟悉操作规范",
                    "定期普查网站和新媒体的内容与安全",
                    "升级集约化平台，使互动答复更简便",
                ),
            ),
            ("全年没有行政事业性收费。",),
            (
                Quoted("收到政府信息公开申请266件", 266, (_NEW,), 266),
                Quoted("上年结转2件", 2, (_IN,), 2),
                Quoted("办结239件", 239, (_DONE,), 239),
                Quoted("结转下年29件", 29, (_OUT,), 29),
                Quoted("网民咨询和投诉3872件", 3872, (), None),
            ),
        ),
    ),
    Digest(
        office="三门峡市城乡一体化示范区（高新区）党政办公室",
        year=2023,
        region=Region("河南省", "三门峡市"),
        level="county",
        dress="plain",
        rows={
            "applications.new": (5, 0, 0, 0, 0, 0, 5),
            "applications.granted": (1, 0, 0, 0, 0, 0, 1),
            "applications.partial": (4, 0, 0, 0, 0, 0, 4),
            "applications.concluded": (5, 0, 0, 0, 0, 0, 5),
        },
        wording=_wording(
            (
                "主动公开信息1142条，靠示范区公众号发布动态。",
                "收到政府信息公开申请5件，办结5件，多与拆迁有关；线上提出的1件，写信提出的4件。",
                "由主要领导牵头、各单位联动，发布前审校三遍；当年没有追责情况。",
            ),
            (
                (
                    "主动公开的劲头不足，多是上级要什么就公开什么",
                    "信息有差错，发布不够规范",
                ),
                (
                    "学习文件、参加全市培训，提升公开能力",
                    "谁主管谁负责，把任务分到科室，加强配合",
                ),
            ),
            ("机构改革后单位作了合并；没有需要收费的申请。",),
            (
                Quoted("主动公开信息1142条", 1142, (), None),
                Quoted("收到政府信息公开申请5件", 5, (_NEW,), 5),
                Quoted("办结5件", 5, (_DONE,), 5),
                Quoted("线上提出的1件", 1, (), None),
                Quoted("写信提出的4件", 4, (), None),
            ),
        ),
    ),
)


def digest_drafts() -> tuple[Draft, ...]:
    """The five digests as drafts."""
    return tuple(_draft(digest) for digest in DIGESTS)


def _draft(digest: Digest) -> Draft:
    return Draft(
        file=f"{digest.office}{digest.year}（摘录）.txt",
        office=digest.office,
        title=digest.office,
        region=digest.region,
        level=digest.level,
        kind="government",
        year=digest.year,
        template="2021",
        cells=print_cells(_facts(digest), ()),
        wording=digest.wording,
        dress=digest.dress,
        fictional=False,
    )


def _facts(digest: Digest) -> dict[str, Decimal]:
    template = load_template("2021")
    facts = {cell.key: Decimal(0) for row in template.rows for cell in row.cells}
    for key, numbers in digest.rows.items():
        keys = [cell.key for cell in template.row(key).cells]
        facts.update({cell: Decimal(number) for cell, number in zip(keys, numbers, strict=True)})
    return facts
