import pytest

from index.errors import FilterError
from index.model import ByFigure, Filter, Filters
from portal.widgets.address import paged, split_query, typed_over
from portal.widgets.links import AskLink, MeasuresLink, ReportLink, SearchLink, report_href

YEAR = Filter("year", "2025")
NOT_PROVINCE = Filter("level", "province", excluded=True)
THRESHOLD = Filter("fact", "reconsideration.corrected>=1")


def test_a_search_comes_back_from_its_own_address() -> None:
    state = SearchLink(
        "行政复议 纠正 & \"<'#+%", exact=True, filters=Filters((YEAR, NOT_PROVINCE, THRESHOLD)), sort="year", page=3
    )
    assert SearchLink.read(split_query(state.href.removeprefix("/"))) == state


@pytest.mark.parametrize(
    ("sort", "said"),
    [
        (ByFigure("refusal_rate"), "refusal_rate"),
        (ByFigure("applications.new.total", least=True), "applications.new.total:least"),
    ],
)
def test_a_list_in_the_order_of_a_figure_comes_back_from_its_own_address(sort: ByFigure, said: str) -> None:
    state = SearchLink(filters=Filters((YEAR,)), page=2).sorted_by(sort)
    assert state.pairs == (("sort", said), ("year", "2025"))
    assert SearchLink.read(state.pairs) == state
    assert state.order == "figure"


def test_reports_have_no_relevance_and_all_of_them_are_listed_by_a_figure() -> None:
    assert SearchLink(filters=Filters((YEAR,))).order == "year"
    assert SearchLink("申请").order == "relevance"
    assert SearchLink(sort=ByFigure("refusal_rate")).asks and not SearchLink(sort="year").asks


def test_filters_stand_in_the_address_in_the_words_of_the_command_line() -> None:
    state = SearchLink("申请", filters=Filters((YEAR, NOT_PROVINCE, THRESHOLD)))
    assert state.pairs == (
        ("q", "申请"),
        ("year", "2025"),
        ("level", "!province"),
        ("fact", "reconsideration.corrected>=1"),
    )


def test_one_filter_name_may_be_repeated() -> None:
    state = SearchLink.read((("year", "2023"), ("year", "2025")))
    assert state.filters.items == (Filter("year", "2023"), YEAR)


def test_defaults_are_left_out_of_the_address() -> None:
    assert SearchLink("申请").href == "/?q=%E7%94%B3%E8%AF%B7"
    assert SearchLink().href == "/"


@pytest.mark.parametrize(
    ("pairs", "name"),
    [
        ((("sort", "up"),), "sort"),
        ((("sort", "refusal_rate:most"),), "sort"),
        ((("page", "0"),), "page"),
        ((("page", "²"),), "page"),
        ((("page", "x"),), "page"),
    ],
)
def test_a_value_that_means_nothing_is_refused_by_name(pairs: tuple[tuple[str, str], ...], name: str) -> None:
    with pytest.raises(FilterError) as refused:
        SearchLink.read(pairs)
    assert refused.value.name == name


def test_an_unknown_view_of_a_report_is_refused_with_a_valid_one() -> None:
    with pytest.raises(FilterError) as refused:
        ReportLink.read((("id", "aa"), ("view", "table")))
    assert refused.value.nearest in ("text", "tables")


def test_every_change_of_a_search_starts_at_the_first_page() -> None:
    state = SearchLink("申请", filters=Filters((YEAR,)), page=4)
    filtered = [state.with_(THRESHOLD), state.without(YEAR), state.cleared(), state.freed("year")]
    searched = [state.sorted_by("year"), state.reworded("复议"), state.exactly("申请"), state.loosened()]
    assert {other.page for other in filtered + searched} == {1}


def test_choosing_a_value_takes_its_exclusion_back() -> None:
    state = SearchLink(filters=Filters((NOT_PROVINCE,))).with_(Filter("level", "province"))
    assert state.filters.items == (Filter("level", "province"),)


def test_a_link_to_a_cell_shows_the_tables_and_one_to_a_sentence_the_text() -> None:
    assert (
        report_href("aa", cell="reconsideration.corrected")
        == "/report?id=aa&view=tables&cell=reconsideration.corrected"
    )
    assert report_href("aa", cell="narrative.disclosed_items") == "/report?id=aa&cell=narrative.disclosed_items"
    assert report_href("aa", hit="aa-3") == "/report?id=aa&hit=aa-3"


def test_a_page_beyond_the_last_is_the_last() -> None:
    state, rows = SearchLink("问"), range(25)
    assert paged(state.on_page(2), rows, 10) == (state.on_page(2), range(10, 20))
    assert paged(state.on_page(99), rows, 10) == (state.on_page(3), range(20, 25))
    assert paged(state.on_page(99), (), 10) == (state, ())


def test_a_report_comes_back_from_its_own_address() -> None:
    state = ReportLink("aa11", view="tables", cell="applications.new.total", version=2, lang="en")
    assert ReportLink.read(split_query(state.href.removeprefix("/report"))) == state
    beside = state.beside("years", "bb22")
    assert beside.href == "/report?id=aa11&version=2&view=years&with=bb22&lang=en"
    assert ReportLink.read(split_query(beside.href.removeprefix("/report"))) == beside


def test_another_view_of_a_report_is_set_beside_nothing_and_keeps_its_version() -> None:
    state = ReportLink("aa11", version=2).beside("versions", "1").viewed("years")
    assert state == ReportLink("aa11", version=2, view="years")


