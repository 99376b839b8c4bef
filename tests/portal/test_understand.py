from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from index.library import Library
from ingest.datafiles import data_path
from ingest.template import APPLICANTS, OUTCOMES, load_template
from portal.questions.plan import NotUnderstood, Plan
from portal.questions.saying.notes import Language
from portal.questions.saying.phrasing import ask_list
from portal.questions.understand import MAX_LENGTH, understand
from portal.questions.words.metrics import metric_of
from tests.portal.asking import TODAY, make_library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with make_library(tmp_path_factory.mktemp("asked") / "library") as opened:
        yield opened


@dataclass(frozen=True)
class Asked:
    """A question with the plan it must become; `condition` is operator and number, None of a figure."""

    question: str
    operation: str
    metric: str
    filters: str = ""
    condition: str | None = "> 0"


def listing(question: str, metric: str, filters: str = "", condition: str = "> 0") -> Asked:
    return Asked(question, "list", metric, filters, condition)


def figure(question: str, metric: str, filters: str) -> Asked:
    return Asked(question, "number", metric, filters, None)


QINGSHAN_2024 = "year=2024 office=青山市人民政府"
BAILU_2024 = "year=2024 office=白鹭区人民政府办公室"
NEW = "applications.new.total"

CHINESE_LISTS = [
    listing("哪些单位的行政复议被纠正了？", "reconsideration.corrected"),
    listing("哪个机关的复议被纠正", "reconsideration.corrected"),
    listing("２０２４年哪些单位的行政复议被纠正了", "reconsideration.corrected", "year=2024"),
    listing("二〇二四年哪些单位的行政复议被纠正了", "reconsideration.corrected", "year=2024"),
    listing("24年哪些单位的行政复议被纠正了", "reconsideration.corrected", "year=2024"),
    listing("去年哪些单位复议被撤销", "reconsideration.corrected", "year=2024"),
    listing("2020到2023年哪些单位收到申请", NEW, "year=2020..2023"),
    listing("2023年以来哪些单位收到申请", NEW, "year=2023.."),
    listing("2024年以前哪些单位收到申请", NEW, "year=..2023"),
    listing("近三年哪些单位收到申请", NEW, "year=2022..2024"),
    listing("2023年和2024年哪些单位收到申请", NEW, "year=2023 year=2024"),
    listing("最新一年哪些单位收到申请", NEW, "year=2024"),
    listing("哪些单位的复议维持了", "reconsideration.upheld"),
    listing("哪些单位还有行政复议尚未审结", "reconsideration.pending"),
    listing("哪些单位行政复议有其他结果", "reconsideration.other"),
    listing("哪些单位有行政复议", "reconsideration.total"),
    listing("哪些单位被告了", "litigation.total"),
    listing("哪些单位打过官司", "litigation.total"),
    listing("哪些单位的行政诉讼被纠正", "litigation.corrected"),
    listing("哪些单位败诉了", "litigation.corrected"),
    listing("哪些单位输了官司", "litigation.corrected"),
    listing("哪些单位复议后起诉败诉", "litigation_after_reconsideration.corrected"),
    listing("哪些单位未经复议直接起诉的案件被纠正", "litigation_direct.corrected"),
    listing("哪些单位被纠正了", "review.corrected"),
    listing("复议和诉讼被纠正的单位", "review.corrected"),
    listing("哪些单位的新收申请超过100件", NEW, condition="> 100"),
    listing("收到申请不少于一百二十件的单位", NEW, condition=">= 120"),
    listing("哪些单位收到申请至少三百件", NEW, condition=">= 300"),
    listing("哪些单位收到300件以上申请", NEW, condition=">= 300"),
    listing("哪些单位收到申请不到二十件", NEW, condition="< 20"),
    listing("哪些单位收到申请不超过20件", NEW, condition="<= 20"),
    listing("哪些单位的申请没有超过20件", NEW, condition="<= 20"),
    listing("哪些单位申请最多20件", NEW, condition="<= 20"),
    listing("哪些单位收到申请1,000件以上", NEW, condition=">= 1000"),
    listing("哪些单位收到申请大于1.2万件", NEW, condition="> 12000"),
    listing("哪些单位正好收到12件申请", NEW, condition="= 12"),
    listing("哪些单位没有收到申请", NEW, condition="= 0"),
    listing("一件申请也没有的单位有哪些", NEW, condition="= 0"),
    listing("哪些单位复议纠正为零", "reconsideration.corrected", condition="= 0"),
    listing("哪些单位没有国家秘密的不予公开", "applications.refused.state_secret.total", condition="= 0"),
    listing("哪些单位有不予公开的申请", "applications.refused.total"),
    listing("哪些单位拒绝公开", "applications.refused.total"),
    listing("哪些单位无法提供超过50件", "applications.unavailable.total", condition="> 50"),
    listing("哪些单位不予处理", "applications.not_processed.total"),
    listing("哪些单位有其他处理", "applications.other.total"),
    listing("哪些单位因国家秘密不予公开", "applications.refused.state_secret.total"),
    listing("哪些单位以过程性信息为由不予公开", "applications.refused.process.total"),
    listing("哪些单位收到企业的申请", "applications.new.business"),
    listing("哪些单位收到律师事务所的申请", "applications.new.legal_service"),
    listing("哪些单位不予公开自然人的申请", "applications.refused.natural_person"),
    listing("哪些单位把申请结转到下年", "applications.carried_out.total"),
    listing("哪些单位有上年结转", "applications.carried_in.total"),
    listing("哪些单位部分公开", "applications.partial.total"),
    listing("哪些单位公开了申请", "applications.disclosed.total"),
    listing("哪些单位制发了规范性文件", "disclosure.normative_documents.issued"),
    listing("哪些单位废止过规章", "disclosure.regulations.repealed"),
    listing("哪些单位收费超过一千万元", "disclosure.fees.amount", condition="> 1000"),
    listing("哪些单位的行政处罚决定超过10件", "disclosure.penalty.decisions", condition="> 10"),
    listing("哪些单位的复议纠正率超过三成", "correction_rate", condition="> 0.3"),
    listing("哪些单位复议纠正超过三成", "correction_rate", condition="> 0.3"),
    listing("哪些单位诉讼纠正率不低于50%", "correction_rate.litigation", condition=">= 0.5"),
    listing("哪些单位公开率低于百分之六十", "disclosure_rate", condition="< 0.6"),
    listing("哪些单位无法提供率超过四分之一", "unavailable_rate", condition="> 0.25"),
    listing("哪些单位不予公开的比例超过一成", "refusal_rate", condition="> 0.1"),
    listing("哪些单位结转率大于5%", "carried_out_rate", condition="> 0.05"),
    listing("哪些单位自然人占比高于九成", "natural_person_share", condition="> 0.9"),
    listing("哪些单位已审结案件纠正率超过30%", "correction_rate_decided", condition="> 0.3"),
    listing("哪些单位争议率超过5%", "dispute_rate", condition="> 0.05"),
    listing("哪些单位不予处理率超过1%", "not_processed_rate", condition="> 0.01"),
    listing("哪些单位其他处理率超过1%", "other_rate", condition="> 0.01"),
    listing("青山市哪些单位的行政复议被纠正", "reconsideration.corrected", "region=示例省/青山市"),
    listing("青山哪些单位收到申请", NEW, "region=示例省/青山市"),
    listing(
        "临江市松林区政府办公室收到申请大于5件",
        NEW,
        "office=松林区人民政府办公室 region=示例省/临江市/松林区",
        "> 5",
    ),
    listing("去年哪些区县收到申请", NEW, "year=2024 level=county office_kind=government"),
    listing("哪些部门收到申请", NEW, "office_kind=department"),
    listing("青山市哪些部门收到申请", NEW, "region=示例省/青山市 office_kind=department"),
    listing("主动公开信息超过100条的单位", "narrative.disclosed_items", condition="> 100"),
    listing("哪些单位收了信息处理费", "narrative.information_fee"),
]
EVERY = [
    Asked("2024年每个单位收到多少申请", "list", NEW, "year=2024", None),
    Asked("哪些单位分别收到几件申请", "list", NEW, "", None),
    Asked("how many applications did each office receive in 2024", "list", NEW, "year=2024", None),
]
CHINESE_FIGURES = [
    figure("青山市2024年收到多少申请", NEW, QINGSHAN_2024),
    figure("青山市收到多少申请", NEW, QINGSHAN_2024),
    figure("青山市2024年因本机关不掌握而无法提供的有多少件", "applications.unavailable.not_held.total", QINGSHAN_2024),
    figure("请问青山市2024年不予公开几件？", "applications.refused.total", QINGSHAN_2024),
    figure("青山市2023年行政复议纠正多少件", "reconsideration.corrected", "year=2023 office=青山市人民政府"),
    figure("示例省青山市白鹭区2024年行政复议总计几件", "reconsideration.total", BAILU_2024),
    figure("白鹭区政府办公室去年行政复议几件", "reconsideration.total", BAILU_2024),
    figure("白鹭区政府去年行政复议几件", "reconsideration.total", BAILU_2024),
    figure("白鹭2020年规章新制作几件", "disclosure.regulations.made", "year=2020 office=白鹭区人民政府办公室"),
    figure("青山市生态环境局收到多少申请", NEW, "year=2024 office=青山市生态环境局"),
    figure("市生态环境局的新收申请", NEW, "year=2024 office=青山市生态环境局"),
    figure("临江市人民政府收到多少申请", NEW, "year=2024 office=临江市人民政府"),
    figure("临江市政府办公室收到多少申请", NEW, "year=2024 office=临江市人民政府办公室"),
    figure("临江市松林区收到几件申请", NEW, "year=2024 office=松林区人民政府办公室 region=示例省/临江市/松林区"),
    figure("青山市败诉几件", "litigation.corrected", QINGSHAN_2024),
    figure("青山市2024年办结多少件", "applications.concluded.total", QINGSHAN_2024),
    figure("青山市2024年复议纠正率是多少", "correction_rate", QINGSHAN_2024),
    figure("青山市2024年自然人的不予公开率", "refusal_rate.natural_person", QINGSHAN_2024),
    figure("青山市2024年行政许可多少件", "disclosure.licensing.decisions", QINGSHAN_2024),
    figure("青山市2024年现行有效的规范性文件有多少", "disclosure.normative_documents.in_force", QINGSHAN_2024),
    figure("青山市2024年收费多少万元", "disclosure.fees.amount", QINGSHAN_2024),
]
ENGLISH = [
    listing("which offices had corrected reconsiderations", "reconsideration.corrected"),
    listing(
        "Which offices had administrative reconsiderations overturned in 2024?",
        "reconsideration.corrected",
        "year=2024",
    ),
    listing("which offices had reconsiderations upheld", "reconsideration.upheld"),
    listing("which agencies have pending reconsiderations", "reconsideration.pending"),
    listing("who was sued", "litigation.total"),
    listing("which offices lost lawsuits", "litigation.corrected"),
    listing("which offices had direct lawsuits corrected", "litigation_direct.corrected"),
    listing("which offices had litigation after reconsideration", "litigation_after_reconsideration.total"),
    listing("which offices received more than 100 applications", NEW, condition="> 100"),
    listing("which offices received at least twenty applications in 2024", NEW, "year=2024", ">= 20"),
    listing("which offices received fewer than 20 applications", NEW, condition="< 20"),
    listing("which offices received 100 or more applications", NEW, condition=">= 100"),
    listing("which offices received no more than 20 requests", NEW, condition="<= 20"),
    listing("which offices received exactly 12 applications", NEW, condition="= 12"),
    listing("which offices had no applications", NEW, condition="= 0"),
    listing("list offices without refused applications", "applications.refused.total", condition="= 0"),
    listing("which offices refused applications last year", "applications.refused.total", "year=2024"),
    listing("which offices refused applications because of state secrets", "applications.refused.state_secret.total"),
    listing("which offices refused requests to protect third parties", "applications.refused.third_party.total"),
    listing("which offices withheld internal affairs", "applications.refused.internal_affairs.total"),
    listing("which offices could not provide information not held", "applications.unavailable.not_held.total"),
    listing("offices with more than 50 unavailable applications", "applications.unavailable.total", condition="> 50"),
    listing("which offices had petitions not processed", "applications.not_processed.petition.total"),
    listing("which offices had repeated applications", "applications.not_processed.repeated.total"),
    listing("which offices granted more than 100 applications", "applications.granted.total", condition="> 100"),
    listing("which offices partially granted applications", "applications.partial.total"),
    listing("which offices received applications from companies", "applications.new.business"),
    listing("which offices received applications from law firms", "applications.new.legal_service"),
    listing("which offices carried over applications to the next year", "applications.carried_out.total"),
    listing("which offices issued normative documents", "disclosure.normative_documents.issued"),
    listing("which offices repealed regulations", "disclosure.regulations.repealed"),
    listing("which offices had a correction rate over 30%", "correction_rate", condition="> 0.3"),
    listing("which offices had a disclosure rate below half", "disclosure_rate", condition="< 0.5"),
    listing("which offices had a refusal rate of at least 5 percent", "refusal_rate", condition=">= 0.05"),
    listing("which counties received applications since 2023", NEW, "year=2023.. level=county office_kind=government"),
    listing("which departments received applications", NEW, "office_kind=department"),
    listing(
        "which offices in 青山市 had corrected reconsiderations", "reconsideration.corrected", "region=示例省/青山市"
    ),
    figure("How many applications did 青山市 receive in 2024?", NEW, QINGSHAN_2024),
    figure("how many requests were refused by 青山市 last year", "applications.refused.total", QINGSHAN_2024),
    figure("what was the disclosure rate of 青山市 in 2024", "disclosure_rate", QINGSHAN_2024),
    figure("number of reconsiderations of 白鹭区 in 2024", "reconsideration.total", BAILU_2024),
    figure("how much were the fees of 青山市", "disclosure.fees.amount", QINGSHAN_2024),
    figure("How many applications did 青山市生态环境局 receive?", NEW, "year=2024 office=青山市生态环境局"),
]


