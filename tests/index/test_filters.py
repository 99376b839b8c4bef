from collections.abc import Callable
from decimal import Decimal

import pytest

from index.errors import FilterError
from index.filters import CODE_WORDS, NAMES
from index.library import Library
from index.measures import DERIVED, SUMS, measure_of, value_of
from index.model import Condition, Filter, Filters, Operator, SearchRequest, StoredReport
from ingest.model import Fact, Finding, Passage
from tests.conftest import make_reading, make_report

Meets = Callable[[StoredReport], bool]


def under(library: Library, *pairs: str) -> set[str]:
    """The reports that a filter leaves."""
    return {head.report_id for head in library.heads(library.parse_filters(pairs))}


def scan(library: Library, meets: Meets) -> set[str]:
    return {stored.head.report_id for stored in library.reports(Filters()) if meets(stored)}


def has_passage(meets: Callable[[Passage], bool]) -> Meets:
    return lambda stored: any(map(meets, stored.report.passages))


def has_finding(meets: Callable[[Finding], bool]) -> Meets:
    return lambda stored: any(map(meets, stored.report.findings))


def facts_of(stored: StoredReport) -> dict[str, Fact]:
    return {fact.key: fact for fact in stored.report.facts}


def in_state(key: str, state: str) -> Meets:
    return lambda stored: facts_of(stored)[key].state == state


def number_meets(key: str, operator: Operator, number: str) -> Meets:
    def meets(stored: StoredReport) -> bool:
        value = value_of(measure_of(key), facts_of(stored)).number
        return value is not None and Condition(operator, Decimal(number)).holds(value)

    return meets


CASES: tuple[tuple[tuple[str, ...], Meets], ...] = (
    (("year=2021",), lambda s: s.head.year == 2021),
    (("year=2021", "year=2023"), lambda s: s.head.year in (2021, 2023)),
    (("year=2021..2022",), lambda s: 2021 <= s.head.year <= 2022),
    (("year=2022..",), lambda s: s.head.year >= 2022),
    (("year=..2021",), lambda s: s.head.year <= 2021),
    (("year=!2021",), lambda s: s.head.year != 2021),
    (("year=2021..", "year=!2022", "year=!2023"), lambda s: s.head.year == 2021),
    (("region=示例省",), lambda s: s.head.region.province == "示例省"),
    (("region=示例省/石桥市",), lambda s: s.head.region.city == "石桥市"),
    (("region=示例省/石桥市/云溪县/东岭镇",), lambda s: s.head.region.township == "东岭镇"),
    (("region=北京市/朝阳区",), lambda s: s.head.region.county == "朝阳区"),
    (("region=示例省/石桥市", "region=北京市"), lambda s: s.head.region.parts[:2] != ("示例省", "青山市")),
    (("region=!示例省/石桥市", "region=示例省"), lambda s: s.head.region.city == "青山市"),
    (("level=county",), lambda s: s.head.level == "county"),
    (("level=!county", "year=2022"), lambda s: s.head.level != "county" and s.head.year == 2022),
    (("office_kind=department",), lambda s: s.head.office_kind == "department"),
    (("template=2019",), lambda s: s.head.template == "2019"),
    (("office=白鹭区人民政府办公室",), lambda s: s.head.office == "白鹭区人民政府办公室"),
    (("office=青山市白鹭区人民政府办公室",), lambda s: s.head.office == "白鹭区人民政府办公室"),
    (("office=云溪县人民政府", "office=东岭镇人民政府"), lambda s: s.head.region.county == "云溪县"),
    (("section=6",), has_passage(lambda p: p.section == 6)),
    (("kind=problem", "kind=measure"), has_passage(lambda p: p.kind in ("problem", "measure"))),
    (("section=6", "kind=!other"), lambda s: False),
    (("section=!5", "section=!6"), has_passage(lambda p: p.section not in (5, 6))),
    (("finding=row_sum",), has_finding(lambda f: f.check == "row_sum")),
    (("finding=row_sum", "finding=text_vs_table"), has_finding(lambda f: f.check in ("row_sum", "text_vs_table"))),
    (("finding=!row_sum",), lambda s: not has_finding(lambda f: f.check == "row_sum")(s)),
    (("severity=warning", "blame=reading"), has_finding(lambda f: f.severity == "warning" and f.blame == "reading")),
    (
        ("severity=error", "finding=!text_vs_table"),
        lambda s: {"row_sum"} <= {f.check for f in s.report.findings} <= {"row_sum", "restored_cells"},
    ),
    (("severity=note", "finding=row_sum"), lambda s: False),
    (("fact=reconsideration.corrected:blank",), in_state("reconsideration.corrected", "blank")),
    (("fact=reconsideration.corrected:dash",), in_state("reconsideration.corrected", "dash")),
    (("fact=reconsideration.total : unread",), in_state("reconsideration.total", "unread")),
    (("fact=reconsideration.total:restored",), in_state("reconsideration.total", "restored")),
    (("fact=reconsideration.total=0", "year=2020.."), number_meets("reconsideration.total", "=", "0")),
)


