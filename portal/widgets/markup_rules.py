"""The rules of the checks as markup: each in plain words, with an example, what it looks at and what it rests on."""

from collections.abc import Mapping

from index.model import Filter
from portal.labels import CHECKS, SEVERITIES, SIGNS, word
from portal.messages import Texts
from portal.rules import Rule, RuleGroup, rule_groups, said
from portal.widgets.links import ChecksLink
from portal.widgets.markup import Html, escape, join, link


def rule_id(check: str) -> str:
    """The anchor of a rule; empty where there is no such check."""
    return f"rule-{check}" if any(check == rule.check for group in rule_groups() for rule in group.rules) else ""


def rule_list(counts: Mapping[str, int], named: str, texts: Texts) -> Html:
    """All rules in their groups, the one that the address names marked; `counts` has the findings of each."""
    lines = join(Html(f"<p>{escape(texts(f'rules.{name}'))}</p>") for name in ("line", "severities", "blames"))
    groups = join(_group(group, counts, named, texts) for group in rule_groups())
    return Html(f'<div class="mc-rules">{lines}{groups}</div>')


def _group(group: RuleGroup, counts: Mapping[str, int], named: str, texts: Texts) -> Html:
    rules = join(_rule(rule, counts.get(rule.check, 0), named, texts) for rule in group.rules)
    return Html(f"<section><h2>{escape(said(group.name, texts))}</h2>{rules}</section>")


def _rule(rule: Rule, count: int, named: str, texts: Texts) -> Html:
    sign = f"{SIGNS[rule.severity]} {word(SEVERITIES, rule.severity, texts)}"
    here = ' class="mc-rule mc-named" tabindex="-1"' if rule.check == named else ' class="mc-rule"'
    across = f"<p>{escape(texts('rules.across'))}</p>" if rule.across else ""
    found = ChecksLink().with_(Filter("finding", rule.check))
    door = link(found.href, escape(texts("rules.in_library", count=count)), here=True) if count else Html("")
    return Html(
        f'<article id="rule-{rule.check}"{here}><h3>{escape(word(CHECKS, rule.check, texts))} '
        f'<span class="mc-meta mc-{rule.severity}">{escape(sign)}</span> <span class="mc-meta">{door}</span></h3>'
        f"<p>{escape(said(rule.text, texts))}</p>{across}{_line('example', said(rule.example, texts), texts)}"
        f"{_line('cells', said(rule.cells, texts), texts)}{_law(rule, texts)}</article>"
    )


def rule_note(check: str, texts: Texts, *, unfolded: bool) -> Html:
    """What a check looks at and what it rests on, to stand beside a finding."""
    rule = next(rule for group in rule_groups() for rule in group.rules if rule.check == check)
    return Html(
        f"<details{' open' if unfolded else ''}><summary>{escape(texts('draft.rule'))}</summary>"
        f'<p class="mc-meta">{escape(said(rule.text, texts))}</p>{_law(rule, texts)}</details>'
    )


def _law(rule: Rule, texts: Texts) -> Html:
    if rule.law is None:
        return Html("")
    articles = texts("list.items").join(rule.articles)
    return _line("law", texts("rules.law_articles", law=said(rule.law, texts), articles=articles), texts)


def _line(name: str, text: str, texts: Texts) -> Html:
    return Html(f'<p class="mc-meta"><b>{escape(texts(f"rules.{name}"))}</b>{escape(text)}</p>')