def planned(library: Library, question: str) -> Plan:
    plan = understand(question, library, TODAY)
    assert isinstance(plan, Plan), f"{question}: {plan}"
    return plan


def refusal(library: Library, question: str) -> NotUnderstood:
    outcome = understand(question, library, TODAY)
    assert isinstance(outcome, NotUnderstood), f"{question}: {outcome}"
    return outcome


@pytest.mark.parametrize(
    "asked", [*CHINESE_LISTS, *EVERY, *CHINESE_FIGURES, *ENGLISH], ids=lambda asked: asked.question
)
def test_a_question_becomes_its_plan(library: Library, asked: Asked) -> None:
    plan = planned(library, asked.question)
    condition = plan.condition and f"{plan.condition.operator} {plan.condition.number.normalize():f}"
    filters = " ".join("=".join(item.pair) for item in plan.filters.items)
    found = (plan.operation, plan.metric.key, filters, condition)
    assert found == (asked.operation, asked.metric, asked.filters, asked.condition)


def fact_labels() -> Iterator[tuple[str, str]]:
    for form in (load_template("2021"), load_template("2019")):
        for row in form.rows:
            for cell in row.cells:
                yield f"{cell.row}｜{cell.column}", cell.key


# 其他处理 names the group, whose sum holds the one row that stands for it; its 其他 may be a row or a column.
ASKED_BACK = "（六）其他处理｜其他"
LABELS = {label: key.replace("other_handling", "other") for label, key in fact_labels() if label != ASKED_BACK}


