import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest

from index.library import Library
from index.measures import measure_of
from index.model import ByFigure, Filters, SearchRequest, SearchResult, Sort
from index.segmenter import fold, load_terms
from ingest.model import Report
from tests.conftest import make_reading, make_report

ALL = 100_000


def find(library: Library, text: str, *, exact: bool = False, any_term: bool = False) -> SearchResult:
    return library.search(SearchRequest(text, exact=exact, any_term=any_term, limit=ALL))


def found_texts(result: SearchResult) -> Counter[str]:
    return Counter(hit.text for hit in result.hits)


def scan(reports: Iterable[Report], part: str) -> Counter[str]:
    """Ctrl+F over every passage."""
    texts = (passage.text for report in reports for passage in report.passages)
    return Counter(text for text in texts if fold(part) in fold(text))


def test_no_word_of_the_dictionary_and_no_place_is_found_less_often_than_by_a_plain_scan(
    built: Library, varied: tuple[Report, ...]
) -> None:
    places = {name for head in built.heads(Filters()) for name in head.region.parts}
    scanned = 0
    for word in (*load_terms(), *places):
        expected = scan(varied, word)
        missing = expected - found_texts(find(built, word))
        assert not missing, word
        scanned += expected.total()
    assert scanned > 2000


def slices(reports: Iterable[Report], count: int) -> list[str]:
    """Stretches of the passages themselves: Chinese, digits, spaces, line breaks, single characters."""
    rng = random.Random(5)
    texts = [passage.text for report in reports for passage in report.passages]
    found = []
    for _ in range(count):
        text = rng.choice(texts)
        start = rng.randrange(len(text))
        found.append(text[start : start + rng.choice((1, 2, 3, 5, 9, 30))])
    return [part for part in found if part.strip()]


def test_exact_finds_what_a_plain_scan_finds(built: Library, varied: tuple[Report, ...]) -> None:
    for part in (*slices(varied, 200), "12件", "GB/T 1", "的", "(一)", "A", "没有这句话", "\n", "3.5% "):
        if part.strip():
            assert found_texts(find(built, part, exact=True)) == scan(varied, part), repr(part)


def test_quotation_marks_are_exact_too(built: Library, varied: tuple[Report, ...]) -> None:
    for part in slices(varied, 60):
        if '"' not in part:
            assert found_texts(find(built, f'"{part}"')) == scan(varied, part), repr(part)


def test_a_run_is_found_wherever_it_stands_as_it_was_typed(built: Library, varied: tuple[Report, ...]) -> None:
    for part in slices(varied, 200):
        if not part.startswith("-") and part == "".join(part.split()):
            assert not scan(varied, part) - found_texts(find(built, part)), repr(part)


def test_terms_parted_by_spaces_must_all_match(built: Library, varied: tuple[Report, ...]) -> None:
    both = found_texts(find(built, '"行政复议" "政务新媒体"'))
    assert both == scan(varied, "行政复议") & scan(varied, "政务新媒体")
    either = found_texts(find(built, '"行政复议" "政务新媒体"', any_term=True))
    assert either == scan(varied, "行政复议") | scan(varied, "政务新媒体")


def test_a_minus_takes_off_what_contains_the_word(built: Library, varied: tuple[Report, ...]) -> None:
    everything = scan(varied, "")
    assert found_texts(find(built, '"申请" -公开')) == scan(varied, "申请") - scan(varied, "公开")
    assert found_texts(find(built, "-公开")) == everything - scan(varied, "公开")
    assert found_texts(find(built, '-公开 -"12件"')) == everything - (scan(varied, "公开") | scan(varied, "12件"))
    assert found_texts(find(built, "-公开", any_term=True)) == everything - scan(varied, "公开")


def test_no_text_lists_everything_in_the_order_of_passages(built: Library, varied: tuple[Report, ...]) -> None:
    result = find(built, "  ")
    assert found_texts(result) == scan(varied, "")
    assert result.total == len(result.hits)
    assert result.reports == len(varied)
    keys = [(hit.head.report_id, int(hit.passage_id.rpartition("-")[2])) for hit in result.hits]
    assert keys == sorted(keys)


