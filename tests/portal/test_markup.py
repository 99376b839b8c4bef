import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from string import Formatter

import pytest

from index.differences import compare
from index.filters import CHECKS as FILTERED_CHECKS
from index.forms import asked_findings
from index.lookup import Entry, Line, LookedUp, Use
from index.model import (
    Facet,
    FacetValue,
    Filter,
    Filters,
    SearchRequest,
    SearchResult,
    StoredFile,
)
from index.schema import known_keys
from index.starts import Gap, Start
from index.suggestions import Suggestion
from index.themes import Theme, load_themes
from ingest.model import Finding, Location, Region
from portal.instead import Instead
from portal.labels import CHECKS, fact_label, fact_option, filter_text
from portal.messages import MESSAGES, Texts
from portal.named import NamedIn, Offer
from portal.widgets.cards import HitCard, ReportCard, asked_cells
from portal.widgets.links import MeasuresLink, ReportLink, SearchLink
from portal.widgets.markup import Html, escape, mark, plain_label
from portal.widgets.markup_differences import comparison, share_text
from portal.widgets.markup_facets import facet_list
from portal.widgets.markup_home import holdings, start_filters, start_list
from portal.widgets.markup_index import report_index
from portal.widgets.markup_listing import report_list
from portal.widgets.markup_measures import about, entry_list, found_line, nothing_known, theme_table
from portal.widgets.markup_message import copies, finding_said, footer, message_block
from portal.widgets.markup_named import named_list
from portal.widgets.markup_report import (
    findings_panel,
    report_head,
    report_text,
    report_tools,
)
from portal.widgets.markup_search import chips, count_line, hit_list, near_note, nothing_found, pager, snippet
from portal.widgets.markup_tables import Sheet, cell_id, statutory_table
from portal.widgets.markup_text import MARK_ID, Mark, passage_mark, prose, text_doors
from portal.widgets.markup_timeline import timeline
from portal.widgets.markup_versions import old_version, version_table, year_chooser
from tests.conftest import make_report
from tests.portal.samples import HOSTILE, REPORT_ID, make_head, make_hit, make_stored

ZH, EN = Texts("zh"), Texts("en")
NOW = datetime(2026, 11, 21, 4, 3, tzinfo=UTC)
HERE = Location("白鹭区2023.txt", table="表三", row="行", column="列")
HOSTILE_THEME = Theme(HOSTILE, HOSTILE, HOSTILE, (HOSTILE,))
UNEVEN = Finding(
    "concluded_sum", "error", "report", HERE, "各项合计 12，印作 13", facts=("applications.concluded.total",)
)