@pytest.mark.parametrize(("pairs", "meets"), CASES, ids=["&".join(pairs) for pairs, _ in CASES])
def test_a_filter_leaves_what_meets_it(built: Library, pairs: tuple[str, ...], meets: Meets) -> None:
    assert under(built, *pairs) == scan(built, meets)


KEYS = (
    *("reconsideration.corrected", "applications.refused.third_party.total", "litigation.corrected"),
    *("applications.refused.total", "refusal_rate", "correction_rate", "dispute_rate", "applications.other.total"),
)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("operator", [">=", "<=", ">", "<", "=", "!="])
def test_a_comparison_leaves_the_reports_whose_number_meets_it(built: Library, key: str, operator: Operator) -> None:
    met = 0
    for number in ("0", "1", "2.0", "0.025", "0.5", "3", "-1", "999999999999999"):
        expected = scan(built, number_meets(key, operator, number))
        assert under(built, f"fact={key} {operator} {number}") == expected
        assert under(built, f"fact=!{key}{operator}{number}") == scan(built, lambda _: True) - expected
        met += len(expected)
    assert met


def test_facts_are_joined_by_and(built: Library) -> None:
    both = under(built, "fact=reconsideration.corrected>=1", "fact=litigation.corrected>=1")
    one, other = under(built, "fact=reconsideration.corrected>=1"), under(built, "fact=litigation.corrected>=1")
    assert both == one & other
    assert both != one | other


def test_a_fraction_is_compared_as_people_write_it(library: Library) -> None:
    cells = {"applications.refused.third_party.total": 3, "applications.concluded.total": 10}
    library.catalog.commit([make_reading(make_report(cells=cells))])
    library.replay()
    assert under(library, "fact=refusal_rate=0.3")
    assert under(library, "fact=refusal_rate>=0.3", "fact=refusal_rate<=0.3")
    assert not under(library, "fact=refusal_rate>0.3")


PASSAGE_CASES: tuple[tuple[tuple[str, ...], Callable[[StoredReport, Passage], bool]], ...] = (
    (("kind=problem", "section=5"), lambda s, p: p.kind == "problem"),
    (("kind=!problem", "year=2022"), lambda s, p: p.kind != "problem" and s.head.year == 2022),
    (("severity=error", "kind=measure"), lambda s, p: p.kind == "measure" and any(map(is_error, s.report.findings))),
    (
        ("section=1", "fact=reconsideration.corrected>=1"),
        lambda s, p: p.section == 1 and number_meets("reconsideration.corrected", ">=", "1")(s),
    ),
)


def is_error(finding: Finding) -> bool:
    return finding.severity == "error"