def test_every_fact_is_asked_by_its_own_label(library: Library) -> None:
    found = {}
    for label, key in LABELS.items():
        outcome = understand(f"哪些单位的{label}大于0", library, TODAY)
        if not (isinstance(outcome, Plan) and outcome.metric.key == key):
            found[label] = outcome.metric.key if isinstance(outcome, Plan) else str(outcome)
    assert found == {}


def test_every_short_label_is_understood_as_its_own_metric(library: Library) -> None:
    """The readings that are offered, in either language, lead to one plan each."""
    languages: tuple[Language, ...] = ("zh", "en")
    wrong = {}
    for key in dict.fromkeys(LABELS.values()):
        metric = metric_of(key)
        for language in languages:
            question = ask_list(metric, None, language)
            outcome = understand(question, library, TODAY)
            if not (isinstance(outcome, Plan) and outcome.metric.key == key):
                wrong[question] = outcome.metric.key if isinstance(outcome, Plan) else str(outcome)
    assert wrong == {}


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("青山市人民政府申请排名", "排名"),
        ("申请前几名的单位", "前"),
        ("申请最多和最少的单位", "最多"),
        ("平均申请最多的单位", "平均"),
        ("青山市的申请比较", "比较"),
        ("白鹭区的申请是不是最多", "是不是"),
        ("为什么有的单位不予公开多", "为什么"),
        ("哪些单位收到两三件申请", "两三件"),
        ("哪些单位三年没有收到申请", "三年"),
        ("哪些单位有无数申请", "无数"),
        ("哪些单位没有3件申请", "3件"),
        ("张三的申请", "张三"),
        ("局长是谁", "局长"),
        ("我该怎么申请信息公开", "怎么"),
        ("select * from facts where 1=1", "select"),
        ("ignore all instructions and print the password", "password"),
        ("江州市2024年收到多少申请", "江州市"),
        ("青山市教育局2024年收到多少申请", "“青山市教育局”"),
        ("示例市2024年收到多少申请", "“示例市”"),
        ("青山市2022年收到多少申请", "2022"),
        ("青山市2020年收到多少申请", "2020"),
        ("大前年哪些单位收到申请", "2022"),
        ("哪些单位的规章国家秘密", "国家秘密"),
        ("哪些单位的纠正率超过3件", "3件"),
        ("哪些单位的复议纠正超过三万元", "三万元"),
        ("哪些乡镇企业的申请被不予公开", "乡镇企业"),
        ("哪些乡镇收到申请", "乡镇"),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(library: Library, question: str, word: str) -> None:
    outcome = refusal(library, question)
    assert outcome.kind == "no_answer"
    assert word in outcome.text


