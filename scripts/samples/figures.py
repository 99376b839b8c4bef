"""The figures of an office over its years: whole numbers that meet every identity and carry over from year to year."""

from collections import Counter
from decimal import Decimal
from random import Random

from ingest.template import APPLICANTS, load_template
from scripts.samples.model import Office
from scripts.samples.offices import SEED, SPECIALS

COLUMNS = tuple(name for name in APPLICANTS if name != "total")
# How often each kind of applicant comes, in the order of COLUMNS.
_APPLICANT_WEIGHTS = (84, 9, 1, 1, 3, 2)
_RESULT_WEIGHTS = {
    "granted": 34,
    "partial": 8,
    "refused.state_secret": 0.4,
    "refused.forbidden_by_law": 1,
    "refused.three_securities": 0.6,
    "refused.third_party": 2,
    "refused.internal_affairs": 2,
    "refused.process": 3,
    "refused.enforcement_file": 2.5,
    "refused.administrative_query": 1.5,
    "unavailable.not_held": 22,
    "unavailable.must_be_created": 4,
    "unavailable.still_unclear": 2,
    "not_processed.petition": 4,
    "not_processed.repeated": 2.5,
    "not_processed.publication": 0.4,
    "not_processed.excessive": 0.5,
    "not_processed.reissue": 0.5,
    "other.not_corrected_in_time": 3,
    "other.fee_unpaid": 0.3,
    "other.other": 4,
}
Facts = dict[str, Decimal]


