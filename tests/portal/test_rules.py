import re

import pytest

from index.checking import NO_LAST_YEAR, NO_TABLES, Checked, checked
from index.cross_year import CHECKS as ACROSS_YEARS
from index.filters import CHECKS
from ingest.datafiles import data_path
from ingest.model import NotJudged, Severity
from ingest.pipeline import read_report
from portal.labels import REASONS
from portal.messages import Texts
from portal.rules import Rule, made_text, rule_groups, said
from tests.conftest import make_report

RULES = {rule.check: rule for group in rule_groups() for rule in group.rules}
ARTICLES = 56


def test_every_check_is_explained_once() -> None:
    named = [rule.check for group in rule_groups() for rule in group.rules]
    assert sorted(named) == sorted(CHECKS)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.check)
def test_a_rule_speaks_both_languages_and_cites_articles_that_exist(rule: Rule) -> None:
    for pair in (rule.text, rule.example, rule.cells):
        assert re.search("[一-鿿]", pair[0]) and pair[0].endswith("。")
        assert re.search("[a-z]", pair[1]) and pair[1].endswith(".")
        assert said(pair, Texts("en")) == pair[1]
    assert (rule.law is None) == (not rule.articles)
    assert all(1 <= int(article) <= ARTICLES for article in rule.articles)
    assert rule.across == (rule.check in ACROSS_YEARS)


def test_findings_of_the_samples_have_the_severity_that_their_rule_names() -> None:
    found: dict[str, Severity] = {}
    for path in sorted(data_path("samples").glob("*.txt")):
        for finding in checked(read_report(path.read_bytes(), path.name), None).findings:
            found[finding.check] = finding.severity
    assert len(found) >= 4
    assert {check: RULES[check].severity for check in found} == found


def test_the_checks_made_are_counted_and_the_others_named_with_their_reason() -> None:
    alone = made_text(checked(make_report(), None), Texts("zh"))
    assert alone == (
        f"{len(CHECKS)} 项检查做了 {len(CHECKS) - 3} 项；3 项做不了："
        "结转与上年不符、存量与上年不符、与上年重复，因为缺上一年的报告。"
    )
    every = Checked("a.txt", make_report(), None)
    assert made_text(every, Texts("zh")) == f"{len(CHECKS)} 项检查全部做了。"


def test_every_reason_is_said_in_english_too() -> None:
    report = make_report(cells={"applications.new.total": None, "applications.granted.total": "?"})
    reasons = {NO_LAST_YEAR, NO_TABLES, *(item.reason for item in report.not_judged)}
    assert reasons <= set(REASONS)
    text = made_text(Checked("a.txt", report, None, (), (NotJudged("stock", NO_LAST_YEAR),)), Texts("en"))
    assert not re.search("[一-鿿]", text)