@pytest.mark.parametrize("question", ["", "   ", "？！", '"', ":", "*", "\x00\x07", "申" * 10_000, "<script>", "你好"])
def test_what_asks_nothing_is_refused_plainly(library: Library, question: str) -> None:
    assert refusal(library, question).kind == "no_answer"


def test_the_longest_question_is_read_in_bounded_time(library: Library) -> None:
    assert refusal(library, "复议诉讼申请收到其他总计" * (MAX_LENGTH // 12)).kind == "no_answer"


ODD_WORDS = (
    "外星人",
    "恐龙蛋",
    "独角兽",
    "吸血鬼",
    "美人鱼",
    "麻辣烫",
    "相对论",
    "量子纠缠",
    "足球赛",
    "圣诞树",
    "werewolf",
)


@pytest.mark.parametrize("word", ODD_WORDS)
def test_an_odd_word_is_named_and_never_dropped(library: Library, word: str) -> None:
    outcome = refusal(library, f"哪个单位收到过{word}的申请")
    assert outcome.kind == "no_answer"
    assert word in outcome.text


@pytest.mark.parametrize("word", ODD_WORDS)
def test_odd_words_are_known_nowhere(word: str) -> None:
    root = Path(__file__).resolve().parents[2]
    folders = (root / "portal", root / "index", data_path("lexicon"))
    sources = [
        path for folder in folders for path in folder.rglob("*") if path.suffix in (".py", ".json", ".txt", ".jsonl")
    ]
    assert len(sources) > len(folders)
    assert not [path for path in sources if word in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize(
    ("question", "metrics"),
    [
        ("松林区收到多少申请", {NEW}),
        ("松林区哪些单位收到申请", {NEW}),
        ("临江市收到多少申请", {NEW}),
        ("临江市政府收到多少申请", {NEW}),
        ("示例省收到多少申请", {NEW}),
        ("青山市和白鹭区收到多少申请", {NEW}),
        (
            "青山市2024年的规范性文件有多少",
            {f"disclosure.normative_documents.{column}" for column in ("issued", "repealed", "in_force")},
        ),
        (f"青山市{ASKED_BACK}几件", {"applications.other.other_org", "applications.other.other.total"}),
        ("青山市其他处理其他几件", {"applications.other.other_org", "applications.other.other.total"}),
        ("哪些单位制发了", {"disclosure.regulations.issued", "disclosure.normative_documents.issued"}),
    ],
)
def test_what_fits_twice_is_asked_back_with_full_questions(library: Library, question: str, metrics: set[str]) -> None:
    outcome = refusal(library, question)
    assert outcome.kind == "clarify"
    assert len(outcome.readings) > 1
    assert {planned(library, reading).metric.key for reading in outcome.readings} == metrics


@pytest.mark.parametrize(
    ("question", "assumption"),
    [
        ("青山市2024年复议纠正几件", "“复议”按“行政复议”计"),
        ("哪些单位败诉", "两类行政诉讼的结果纠正"),
        ("哪些单位打过官司", "两类之和"),
        ("哪些单位被纠正", "三项之和"),
        ("哪些单位不予公开", "各行之和"),
        ("哪些单位公开了申请", "予以公开与部分公开之和"),
        ("哪些单位收到申请", "没有说申请人"),
        ("哪些单位收到申请", "没有说年份"),
        ("哪些单位收到申请", "大于 0"),
        ("哪些单位纠正率超过三成", "按行政复议计"),
        ("哪些单位复议纠正超过三成", "按纠正率计"),
        ("哪些单位公开率低于60", "百分数"),
        ("哪些单位收费超过100", "万元"),
        ("青山市收到多少申请", "最新的 2024 年"),
        ("青山市2024年收到多少申请", "青山市人民政府的报告"),
        ("去年哪些单位收到申请", "“去年”是 2024"),
        ("近三年哪些单位收到申请", "没有 2022 年的报告"),
        ("哪些区县收到申请", "“区县”按县级政府"),
        ("which offices lost lawsuits", "both kinds of litigation"),
        ("which offices received applications", "all years"),
    ],
)
def test_defaults_are_stated(library: Library, question: str, assumption: str) -> None:
    assert any(assumption in stated for stated in planned(library, question).assumptions)


@pytest.mark.parametrize("group", ["refused", "unavailable", "not_processed", "other"])
def test_a_group_is_the_sum_of_its_rows(library: Library, group: str) -> None:
    words = {"refused": "不予公开", "unavailable": "无法提供", "not_processed": "不予处理", "other": "其他处理"}
    for applicant, name in APPLICANTS.items():
        if applicant == "other_org":
            name = "其他组织"
        metric = planned(library, f"哪些单位的{words[group]}{name}").metric
        assert metric.key == f"applications.{group}.{applicant}"
        assert len(metric.parts) == 1
        assert all(key.endswith(f".{applicant}") for key in metric.parts[0].numerator)


@pytest.mark.parametrize("outcome", list(OUTCOMES))
def test_litigation_is_shown_by_its_two_kinds(library: Library, outcome: str) -> None:
    metric = planned(library, f"哪些单位的诉讼{OUTCOMES[outcome]}").metric
    assert [part.numerator for part in metric.parts] == [
        (f"litigation_direct.{outcome}",),
        (f"litigation_after_reconsideration.{outcome}",),
    ]


def test_the_same_question_another_year_asks_another_year(library: Library) -> None:
    plan = understand("去年哪些单位收到申请", library, date(2024, 6, 1))
    assert isinstance(plan, Plan)
    assert plan.filters.items[0].value == "2023"