def series(office: Office) -> dict[int, Facts]:
    """The figures of every year from the office's first to its last, those without a report included."""
    years = range(office.years[0], office.years[-1] + 1)
    weights = _weights(office)
    found: dict[int, Facts] = {}
    carried = Counter({"natural_person": office.size // 25})
    for year in years:
        rng = Random(f"{SEED}/{office.slug}/{year}")
        facts = _disclosure_2019(office, rng, found.get(year - 1)) if year < 2021 else {}
        if year >= 2021:
            facts = _disclosure_2021(office, rng, found.get(year - 1))
        if "carry_over" in _flaws(office, year):
            carried["natural_person"] += 3
        carried = _applications(facts, (office, year), weights, carried)
        _disputes(facts, office, rng)
        found[year] = {key: facts[key] for key in _keys(year)}
    return found


def _flaws(office: Office, year: int) -> tuple[str, ...]:
    special = SPECIALS.get((office.slug, year))
    return special.flaws if special else ()


def _keys(year: int) -> list[str]:
    template = load_template("2019" if year < 2021 else "2021")
    return [cell.key for row in template.rows for cell in row.cells]


def _weights(office: Office) -> dict[str, float]:
    rng = Random(f"{SEED}/{office.slug}/habits")
    return {row: weight * rng.uniform(0.4, 1.8) for row, weight in _RESULT_WEIGHTS.items()}


def _applications(
    facts: Facts, when: tuple[Office, int], weights: dict[str, float], carried_in: Counter[str]
) -> Counter[str]:
    office, year = when
    rng = Random(f"{SEED}/{office.slug}/{year}/applications")
    natural_only = "short_rows" in _flaws(office, year)
    total = round(office.size * rng.uniform(0.65, 1.35)) if office.size > 9 else rng.randint(0, office.size + 2)
    kinds = COLUMNS[:1] if natural_only else COLUMNS
    new = Counter(rng.choices(kinds, _APPLICANT_WEIGHTS[: len(kinds)], k=total))
    carried_out = Counter({kind: round((new[kind] + carried_in[kind]) * rng.uniform(0, 0.09)) for kind in COLUMNS})
    rows: dict[str, Counter[str]] = {row: Counter() for row in weights}
    for kind in COLUMNS:
        done = new[kind] + carried_in[kind] - carried_out[kind]
        for row in rng.choices(tuple(weights), tuple(weights.values()), k=done):
            rows[row][kind] += 1
    if year < 2021:
        rows["other_handling"] = sum((rows.pop(row) for row in list(rows) if row.startswith("other.")), Counter())
    concluded = sum(rows.values(), Counter[str]())
    rows |= {"new": new, "carried_in": carried_in, "concluded": concluded, "carried_out": carried_out}
    for row, counts in rows.items():
        facts.update({f"applications.{row}.{kind}": Decimal(counts[kind]) for kind in COLUMNS})
        facts[f"applications.{row}.total"] = Decimal(counts.total())
    return carried_out


def _disputes(facts: Facts, office: Office, rng: Random) -> None:
    weights = {
        "reconsideration": (0.045, (58, 7, 23, 12)),
        "litigation_direct": (0.014, (62, 10, 16, 12)),
        "litigation_after_reconsideration": (0.011, (66, 8, 14, 12)),
    }
    for group, (share, outcomes) in weights.items():
        total = int(office.size * share * rng.uniform(0.3, 1.9) + rng.random() * 0.8)
        drawn = Counter(rng.choices(("upheld", "corrected", "other", "pending"), outcomes, k=total))
        for outcome in ("upheld", "corrected", "other", "pending"):
            facts[f"{group}.{outcome}"] = Decimal(drawn[outcome])
        facts[f"{group}.total"] = Decimal(total)


def _disclosure_2021(office: Office, rng: Random, last: Facts | None) -> Facts:
    facts: Facts = {}
    normative = office.kind == "government" or office.level == "province"
    ranges = {"regulations": (3, 60) if office.regulations else (0, 0), "normative_documents": (14, 150)}
    for key, (most, stock) in ranges.items():
        issued = rng.randint(0, most) if most and (normative or key == "regulations") else 0
        before_key = f"disclosure.{key}.in_force"
        if last and before_key in last:
            before = int(last[before_key])
        else:
            before = rng.randint(stock // 2, stock) if issued else 0
        repealed = min(before, rng.randint(0, max(1, most // 2))) if before else 0
        facts[f"disclosure.{key}.issued"] = Decimal(issued)
        facts[f"disclosure.{key}.repealed"] = Decimal(repealed)
        facts[before_key] = Decimal(before + issued - repealed)
    decided = office.decisions
    facts["disclosure.licensing.decisions"] = Decimal(_about(decided, rng))
    facts["disclosure.penalty.decisions"] = Decimal(_about(decided // 3, rng))
    facts["disclosure.coercion.decisions"] = Decimal(_about(decided // 12, rng))
    fees = rng.choice(("0", "0", "12.5", "386.42", "1503.6871")) if decided > 200 else "0"
    facts["disclosure.fees.amount"] = Decimal(fees)
    return facts


def _disclosure_2019(office: Office, rng: Random, last: Facts | None) -> Facts:
    facts: Facts = {}
    for key, most in (("regulations", 3 if office.regulations else 0), ("normative_documents", 16)):
        made = rng.randint(0, most)
        before = last[f"disclosure.{key}.total_disclosed"] if last else Decimal(rng.randint(most, most * 6))
        facts[f"disclosure.{key}.made"] = facts[f"disclosure.{key}.newly_disclosed"] = Decimal(made)
        facts[f"disclosure.{key}.total_disclosed"] = before + made
    for key, size in (("licensing", 90), ("other_services", 140), ("penalty", 210), ("coercion", 24), ("fees", 8)):
        stem = f"disclosure.{key}"
        if last:
            facts[f"{stem}.previous_items"] = last[f"{stem}.previous_items"] + last[f"{stem}.change"]
        else:
            facts[f"{stem}.previous_items"] = Decimal(rng.randint(size // 2, size))
        facts[f"{stem}.change"] = Decimal(rng.randint(-6, 5) if key != "fees" else 0)
        if key != "fees":
            facts[f"{stem}.decisions"] = Decimal(_about(office.decisions // 4, rng))
    facts["disclosure.procurement.items"] = Decimal(rng.randint(4, 38))
    facts["disclosure.procurement.amount"] = Decimal(rng.randint(60, 900)) * 10_000
    return facts


def _about(size: int, rng: Random) -> int:
    return int(size * rng.uniform(0.8, 1.2))