class Elements(HTMLParser):
    """Tags with their attributes, and the text, as a browser would see them."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("br", "wbr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def result(total: int = 0, any_total: int | None = None, *facets: Facet) -> SearchResult:
    return SearchResult(SearchRequest("申请"), total, 1, 1.0, ("申请",), (), facets, any_total)


def sheet(target: str = "", findings: tuple[Finding, ...] = (), **cells: int | str | None) -> Sheet:
    report = make_report(cells={key.replace("__", "."): value for key, value in cells.items()}, findings=findings)
    return Sheet.of(report, {target: ""}, ZH)


def cell_of(markup: str, key: str) -> str:
    found = re.search(rf'<td id="{re.escape(cell_id(key))}".*?</td>', markup)
    assert found
    return found[0]


def looked_up(*uses: Use) -> LookedUp:
    return LookedUp((Entry(uses),), result(2), "words")


def hostile_pages() -> dict[str, Callable[[], Html]]:
    report = make_report(office=HOSTILE, region=Region(HOSTILE), source=HOSTILE, sections={1: HOSTILE, 5: HOSTILE})
    finding = Finding(HOSTILE, "warning", "report", Location(HOSTILE), HOSTILE, facts=("applications.new.total",))
    report = replace(report, findings=(finding,), title=HOSTILE)
    head, stored = make_head(report), make_stored(report)
    state = SearchLink(HOSTILE, filters=Filters((Filter("office", HOSTILE), Filter("region", HOSTILE))))
    dashed = replace(report.fact("reconsideration.total"), value=None, published=HOSTILE, state="dash")
    tables = replace(report, facts=tuple(dashed if fact.key == dashed.key else fact for fact in report.facts))
    line = Line(f"{REPORT_ID}-0", HOSTILE, ((3, 9),))
    hostile_words = Suggestion(HOSTILE, 3)
    hostile_use = Use(head, (line,), (line,), one_to_one=False)
    return {
        "hits": lambda: hit_list([HitCard(make_hit(HOSTILE, (5, 40), head=head), (), (finding,))], ZH),
        "count": lambda: count_line(state, replace(result(3), terms=(HOSTILE,)), ZH),
        "chips": lambda: chips(state, ZH),
        "nothing": lambda: nothing_found(state, [(state.filters.items[0], 4)], ZH),
        "instead": lambda: nothing_found(
            state, [], ZH, Instead(hostile_words, hostile_words, hostile_words, ((HOSTILE_THEME, 1),), answered=True)
        ),
        "near": lambda: near_note([HOSTILE], ZH),
        "named": lambda: named_list(state, NamedIn((Offer(state.filters.items[0], 1, (head,)),), HOSTILE), [1], ZH),
        "starts": lambda: start_list(SearchLink(), [Start(state.filters.items[0], 1, 2)], Gap(2024, 3), ZH),
        "facets": lambda: facet_list(state, [Facet("office", (FacetValue(HOSTILE, 2), FacetValue("x", 1)))], ZH),
        "report head": lambda: report_head(stored, ZH),
        "tools": lambda: report_tools(stored, ZH),
        "text": lambda: report_text(
            *(report, Sheet.of(report, {HOSTILE: HOSTILE}, ZH)),
            passage_mark(report, ReportLink(REPORT_ID, hit=f"{REPORT_ID}-0")),
            text_doors(report, REPORT_ID, ZH),
        ),
        "table": lambda: statutory_table(Sheet.of(tables, {}, ZH), "四"),
        "findings": lambda: findings_panel(report, ReportLink(HOSTILE), [None] * len(report.findings), ZH),
        "old version": lambda: old_version(stored, ReportLink(HOSTILE), ZH),
        "versions": lambda: version_table([StoredFile(1, True, "0" * 64, (HOSTILE,), NOW)], 2, ReportLink(HOSTILE), ZH),
        "chooser": lambda: year_chooser(ReportLink(HOSTILE), [head, replace(head, report_id=HOSTILE)], head, ZH),
        "compared": lambda: comparison(compare(stored, replace(stored, report=tables, version=2)), ZH),
        "compared texts": lambda: comparison(compare(stored, replace(make_stored(make_report()), version=2)), ZH),
        "years": lambda: timeline(head, [head, make_head(report, report_id=HOSTILE)], {}, ZH),
        "index": lambda: report_index([head], HOSTILE, ZH),
        "measures": lambda: entry_list(looked_up(hostile_use, hostile_use).entries, ZH, of_offices=False),
        "offices": lambda: entry_list(looked_up(hostile_use, hostile_use).entries, ZH, of_offices=True),
        "measures about": lambda: about(MeasuresLink(HOSTILE), HOSTILE, {HOSTILE_THEME: result(2)}, ZH),
        "measures found": lambda: found_line(
            LookedUp((), result(2), "theme", (HOSTILE_THEME,), 1), MeasuresLink(HOSTILE), ZH
        ),
        "measures none": lambda: nothing_known(MeasuresLink(HOSTILE, state.filters), [(state.filters.items[0], 1)], ZH),
        "themes": lambda: theme_table({HOSTILE_THEME: result(2)}, MeasuresLink(), ZH),
        "reports": lambda: report_list([ReportCard(head, (), (finding,), 2)], ZH),
        "copies": lambda: copies([(HOSTILE, HOSTILE)], ZH),
        "finding in English": lambda: finding_said(replace(finding, check="text_vs_table", published=HOSTILE), EN),
        "finding in its own words": lambda: finding_said(replace(finding, check="year_mismatch"), EN),
        "message": lambda: message_block(HOSTILE, (HOSTILE, "/")),
        "footer": lambda: footer(ZH, [("q", HOSTILE)]),
    }


@pytest.mark.parametrize("name", hostile_pages())
def test_foreign_text_never_becomes_markup(name: str) -> None:
    seen = Elements(hostile_pages()[name]())
    assert not {"img", "script"} & set(seen.tags)
    assert not [attribute for attribute, _ in seen.attributes if attribute.startswith("on")]
    assert seen.open == []


@pytest.mark.parametrize(
    "name", ["hits", "report head", "text", "message", "finding in English", "finding in its own words"]
)
def test_foreign_text_is_shown_as_it_stands(name: str) -> None:
    assert HOSTILE in Elements(hostile_pages()[name]()).text


def test_labels_of_native_widgets_hold_no_markdown_of_the_text() -> None:
    assert plain_label("**粗** [x](y) :red[z] $a$") == r"\*\*粗\*\* \[x\]\(y\) ：red\[z\] \$a\$"


def test_marks_keep_the_text_and_join_where_they_touch() -> None:
    assert mark("行政复议纠正", [(2, 4), (4, 6), (0, 1)]) == "<mark>行</mark>政<mark>复议纠正</mark>"
    assert mark("a<b", [(1, 2), (-3, 0), (9, 12)]) == "a<mark>&lt;</mark>b"


def test_only_the_first_mark_carries_the_id() -> None:
    assert mark("甲乙丙", [(0, 1), (2, 3)], "hit").count('id="hit"') == 1


def test_a_snippet_shows_its_highlight_and_says_where_text_was_left_out() -> None:
    text = "前" * 300 + "申请" + "后" * 300
    shown = snippet(text, [(300, 302)])
    assert "<mark>申请</mark>" in shown and shown.startswith("…") and shown.endswith("…")
    assert len(Elements(shown).text) < 160


def test_a_short_passage_is_shown_whole() -> None:
    assert snippet("全年收到申请三件。", [(4, 6)]) == "全年收到<mark>申请</mark>三件。"


def test_a_highlight_at_the_end_of_a_long_passage_is_shown() -> None:
    assert "<mark>申请</mark>" in snippet("前" * 300 + "申请", [(300, 302)])


def test_a_hit_leads_to_its_place_and_its_figure_to_its_cell() -> None:
    report = make_report()
    shown = hit_list([HitCard(make_hit("申请"), (report.fact("applications.new.total"),), ())], ZH)
    assert f'href="/report?id={REPORT_ID}&amp;hit={REPORT_ID}-0"' in shown
    assert f'href="/report?id={REPORT_ID}&amp;view=tables&amp;cell=applications.new.total"' in shown


def test_hits_of_one_report_stand_under_its_name_each_with_its_place() -> None:
    first, other = make_hit("申请一"), make_hit("复议")
    second = replace(make_hit("申请二"), passage_id=f"{REPORT_ID}-7", section=5)
    other = replace(other, head=replace(other.head, report_id="0" * 12))
    shown = hit_list([HitCard(hit, (), ()) for hit in (first, other, second)], ZH)
    assert shown.count("<li ") == 2
    assert (
        shown.index("申请一") < shown.index("申请二") < shown.index("<li ", shown.index("申请一")) < shown.index("复议")
    )
    assert f'hit={REPORT_ID}-7">五、问题与改进</a>' in shown


def test_a_theme_within_another_is_set_in_beneath_it() -> None:
    themes = load_themes()
    shown = theme_table({themes["website"]: result(2), themes["columns"]: result(1)}, MeasuresLink(), ZH)
    assert shown.count('class="mc-within"') == 1
    assert shown.index("网站与平台") < shown.index("mc-within") < shown.index("网站栏目")
    assert "mc-within" not in theme_table({themes["columns"]: result(1)}, MeasuresLink(), ZH)


def test_a_figure_without_a_number_says_so_in_words() -> None:
    report = make_report(cells={"applications.new.total": None, "reconsideration.corrected": "=4"})
    figures = (report.fact("applications.new.total"), report.fact("reconsideration.corrected"))
    shown = Elements(hit_list([HitCard(make_hit("申请"), figures, ())], ZH)).text
    assert "新收 空白" in shown and "复议纠正 4 推定" in shown


def test_a_chosen_facet_is_marked_and_takes_itself_back() -> None:
    state = SearchLink("申请", filters=Filters((Filter("year", "2025"),)))
    shown = facet_list(state, [Facet("year", (FacetValue("2025", 3), FacetValue("2023", 1)))], ZH)
    assert '<a href="/?q=%E7%94%B3%E8%AF%B7" class="mc-chosen" data-go>✓ 2025</a>' in shown
    assert "year=2025&amp;year=2023" in shown
    assert "year=%212023" in shown


def test_an_excluded_value_stays_in_its_facet_and_takes_itself_back() -> None:
    state = SearchLink("申请", filters=Filters((Filter("year", "2025", excluded=True),)))
    shown = facet_list(state, [Facet("year", (FacetValue("2024", 3),)), Facet("level", ())], ZH)
    assert f'<a href="{escape(SearchLink("申请").href)}" data-go><s>2025</s>' in shown
    assert "<s>" not in facet_list(SearchLink("申请"), [Facet("year", (FacetValue("2024", 3),))], ZH)


def test_a_facet_value_without_reports_is_no_link() -> None:
    values = (FacetValue("county", 0), FacetValue("township", 0))
    shown = facet_list(SearchLink("申请"), [Facet("level", values)], ZH)
    assert "data-go" not in shown and "县级" in shown


def test_a_facet_that_leaves_nothing_to_choose_is_not_shown() -> None:
    facet = Facet("template", (FacetValue("2021", 9),))
    assert "2021" not in facet_list(SearchLink("申请"), [facet], ZH)
    assert "2021" in facet_list(SearchLink("申请", filters=Filters((Filter("template", "2021"),))), [facet], ZH)


def test_filters_read_as_words() -> None:
    assert filter_text(Filter("level", "province", excluded=True), ZH) == "不含 层级 省级"
    assert filter_text(Filter("fact", "reconsideration.corrected>=1"), ZH) == "复议纠正 ≥ 1"
    assert filter_text(Filter("fact", "reconsideration.corrected:blank"), ZH) == "复议纠正 空白"
    assert filter_text(Filter("region", "河南省/洛阳市"), ZH) == "地区 洛阳市"


def test_a_rate_is_a_percentage_in_words_and_a_fraction_in_the_address() -> None:
    assert filter_text(Filter("fact", "refusal_rate>=0.125"), ZH) == "不予公开率 ≥ 12.5%"
    assert filter_text(Filter("fact", "applications.new.total >= 12000"), ZH) == "新收 ≥ 12,000"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("收到申请", "applications.new.total"),
        ("结果纠正", "reconsideration.corrected"),
        ("纠错", "litigation_direct.corrected"),
        ("复议后起诉 × 结果纠正", "litigation_after_reconsideration.corrected"),
        ("拒绝率", "refusal_rate"),
    ],
)
def test_a_figure_of_a_list_has_its_one_name_first_and_is_found_by_usual_words(typed: str, key: str) -> None:
    assert typed in fact_option(key, ZH)
    assert fact_option(key, ZH).startswith(fact_label(key, ZH))


@pytest.mark.parametrize("texts", [ZH, EN])
def test_no_two_figures_of_a_list_go_by_one_name(texts: Texts) -> None:
    names = [fact_label(key, texts) for key in known_keys()]
    assert len(set(names)) == len(names)
    assert all(fact_option(key, texts) for key in known_keys())


def test_nothing_found_offers_any_word_and_each_filter_to_drop() -> None:
    state = SearchLink("甲 乙", filters=Filters((Filter("year", "2025"),)))
    shown = nothing_found(state, [(state.filters.items[0], 5)], ZH, Instead(loose=Suggestion("甲 乙", 12)))
    assert "含其中任一词（12）" in shown and "any=1" in shown
    assert "去掉筛选 年份 2025（5）" in shown


def test_nothing_found_offers_the_words_that_were_meant_under_the_same_filters() -> None:
    state = SearchLink("复义", filters=Filters((Filter("year", "2025"),)))
    shown = nothing_found(state, [], ZH, Instead(Suggestion("复议", 12)))
    assert "没有含“复义”的段落" in shown and "是不是要找“复议”？（12）" in shown
    assert f'href="{escape(SearchLink("复议", filters=state.filters).href)}"' in shown


def test_nothing_found_leads_to_the_theme_under_the_same_filters_and_to_the_answer() -> None:
    state = SearchLink("人员培训", filters=Filters((Filter("year", "2025"),)))
    shown = nothing_found(state, [], ZH, Instead(themes=((HOSTILE_THEME, 6),), answered=True))
    assert f'href="{escape(MeasuresLink(theme=HOSTILE_THEME.id, filters=state.filters).href)}"' in shown
    assert "6 份报告" in shown and "看答案" in shown


def test_a_search_by_meaning_says_which_of_its_words_stand_nowhere() -> None:
    assert "资料库里没有这些词：老百姓、信件" in near_note(["老百姓", "信件"], ZH)
    assert "没有一段同时含这些词" in near_note([], ZH)


def test_a_facet_of_many_values_can_be_searched_by_name_and_value() -> None:
    values = tuple(FacetValue(f"河南省/洛阳市/第{number}区", 1) for number in range(9))
    shown = facet_list(SearchLink("申请"), [Facet("region", values), Facet("level", values[:8])], ZH)
    assert shown.count("<input") == 1 and 'aria-label="在地区里找…"' in shown
    assert 'data-name="洛阳市 / 第3区 河南省/洛阳市/第3区"' in shown


def test_each_start_leads_to_its_reports_and_the_gap_to_what_is_missing() -> None:
    item = Filter("fact", "reconsideration.corrected>=1")
    shown = start_list(SearchLink(), [Start(item, 8, 18)], Gap(2024, 3), ZH)
    text = Elements(shown).text
    assert "有复议纠正的单位8 个单位 · 18 份报告" in text and "缺 2024 年报告的单位3 个单位" in text
    assert 'href="/library?view=missing&amp;year=2024"' in shown
    assert "缺" not in start_list(SearchLink(), [], None, ZH)


def test_what_people_come_for_is_offered_first_and_once() -> None:
    facets = [
        Facet("fact", (FacetValue("applications.refused.total>=1", 3), FacetValue("litigation.corrected>=1", 1))),
        Facet("finding", (FacetValue("row_sum", 2),)),
    ]
    assert [item.value for item in start_filters(facets)] == [
        "reconsideration.corrected>=1",
        "litigation.corrected>=1",
        "row_sum",
        "applications.refused.total>=1",
    ]


def test_pages_lead_to_their_neighbours_only() -> None:
    first, last = pager(SearchLink("甲"), 25, ZH), pager(SearchLink("甲", page=3), 25, ZH)
    assert "上一页" not in first and "page=2" in first
    assert "下一页" not in last and "第 3 页，共 3 页" in last


def test_every_cell_of_the_form_is_an_anchor_that_stands_once() -> None:
    drawn = sheet()
    page = "".join(statutory_table(drawn, table) for table in "二三四")
    anchors = re.findall(r'<td id="cell-([^"]+)"', page)
    assert sorted(anchors) == sorted(drawn.facts) and len(set(anchors)) == 200


@pytest.mark.parametrize("table", "二三四")
def test_every_row_of_a_table_is_as_wide_as_its_head(table: str) -> None:
    rows = re.findall(
        r"<tr.*?</tr>", statutory_table(sheet(), table).partition("</thead>")[2] or statutory_table(sheet(), table)
    )
    widths = {
        sum(int(span or 1) for span in re.findall(r'<t[hd][^>]*?(?:colspan="(\d+)"[^>]*)?>', row)) for row in rows
    }
    assert len(widths) == 1


@pytest.mark.parametrize(
    ("printed", "name", "word"),
    [("=3", "mc-restored", "推定"), (None, "mc-blank", "空白"), ("?", "mc-unread", "未读出"), ("——", "mc-dash", "——")],
)
def test_a_state_without_a_printed_number_is_said_in_the_cell_and_the_legend(
    printed: str | None, name: str, word: str
) -> None:
    page = statutory_table(sheet(reconsideration__corrected=printed), "四")
    cell = cell_of(page, "reconsideration.corrected")
    assert name in cell and word in cell
    assert ZH(f"legend.{name.removeprefix('mc-')}") in page


def test_a_table_of_printed_numbers_needs_no_legend() -> None:
    assert "mc-legend" not in statutory_table(sheet(), "四")


def test_a_cell_that_fails_a_sum_is_marked_off_and_a_narrative_contradiction_by_its_sign() -> None:
    against_text = replace(UNEVEN, check="text_vs_table", severity="warning", facts=("applications.new.total",))
    page = statutory_table(sheet(findings=(UNEVEN, against_text)), "三")
    off, signed = (cell_of(page, f"applications.{row}.total") for row in ("concluded", "new"))
    assert 'href="#finding-1"' in off and "不平[1]" in off
    assert 'href="#finding-2"' in signed and "△[2]" in signed and "不平" not in signed
    assert ZH("legend.off") in page and ZH("legend.finding") in page


def test_the_finding_of_a_cell_stands_in_the_list_under_its_number() -> None:
    shown = findings_panel(make_report(findings=(UNEVEN, UNEVEN)), ReportLink(REPORT_ID), [None] * 2, ZH)
    assert 'id="finding-1"' in shown and 'id="finding-2"' in shown


def test_a_cell_of_a_comparison_shows_both_figures_as_doors_and_the_difference() -> None:
    key = "applications.new.total"
    one, other = (make_stored(make_report(cells={key: figure})) for figure in (100, 117))
    page = comparison(compare(one, replace(other, version=2, current=False)), ZH)
    changed = cell_of(page, key)
    assert "+17" in changed and Elements(changed).text.startswith("第 1 版：100 → 第 2 版：117")
    assert "version=2&amp;view=tables&amp;cell=applications.new.total" in changed
    assert "mc-changed" not in cell_of(page, "applications.granted.total") and "201 格里" not in page


def test_cells_of_one_form_alone_stand_apart_and_the_break_is_said() -> None:
    old = make_stored(make_report(year=2020, template="2019"))
    new = make_stored(make_report(year=2021))
    old = replace(old, head=replace(old.head, report_id="ffffffffffff", year=2020))
    new = replace(new, head=replace(new.head, year=2021))
    page = comparison(compare(new, old), ZH)
    text = Elements(page).text
    assert "2020 年用 2019 年表式，2021 年用 2021 年表式" in text
    assert "2020 年独有的格（26），不作对照" in text and "2021 年独有的格（28），不作对照" in text
    assert "对外公开总数量" not in page.partition("mc-alone")[0]
    assert "对外公开总数量" in page.partition("mc-alone")[2]


def test_changed_words_are_said_and_not_only_drawn() -> None:
    one, other = (
        make_stored(make_report(sections={1: f"收到申请{count}件，均已答复。"})) for count in ("一百", "二百")
    )
    page = comparison(compare(one, replace(other, version=2)), ZH)
    assert "收到申请［删去：一］［新增：二］百件，均已答复。" in Elements(page).text
    assert '<del><span class="mc-hidden">［删去：</span>一' in page


def test_runs_of_sentences_that_stayed_are_folded() -> None:
    one = make_stored(make_report(sections={1: "甲事已办。乙事已办。丙事已办。丁事已办。"}))
    other = make_stored(make_report(sections={1: "甲事已办。乙事已办。丙事已办。丁事已办。戊事已办。"}))
    page = comparison(compare(one, replace(other, version=2)), ZH)
    assert "<summary>相同的 4 句</summary>" in page


def test_two_versions_without_a_difference_are_said_to_have_none() -> None:
    key = "applications.new.total"
    one, other = (make_stored(make_report(cells={key: figure})) for figure in (12, "=12"))
    page = comparison(compare(one, replace(other, version=2)), ZH)
    assert Elements(page).text == "第 1 版和第 2 版没有不同：每一格的数、每一句文字都一样。"


@pytest.mark.parametrize(
    ("share", "said"),
    [(1, "100%"), (0.9999, "99.9%"), (0.996, "99.6%"), (0.42, "42%"), (0.0001, "0.1%"), (0, "0%")],
)
def test_a_share_that_is_not_all_is_never_said_to_be(share: float, said: str) -> None:
    assert share_text(share) == said


def test_the_cell_of_a_link_is_the_only_one_marked() -> None:
    page = statutory_table(sheet("applications.new.total"), "三")
    assert page.count("mc-target") == 1 and "mc-target" in cell_of(page, "applications.new.total")


def test_groups_of_the_application_table_are_row_heads_in_printed_order() -> None:
    page = statutory_table(sheet(), "三")
    groups = re.findall(r'<th scope="rowgroup"[^>]*><span>([^<]+)', page)
    assert groups == [
        "三、本年度办理结果",
        "（三）不予公开",
        "（四）无法提供",
        "（五）不予处理",
        "（六）其他处理",
    ]


def test_the_former_form_is_drawn_with_its_own_columns() -> None:
    report = make_report(year=2019, template="2019")
    page = Elements(statutory_table(Sheet.of(report, {}, ZH), "二")).text
    assert "对外公开总数量" in page and "现行有效件数" not in page


def test_a_passage_over_two_paragraphs_is_marked_in_both() -> None:
    shown = prose("第一段。\n第二段。", Mark(1, (2, 7)))
    assert shown == f'<p>第一<mark id="{MARK_ID}" tabindex="-1">段。</mark></p><p><mark>第二</mark>段。</p>'


def test_the_passage_of_a_link_is_marked_where_it_stands() -> None:
    report = make_report()
    marked = passage_mark(report, ReportLink(REPORT_ID, hit=f"{REPORT_ID}-2"))
    assert marked is not None and marked.section == 5
    page = report_text(report, Sheet.of(report, {}, ZH), marked, {})
    assert f'<mark id="{MARK_ID}" tabindex="-1">{report.passages[2].text}</mark>' in page


def test_the_words_of_a_link_are_marked_and_their_passage_lightly() -> None:
    shown = prose("甲。办结 12 件，\n都办结了。乙。", Mark(1, (2, 16), ((2, 4), (12, 14))))
    assert shown == (
        f'<p>甲。<span class="mc-passage" id="{MARK_ID}" tabindex="-1"><mark>办结</mark> 12 件，</span></p>'
        '<p><span class="mc-passage">都<mark>办结</mark>了。</span>乙。</p>'
    )


def test_words_are_found_whatever_the_white_space_between_them() -> None:
    report = make_report(sections={1: "收到申请 134 件，办结 134 件。"})
    marked = passage_mark(report, ReportLink(REPORT_ID, hit=f"{REPORT_ID}-0", words=("134件",)))
    assert marked is not None
    text = report.sections[0].text
    assert [text[start:end] for start, end in marked.words] == ["134 件", "134 件"]


def test_words_that_a_finding_quotes_lead_to_it_and_it_to_them() -> None:
    said = make_report(sections={1: "收到申请 134 件。办结 12 件。"})
    place = said.passages[0].location
    found = Finding("text_vs_table", "warning", "report", place, "不符", "117", "收到申请134件")
    report = replace(said, findings=(found,))
    page = report_text(report, Sheet.of(report, {}, ZH), None, text_doors(report, REPORT_ID, ZH))
    assert '<span class="mc-words" id="said-1" tabindex="-1">收到申请 134 件</span><a href="#finding-1" ' in page
    panel = findings_panel(report, ReportLink(REPORT_ID), [None], ZH)
    href = ReportLink(REPORT_ID).at_passage(f"{REPORT_ID}-0", ("收到申请134件",)).href
    assert f'<a href="{escape(href)}" data-go><span lang="zh-CN">“收到申请134件”</span></a>' in panel


@pytest.mark.parametrize("passage_id", ["", f"{REPORT_ID}-99", f"{REPORT_ID}-x", "ffffffffffff-0", f"{REPORT_ID}--1"])
def test_a_passage_that_is_not_there_marks_nothing(passage_id: str) -> None:
    assert passage_mark(make_report(), ReportLink(REPORT_ID, hit=passage_id)) is None


def test_findings_lead_to_their_cells() -> None:
    shown = findings_panel(make_report(findings=(UNEVEN,)), ReportLink(REPORT_ID), [None], ZH)
    assert "■ 错误" in shown and "报告如此" in shown
    assert f'href="/report?id={REPORT_ID}&amp;view=tables&amp;cell=applications.concluded.total"' in shown


def test_years_without_a_report_are_named_between_those_that_have_one() -> None:
    heads = [make_head(report_id=str(year), year=year) for year in (2021, 2023)]
    told = {"2021": {fact.key: fact for fact in make_report(cells={"reconsideration.corrected": None}).facts}}
    shown = Elements(timeline(heads[1], heads, told, ZH)).text
    assert "2022 缺" in shown and "2020" not in shown
    assert "新收 12 · 办结 12 · 复议纠正 空白" in shown


def test_holdings_keep_years_without_reports_on_the_axis() -> None:
    heads = [make_head(report_id=str(year), year=year) for year in (2021, 2023)]
    shown = holdings(heads, 1, SearchLink(), ZH)
    assert "2022" in shown and "?year=2022" not in shown and "?year=2023" in shown
    assert "2 份报告 · 1 个单位 · 2021–2023 年" in shown


def test_the_footer_keeps_the_view_when_it_changes_the_language() -> None:
    assert 'href="?q=%E7%94%B3%E8%AF%B7&amp;year=2025&amp;lang=en"' in footer(ZH, [("q", "申请"), ("year", "2025")])


@pytest.mark.parametrize("name", MESSAGES)
def test_both_languages_of_a_text_fill_in_the_same_values(name: str) -> None:
    chinese, english = ({field for _, field, _, _ in Formatter().parse(text) if field} for text in MESSAGES[name])
    assert chinese == english


def test_every_check_that_can_be_filtered_by_has_a_name() -> None:
    assert set(CHECKS) == set(FILTERED_CHECKS)


def test_escaped_text_leaves_no_attribute() -> None:
    assert escape("\"'<>&") == "&quot;&#x27;&lt;&gt;&amp;"


def test_a_problem_of_section_five_leads_to_the_measures_of_others() -> None:
    report = make_report()
    doors = text_doors(report, REPORT_ID, ZH)
    page = report_text(report, Sheet.of(report, {}, ZH), None, doors)
    problem = next(passage for passage in report.passages if passage.kind == "problem")
    at = report.passages.index(problem)
    assert f'{problem.text} <a href="/measures?like={REPORT_ID}-{at}" class="mc-others">' in page
    assert page.count("mc-others") == 1


def test_links_within_a_marked_passage_leave_one_mark_with_the_id() -> None:
    shown = prose("甲问题。乙问题。", Mark(5, (0, 8)), {4: Html("<a>1</a>"), 8: Html("<a>2</a>")})
    assert Elements(shown).text == "甲问题。1乙问题。2" and shown.count(f'id="{MARK_ID}"') == 1
    assert "<mark>乙问题。</mark>" in shown


def test_a_measure_shows_who_else_says_nearly_the_same() -> None:
    line = Line(f"{REPORT_ID}-3", "每季度办一期培训。")
    uses = tuple(Use(make_head(year=year), (), (line,), one_to_one=True) for year in (2025, 2024, 2023))
    text = Elements(entry_list(looked_up(*uses).entries, ZH, of_offices=False)).text
    assert "另有 2 份报告的说法几乎相同" in text and "白鹭区人民政府办公室 2024" in text
    assert "报告没有写对应的问题" in text


def test_the_findings_shown_are_those_that_were_asked_for() -> None:
    other = replace(UNEVEN, check="text_vs_table", severity="warning")
    asked = Filters((Filter("finding", "text_vs_table"),))
    assert asked_findings((UNEVEN, other), asked) == (other,)
    assert asked_findings((UNEVEN, other), Filters((Filter("severity", "warning", excluded=True),))) == (UNEVEN,)
    assert asked_findings((UNEVEN, other), Filters()) == (UNEVEN, other)


def test_the_cells_of_a_threshold_are_those_that_its_figure_is_summed_from() -> None:
    assert asked_cells(Filters((Filter("fact", "litigation.corrected>=1"),))) == (
        "litigation_direct.corrected",
        "litigation_after_reconsideration.corrected",
    )
    assert asked_cells(Filters((Filter("fact", "reconsideration.total:blank"),))) == ("reconsideration.total",)
