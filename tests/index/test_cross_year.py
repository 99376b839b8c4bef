from index.cross_year import compare, year_of
from ingest.model import Finding, Report
from tests.conftest import make_report

OUT, IN = "applications.carried_out", "applications.carried_in"
DOCUMENTS = "disclosure.normative_documents"
Printed = dict[str, int | str | None]


def found(last: Report, this: Report) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.check, finding.facts) for finding in compare(year_of(last), year_of(this))]


def only(last: Report, this: Report) -> Finding:
    (finding,) = compare(year_of(last), year_of(this))
    return finding


def test_every_column_of_what_was_carried_is_compared() -> None:
    last: Printed = {f"{OUT}.natural_person": 2, f"{OUT}.business": 1, f"{OUT}.total": 3}
    this: Printed = {f"{IN}.natural_person": 1, f"{IN}.business": 2, f"{IN}.total": 3}
    assert found(make_report(year=2022, cells=last), make_report(year=2023, cells=this)) == [
        ("carry_over", (f"{IN}.natural_person",)),
        ("carry_over", (f"{IN}.business",)),
    ]


def test_a_finding_names_this_years_cell_and_both_figures() -> None:
    this = make_report(year=2023, cells={f"{IN}.total": 2})
    finding = only(make_report(year=2022, cells={f"{OUT}.total": 5}), this)
    assert (finding.expected, finding.published, finding.severity) == ("5", "2", "warning")
    assert finding.location == this.fact(f"{IN}.total").location
    assert "2022年结转下年度（总计）为 5，2023年上年结转为 2" in finding.message


def test_a_blank_counts_as_nothing_where_its_row_is_printed_but_a_blank_total_is_not_judged() -> None:
    blanks: Printed = {f"{IN}.business": None, f"{IN}.total": None}
    last = make_report(year=2022, cells={f"{OUT}.business": 1, f"{OUT}.total": 1})
    assert found(last, make_report(year=2023, cells=blanks)) == [("carry_over", (f"{IN}.business",))]


def test_a_row_with_nothing_printed_is_not_judged() -> None:
    report = make_report(year=2023)
    nothing: Printed = {fact.key: None for fact in report.facts if fact.key.startswith(IN)}
    last = make_report(year=2022, cells={f"{OUT}.business": 1, f"{OUT}.total": 1})
    assert found(last, make_report(year=2023, cells=nothing)) == []


def test_documents_in_force_are_not_compared_across_the_templates() -> None:
    last = make_report(year=2020, template="2019")
    assert found(last, make_report(year=2021, cells={f"{DOCUMENTS}.in_force": 9})) == []


def test_documents_in_force_are_last_years_and_issued_less_repealed() -> None:
    last = make_report(year=2022, cells={f"{DOCUMENTS}.in_force": 10})
    this = make_report(year=2023, cells={f"{DOCUMENTS}.issued": 2, f"{DOCUMENTS}.in_force": 11})
    finding = only(last, this)
    assert (finding.check, finding.expected, finding.published) == ("stock", "12", "11")


def test_a_section_is_repeated_from_ninety_in_a_hundred_characters() -> None:
    def years(changed: int) -> list[str]:
        text = "".join(chr(0x4E00 + number) for number in range(200))
        new = "".join(chr(0x5E00 + number) for number in range(changed))
        last = make_report(year=2022, sections={1: text})
        this = make_report(year=2023, sections={1: new + text[changed:]})
        return [check for check, _ in found(last, this)]

    assert years(20) == ["repeated_text"]
    assert years(21) == []


def test_a_short_section_may_repeat() -> None:
    text = "无其他需要报告的事项。" * 9
    assert len(text) < 100
    assert found(make_report(year=2022, sections={6: text}), make_report(year=2023, sections={6: text})) == []