HOSTILE = (
    *(
        '"',
        '""',
        '"""',
        ":",
        "*",
        "?",
        "-",
        "--",
        '-"',
        '-""',
        "~",
        "^2",
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        "\\",
        "/",
        "+",
        "!",
    ),
    *(
        "a:b",
        "words:行政",
        "facts.x:[1 TO *]",
        "AND",
        "OR NOT",
        "公开 AND 申请",
        "公开~2",
        "公开^5",
        "/公开/",
        "*:*",
        "[a TO z]",
    ),
    *("'; DROP TABLE reports; --", "1 OR 1=1", "%", "_", "NULL", "<script>alert(1)</script>", "{{7*7}}", "$(ls)"),
    *("\x00", "\x00公开", "\x1b[31m", "\ud800", "公开\udfff申请", "\ufeff", "\u200b", "\u2028", "😀", "𠮷野家", "İıſẞ"),
    *("公" * 10_000, "公开" * 5_000, "公 " * 5_000, '"' * 10_000, "-" * 10_000, "a" * 10_000, "一二 -三四 " * 1_000),
    *("\U000f0020", "\n", "\t\t", "　", "..", "。，、", "公开:申请*"),
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("exact", [False, True])
def test_hostile_queries_find_something_or_nothing(built: Library, text: str, exact: bool) -> None:
    for any_term in (False, True):
        result = built.search(SearchRequest(text, exact=exact, any_term=any_term))
        assert 0 <= len(result.hits) <= result.total


def test_a_page_is_a_stretch_of_the_whole_list(built: Library) -> None:
    sorts: tuple[Sort, ...] = ("relevance", "year", ByFigure("reconsideration.corrected"))
    for sort in sorts:
        request = SearchRequest("公开 申请", limit=ALL, sort=sort)
        whole = built.search(request).hits
        assert len(whole) > 12
        pages = [built.search(replace(request, limit=5, offset=offset)).hits for offset in range(0, len(whole) + 5, 5)]
        assert [hit for page in pages for hit in page] == list(whole)
    assert built.search(SearchRequest("公开", limit=0)).hits == ()
    assert built.search(SearchRequest("公开", limit=0)).total > 0
    assert built.search(SearchRequest("公开", offset=10**12)).hits == ()


def test_years_sort_newest_first_and_by_relevance_within(built: Library) -> None:
    request = SearchRequest("公开", limit=ALL, sort="year")
    hits = built.search(request).hits
    order = [(-hit.head.year, -hit.score, hit.head.report_id, int(hit.passage_id.rpartition("-")[2])) for hit in hits]
    assert order == sorted(order)
    assert len({hit.head.year for hit in hits}) > 1


@pytest.mark.parametrize("least", [False, True])
@pytest.mark.parametrize("key", ["reconsideration.corrected", "litigation.corrected", "correction_rate"])
def test_a_figure_orders_reports_and_those_without_it_come_last(built: Library, key: str, least: bool) -> None:
    by = ByFigure(key, least)
    hits = built.search(SearchRequest("公开", limit=ALL, sort=by)).hits
    values = {row.head.report_id: row.value for row in built.measured(measure_of(key), Filters()).rows}
    reports = list(dict.fromkeys(hit.head.report_id for hit in hits))
    shown = [values[report_id] for report_id in reports]
    valued = [value for value in shown if value is not None]
    assert len(set(valued)) > 2
    assert shown == [*sorted(valued, reverse=not least), *[None] * (len(shown) - len(valued))]
    assert [(reports.index(hit.head.report_id), -hit.score) for hit in hits] == sorted(
        (reports.index(hit.head.report_id), -hit.score) for hit in hits
    )
    assert {hit.passage_id for hit in hits} == {hit.passage_id for hit in find(built, "公开").hits}
    listed = [head.report_id for head in built.heads(Filters(), by)]
    assert [report_id for report_id in listed if report_id in reports] == reports


def test_equal_figures_stand_newest_first(built: Library) -> None:
    heads = built.heads(Filters(), ByFigure("narrative.information_fee"))
    assert heads == built.heads(Filters())


def test_equal_scores_stand_in_the_order_of_passages(library: Library) -> None:
    reports = [make_report(year=year, sections={1: "公开目录已经更新。", 5: "", 6: ""}) for year in range(2015, 2025)]
    library.catalog.commit([make_reading(report) for report in reports])
    library.replay()
    hits = find(library, "公开目录").hits
    assert len({hit.score for hit in hits}) == 1
    assert [hit.passage_id for hit in hits] == sorted(hit.passage_id for hit in hits)
    assert hits == find(library, "公开目录").hits


def test_more_matching_words_rank_higher(library: Library) -> None:
    texts = {
        1: "行政复议。",
        5: "行政复议，行政复议，行政复议。",
        6: "本段说的是培训和督查以及许多别的事情，行政复议。",
    }
    library.catalog.commit([make_reading(make_report(sections=texts))])
    library.replay()
    hits = find(library, "行政复议").hits
    assert len(hits) == 3
    assert hits[-1].section == 6


def test_words_match_where_they_do_not_stand_together(library: Library) -> None:
    texts = {1: "政务公开的培训。", 5: "培训讲了基层政务公开。", 6: "培训班，政务，基层，公开。"}
    library.catalog.commit([make_reading(make_report(sections=texts))])
    library.replay()
    assert {hit.section for hit in find(library, "政务公开培训").hits} == {1, 5}
    assert find(library, "政务公开培训", exact=True).total == 0


def test_nothing_found_says_what_any_one_term_would_find(built: Library, varied: tuple[Report, ...]) -> None:
    result = find(built, '"行政复议" 外星人来访')
    assert (result.total, result.hits, result.facets[0].values) == (0, (), ())
    assert result.any_total == find(built, '"行政复议" 外星人来访', any_term=True).total
    assert result.any_total == scan(varied, "行政复议").total()
    assert find(built, "行政复议").any_total is None
    assert find(built, "外星人来访").any_total == 0


def test_a_hit_carries_its_head_and_its_place(built: Library, varied: tuple[Report, ...]) -> None:
    heads = {head.report_id: head for head in built.heads(Filters())}
    for hit in find(built, "依申请公开").hits:
        stored = built.catalog.passage(hit.passage_id)
        assert stored is not None
        assert (heads[hit.head.report_id], stored[0]) == (hit.head, hit.head)
        passage = stored[1]
        assert (passage.section, passage.kind, passage.text) == (hit.section, hit.kind, hit.text)
        assert passage.location == hit.location


QUERIES = ("", "公开", '"行政复议"', "政务新媒体 -公开", "没有这句话")


@pytest.mark.parametrize("text", QUERIES)
@pytest.mark.parametrize(
    "pairs", [(), ("kind=problem",), ("section=5", "year=2021..2022"), ("fact=litigation.corrected>=1",)]
)
def test_facets_count_the_reports_under_the_query(built: Library, text: str, pairs: tuple[str, ...]) -> None:
    result = built.search(SearchRequest(text, filters=built.parse_filters(pairs), limit=ALL))
    heads = {hit.head.report_id: hit.head for hit in result.hits}
    facets = {facet.name: {value.value: value.count for value in facet.values} for facet in result.facets}
    assert result.reports == len(heads)
    assert facets["year"] == Counter(str(head.year) for head in heads.values())
    assert facets["level"] == Counter(head.level for head in heads.values())
    assert facets["office_kind"] == Counter(head.office_kind for head in heads.values())
    assert facets["template"] == Counter(head.template for head in heads.values())
    assert facets["region"] == Counter(
        "/".join(parts[:depth])
        for head in heads.values()
        for parts in [replace(head.region, township=None).parts]
        for depth in range(1, len(parts) + 1)
    )
    assert facets["kind"] == Counter(kind for _, kind in {(hit.head.report_id, hit.kind) for hit in result.hits})
    findings = built.catalog.findings(heads)
    assert facets["finding"] == Counter(
        check for items in findings.values() for check in {item.check for item in items}
    )
    assert facets["severity"] == Counter(
        word for items in findings.values() for word in {item.severity for item in items}
    )


def test_each_facet_value_is_a_filter_that_finds_as_many_reports(built: Library) -> None:
    counted = 0
    for facet in find(built, "公开").facets:
        for value in facet.values:
            filters = built.parse_filters([f"{facet.name}={value.value}"])
            narrowed = built.search(SearchRequest("公开", filters=filters))
            assert (facet.name, value.value, narrowed.reports) == (facet.name, value.value, value.count)
            counted += 1
    assert counted > 25


def test_offices_are_no_facet_where_they_are_more_than_one_chooses_from(
    built: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices = len({head.office for head in built.heads(Filters())})
    for most, listed in ((offices, offices), (offices - 1, 0)):
        monkeypatch.setattr("index.searching._MOST_OFFICES", most)
        for facets in (find(built, "公开").facets, built.facets(Filters())):
            assert [len(facet.values) for facet in facets if facet.name == "office"] == [listed]


def test_facets_are_ordered(built: Library) -> None:
    for facet in find(built, "").facets:
        counts = [value.count for value in facet.values]
        years = [value.value for value in facet.values]
        assert years == sorted(years, reverse=True) if facet.name == "year" else counts == sorted(counts, reverse=True)