@pytest.mark.parametrize("version", ["0", "-1", "x", "²"])
def test_a_version_that_cannot_be_is_refused_by_name(version: str) -> None:
    with pytest.raises(FilterError) as refused:
        ReportLink.read((("id", "aa"), ("version", version)))
    assert refused.value.name == "version"


def test_a_conversation_comes_back_from_its_own_address() -> None:
    state = AskLink(("哪些单位 & 多少", "那2023年呢"), (("metric", "a.b"),)).changed("year", "2023", "2025").on_page(2)
    assert AskLink.read(split_query(state.href.removeprefix("/ask"))) == state
    assert (state.question, state.context) == ("那2023年呢", ("哪些单位 & 多少",))


def test_a_change_of_the_plan_replaces_the_former_one_and_starts_at_the_first_page() -> None:
    state = AskLink(("问",)).changed("year", "2023").on_page(3).changed("metric", "a.b").changed("year", "2025")
    assert (state.changes, state.page) == ((("metric", "a.b"), ("year", "2025")), 1)


def test_one_office_takes_the_place_of_a_place_and_a_place_that_of_the_office() -> None:
    state = AskLink(("问",)).changed("region", "示例省").changed("level", "county").changed("when", ">3")
    office = state.changed("office", "白鹭区人民政府")
    assert office.changes == (("when", ">3"), ("office", "白鹭区人民政府"))
    assert office.changed("level", "county").changes == (("when", ">3"), ("level", "county"))
    assert state.changed("peers", ">average").changes[-1] == ("peers", ">average")
    assert "when" not in dict(state.changed("peers", ">average").changes)


def test_the_next_question_keeps_the_conversation_and_no_changes() -> None:
    state = AskLink(("甲", "乙"), (("year", "2023"),), lang="en")
    assert state.asked("丙") == AskLink(("甲", "乙", "丙"), before=(("2.year", "2023"),), lang="en")
    assert state.instead("丁") == AskLink(("甲", "丁"), lang="en")
    assert state.back_to(0) == AskLink(("甲",), lang="en")
    assert state.asked("丙").back_to(1) == state
    assert state.asked("丙").instead("丁") == AskLink(("甲", "乙", "丁"), before=(("2.year", "2023"),), lang="en")
    assert AskLink.read(state.asked("丙").pairs) == state.asked("丙")
    assert state.anew() == AskLink(lang="en")


def test_a_look_up_of_measures_comes_back_from_its_own_address() -> None:
    state = MeasuresLink("公众号 & 没人更新", Filters((YEAR, NOT_PROVINCE)), page=2, side="problems")
    assert MeasuresLink.read(split_query(state.href.removeprefix("/measures"))) == state
    assert MeasuresLink(theme="training", like="").href == "/measures?theme=training"
    assert not MeasuresLink(filters=Filters((YEAR,))).asks


def test_a_theme_takes_the_place_of_words_and_words_that_of_a_theme() -> None:
    assert MeasuresLink("培训", Filters((YEAR,))).on_theme("training").pairs == (
        ("theme", "training"),
        ("year", "2025"),
    )
    assert MeasuresLink(theme="training").reworded("培训").pairs == (("q", "培训"),)


def test_filters_without_words_list_reports_unless_they_are_of_passages() -> None:
    assert SearchLink(filters=Filters((YEAR,))).lists_reports
    assert not SearchLink("申请", filters=Filters((YEAR,))).lists_reports
    assert not SearchLink(filters=Filters((Filter("kind", "problem"),))).lists_reports


@pytest.mark.parametrize(
    ("target", "shown", "typed", "followed"),
    [
        ("?q=a&year=2025", "?q=a", "b", "?q=b&year=2025"),
        ("?q=a&year=2025", "?q=a", "a", "?q=a&year=2025"),
        ("?q=a&year=2025", "?q=a", None, "?q=a&year=2025"),
        ("?q=c", "?q=a", "b", "?q=c"),
        ("?year=2025", "", "b", "?q=b&year=2025"),
        ("?q=a&exact=1&page=3", "?q=a&exact=1", "b", "?q=b"),
        ("?q=a&year=2025", "?q=a", "", "?year=2025"),
    ],
)
def test_words_typed_meanwhile_go_along_with_a_link_that_keeps_the_words(
    target: str, shown: str, typed: str | None, followed: str
) -> None:
    assert typed_over(split_query(target), split_query(shown), typed) == split_query(followed)


def test_a_question_gone_back_to_leaves_those_asked_later_in_reach() -> None:
    state = AskLink(("甲", "乙", "丙"), changes=(("year", "2023"),), before=(("1.year", "2024"),))
    first = state.at(0)
    assert (first.question, first.later) == ("甲", ("乙", "丙"))
    assert (first.changes, first.before) == ((("year", "2024"),), (("3.year", "2023"),))
    assert AskLink.read(first.pairs) == first
    assert first.at(2) == AskLink(state.questions, state.changes, state.before)
    assert first.back_to(0) == AskLink(("甲",), changes=(("year", "2024"),))


def test_what_is_asked_behind_an_earlier_question_takes_the_place_of_the_later_ones() -> None:
    state = AskLink(("甲", "乙"), changes=(("year", "2023"),)).at(0)
    assert state.asked("丁") == AskLink(("甲", "丁"))
    assert state.instead("丁") == AskLink(("丁",))
