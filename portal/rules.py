"""Every check in plain words: what it looks at, an example, the article it rests on; and which ones could be made."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from index.checking import Checked
from index.filters import CHECKS
from ingest.model import NotJudged, Severity
from portal.labels import CHECKS as NAMES
from portal.labels import REASONS, word
from portal.messages import LANGUAGES, Texts
from portal.questions.words.vocabulary import read_lexicon

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One check; texts are Chinese and English, `law` is None where none says it, `across` needs last year's report."""

    check: str
    severity: Severity
    text: Pair
    example: Pair
    cells: Pair
    law: Pair | None
    articles: tuple[str, ...]
    across: bool


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Checks of one kind under their name."""

    name: Pair
    rules: tuple[Rule, ...]


@cache
def rule_groups() -> tuple[RuleGroup, ...]:
    """All rules, in the order in which they are explained."""
    laws = read_lexicon("glossary.json")["laws"]
    groups = read_lexicon("checks.json")["groups"]
    return tuple(RuleGroup(_pair(group), tuple(_rule(entry, laws) for entry in group["checks"])) for group in groups)


@cache
def severities() -> dict[str, Severity]:
    """How grave a finding of each check is."""
    return {rule.check: rule.severity for group in rule_groups() for rule in group.rules}


def _rule(entry: dict[str, Any], laws: dict[str, dict[str, str]]) -> Rule:
    return Rule(
        entry["check"],
        entry["severity"],
        _pair(entry["text"]),
        _pair(entry["example"]),
        _pair(entry["cells"]),
        _pair(laws[entry["law"]]) if "law" in entry else None,
        tuple(entry.get("articles", ())),
        entry.get("across", False),
    )


def _pair(names: dict[str, str]) -> Pair:
    return names["zh"], names["en"]


def said(pair: Pair, texts: Texts) -> str:
    """A text of a rule in the reader's language."""
    return pair[LANGUAGES.index(texts.lang)]


def made_text(checked: Checked, texts: Texts) -> str:
    """How many of the checks were made, and why the others could not be."""
    if not checked.unmade:
        return texts("draft.made", all=len(CHECKS))
    reasons = texts("list.clauses").join(_reasons(checked.unmade, texts))
    left = len(checked.unmade)
    return texts("draft.made_some", all=len(CHECKS), made=checked.made, left=left, reasons=reasons)


def _reasons(unmade: Iterable[NotJudged], texts: Texts) -> list[str]:
    by_reason: dict[str, list[str]] = {}
    for item in unmade:
        by_reason.setdefault(item.reason, []).append(word(NAMES, item.check, texts))
    between = texts("list.items")
    return [
        texts("draft.reason", checks=between.join(checks), reason=word(REASONS, reason, texts))
        for reason, checks in by_reason.items()
    ]