@pytest.mark.parametrize(("pairs", "meets"), PASSAGE_CASES, ids=["&".join(pairs) for pairs, _ in PASSAGE_CASES])
def test_passages_are_narrowed(
    built: Library, pairs: tuple[str, ...], meets: Callable[[StoredReport, Passage], bool]
) -> None:
    filters = built.parse_filters(pairs)
    found = {hit.passage_id for hit in built.search(SearchRequest("", filters=filters, limit=9999)).hits}
    assert found
    assert found == {
        f"{stored.head.report_id}-{ordinal}"
        for stored in built.reports(Filters())
        for ordinal, passage in enumerate(stored.report.passages)
        if meets(stored, passage)
    }


def test_filters_keep_their_words_in_canonical_form(built: Library) -> None:
    head = built.heads(Filters())[0]
    pairs = ["year= 2021 .. 2022", "fact=reconsideration.corrected >= 1", "fact=!refusal_rate:blank", "region=示例省/"]
    assert built.parse_filters([*pairs, "year=2021..2022", f"report={head.report_id}"]).items == (
        Filter("year", "2021..2022"),
        Filter("fact", "reconsideration.corrected>=1"),
        Filter("fact", "refusal_rate:blank", excluded=True),
        Filter("region", "示例省"),
        Filter("report", head.report_id),
    )


def test_every_code_word_is_a_value(built: Library) -> None:
    for name, values in CODE_WORDS.items():
        for value in values:
            assert built.parse_filters([f"{name}={value}"]).items == (Filter(name, value),)
            assert under(built, f"{name}={value}") is not None
    for key in (*SUMS, *DERIVED, "narrative.disclosed_items", "applications.new.total"):
        assert built.parse_filters([f"fact={key}>0"])


@pytest.mark.parametrize(
    ("pair", "nearest"),
    [
        ("levl=county", "level"),
        ("level", "level"),
        ("=county", None),
        ("level=couty", "county"),
        ("level=", None),
        ("region=示例省/石桥巿", "示例省/石桥市"),
        ("region=石桥市", "示例省/石桥市"),
        ("office=白鹭区人民政府办公厅", "白鹭区人民政府办公室"),
        ("year=20l1", "2021"),
        ("year=..", None),
        ("year=2023..2021", "2021..2023"),
        ("section=7", None),
        ("finding=row_sums", "row_sum"),
        ("template=2020", None),
        ("report=zzz", None),
        ("fact=reconsideration.correctd>=1", "reconsideration.corrected>=1"),
        ("fact=reconsideration.corrected", "reconsideration.corrected>=1"),
        ("fact=reconsideration.corrected:blnk", "reconsideration.corrected:blank"),
        ("fact=reconsideration.corrected>=many", "reconsideration.corrected>=1"),
        ("fact=reconsideration.corrected=>1", "reconsideration.corrected>=1"),
        ("fact=reconsideration.corrected>=1 OR x:[0 TO 9]", "reconsideration.corrected>=1"),
        ("fact=reconsideration.corrected>=1e999", "reconsideration.corrected>=1"),
        ("fact=reconsideration.corrected>=٣", "reconsideration.corrected>=1"),
        ("fact=", None),
    ],
)
def test_an_unknown_filter_is_refused_with_the_nearest_one(built: Library, pair: str, nearest: str | None) -> None:
    with pytest.raises(FilterError) as refused:
        built.parse_filters(["year=2021", pair])
    assert refused.value.nearest is not None
    if nearest is not None:
        assert refused.value.nearest == nearest
    assert refused.value.nearest in str(refused.value)
    again = refused.value.nearest if refused.value.value is None else f"{refused.value.name}={refused.value.nearest}"
    assert again in NAMES or built.parse_filters([again])


def test_an_empty_library_has_no_nearest_place(library: Library) -> None:
    with pytest.raises(FilterError) as refused:
        library.parse_filters(["region=示例省"])
    assert refused.value.nearest is None


def test_a_year_without_reports_is_a_year(built: Library) -> None:
    assert under(built, "year=1999") == set()
