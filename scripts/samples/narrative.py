"""Sections 1 and 6 of a fictional report: what it says about its year, with the figures that it quotes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from scripts.samples.figures import Facts
from scripts.samples.model import Office, Quoted, Special
from scripts.samples.offices import SEED
from scripts.samples.phrases import Sentences

_TOTALS = {
    "new": ("applications.new.total",),
    "new_plus": ("applications.new.total", "applications.carried_in.total"),
    "carried_in": ("applications.carried_in.total",),
    "concluded": ("applications.concluded.total",),
    "carried_out": ("applications.carried_out.total",),
    "granted": ("applications.granted.total",),
    "partial": ("applications.partial.total",),
    "not_held": ("applications.unavailable.not_held.total",),
    "reconsideration": ("reconsideration.total",),
    "rc_upheld": ("reconsideration.upheld",),
    "rc_corrected": ("reconsideration.corrected",),
    "litigation": ("litigation_direct.total", "litigation_after_reconsideration.total"),
}
_GROUPS = {"refused", "unavailable", "not_processed"}
_NO_CELL = {
    "letters": "来信，不是信息公开申请",
    "hotline": "热线诉求，不是信息公开申请",
    "last": "上一年的数",
    "online": "按申请方式分，表中无此格",
    "post": "按申请方式分，表中无此格",
    "visits": "来访咨询，不是信息公开申请",
    "replies": "网民留言，不是信息公开申请",
    "policy": "政策文件，不是行政规范性文件",
    "reads": "解读材料，表中无此格",
    "items": "主动公开条数，表中无此格",
}
# Figures that the text leaves out, so that a flaw in the table makes no second one.
_UNSPOKEN = {"row_sum": ("granted",), "review_sum": ("litigation",), "text_new": ("new_plus",)}
_HEADS = ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障")
_NUMERALS = "一二三四五六七八九"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Year:
    """One year of one office: what its narrative can speak of."""

    office: Office
    year: int
    name: str
    special: Special
    facts: Facts
    last_new: int | None


@dataclass(slots=True)
class Speech:
    """Fills sentences with the year's figures and records what was quoted."""

    sentences: Sentences
    words: Mapping[str, str | int]
    keys: Mapping[str, tuple[str, ...]]
    facts: Facts
    without: tuple[str, ...]
    quoted: list[Quoted] = field(default_factory=list)
    narrative: dict[str, int] = field(default_factory=dict)

    def say(self, slot: str) -> str:
        """The slot's next sentence with its figures in place."""
        line = self.sentences.draw(slot, self.without)
        return self.fill(line)

    def fill(self, line: str) -> str:
        """The sentence with its figures in place, each recorded with the clause that it stands in."""
        for clause in re.split(r"[，。；：、（）]", line):
            for name in _PLACEHOLDER.findall(clause):
                self._record(name, clause.format_map(self.words))
        return line.format_map(self.words)

    def _record(self, name: str, clause: str) -> None:
        value = self.words[name]
        if not isinstance(value, int):
            return
        if name in self.keys:
            keys = self.keys[name]
            self.quoted.append(Quoted(clause, value, keys, int(sum(self.facts[key] for key in keys))))
        elif name in _NO_CELL:
            self.quoted.append(Quoted(clause, value, (), None))
        if name in ("items", "fee"):
            key = {"items": "narrative.disclosed_items", "fee": "narrative.information_fee"}[name]
            self.narrative[key] = value


def speech(year: Year, sentences: Sentences) -> Speech:
    """A speech about this year; figures that a deliberate flaw makes false in the table are not spoken of."""
    facts, flaws = year.facts, year.special.flaws
    keys = dict(_TOTALS)
    for group in _GROUPS:
        keys[group] = tuple(key for key in facts if key.startswith(f"applications.{group}.") and key.endswith(".total"))
    stem = "disclosure.normative_documents"
    keys["normative"] = (f"{stem}.made" if year.year < 2021 else f"{stem}.issued",)
    words: dict[str, str | int] = {name: int(sum(facts[key] for key in parts)) for name, parts in keys.items()}
    if "text_new" in flaws:
        words["new"] = int(words["new"]) + 9
    if "text_reconsideration" in flaws:
        words["reconsideration"] = int(words["reconsideration"]) + 2
    words |= _free_words(year)
    without = [name for flaw, names in _UNSPOKEN.items() if flaw in flaws for name in names]
    if year.last_new is None:
        without.append("last")
    return Speech(sentences, words, keys, facts, tuple(without))


def _free_words(year: Year) -> dict[str, str | int]:
    rng = Random(f"{SEED}/{year.office.slug}/{year.year}/words")
    new = int(year.facts["applications.new.total"])
    online = int(new * rng.uniform(0.4, 0.8))
    region = year.special.region or year.office.region
    return {
        "name": year.name,
        "self": year.office.self_name,
        "area": year.office.area,
        "place": "".join(region.parts),
        "street": year.office.street,
        "postcode": str(rng.randint(410000, 499999)),
        "year": str(year.year),
        "next": str(year.year + 1),
        "last": year.last_new or 0,
        "online": online,
        "post": int((new - online) * rng.uniform(0.4, 0.9)),
        "items": int(year.office.size**0.7 * rng.uniform(60, 190)) + 40,
        "policy": rng.randint(3, 60),
        "reads": rng.randint(2, 48),
        "letters": rng.randint(12, 420),
        "hotline": rng.randint(150, 9000),
        "visits": rng.randint(20, 600),
        "replies": rng.randint(30, 1500),
        "sessions": rng.randint(2, 9),
        "people": rng.randint(30, 480),
        "sites": rng.randint(4, 60),
        "accounts": rng.randint(6, 180),
        "checks": rng.randint(10, 300),
        "fee": year.special.fee or 0,
    }


def section_one(year: Year, talk: Speech) -> tuple[str, ...]:
    """The paragraphs of section 1; `heading_twice` leaves its mark to the layout, after the first paragraph."""
    rng = Random(f"{SEED}/{year.office.slug}/{year.year}/one")
    opening = talk.say("intro") + (talk.say("period") if rng.random() < 0.6 else "")
    if "compiler_named" in year.special.flaws:
        opening += "本报告由白鹭市人民政府办公室汇总编制。"
    bodies = [_active(year, talk, rng), _requested(year, talk, rng)]
    if year.office.kind == "township":
        return (opening, bodies[0] + talk.say("platform"), bodies[1])
    bodies += [_several(talk, slot, rng) for slot in ("management", "platform", "supervision")]
    return (opening, *_headed(bodies, rng.randrange(5)))


def section_six(year: Year, talk: Speech) -> tuple[str, ...]:
    """The paragraphs of section 6, the last with the office's address."""
    rng = Random(f"{SEED}/{year.office.slug}/{year.year}/six")
    parts = [talk.say("fee_none") if year.special.fee is None else talk.say("fee_some")]
    parts += [talk.say("other") for _ in range(rng.randint(0, 2))]
    closing = talk.say("closing")
    style = rng.randrange(3)
    if style == 0:
        return (*(f"{number}.{part}" for number, part in enumerate(parts, 1)), closing)
    if style == 1:
        return (*(f"（{_NUMERALS[index]}）{part}" for index, part in enumerate(parts)), closing)
    return ("".join(parts), closing)


def _several(talk: Speech, slot: str, rng: Random) -> str:
    return "".join(talk.say(slot) for _ in range(rng.randint(1, 2)))


def _active(year: Year, talk: Speech, rng: Random) -> str:
    text = talk.say("active") + _several(talk, "active_more", rng)
    stem = "disclosure.normative_documents"
    issued = year.facts[f"{stem}.made" if year.year < 2021 else f"{stem}.issued"]
    return text + talk.say("normative") if issued and rng.random() < 0.5 else text


def _requested(year: Year, talk: Speech, rng: Random) -> str:
    flaws, facts = year.special.flaws, year.facts
    slot = "request_plus" if rng.random() < 0.15 and not flaws else "request"
    text = talk.say(slot if facts["applications.new.total"] else "request_none")
    if facts["applications.concluded.total"] >= 20 and rng.random() < 0.5 and "row_sum" not in flaws:
        text += talk.say("result")
    if facts["applications.new.total"]:
        text += _several(talk, "request_more", rng)
    disputes = sum(value for key, value in facts.items() if key.startswith(("recons", "litig")))
    if disputes and "text_reconsideration" in flaws:
        text += talk.fill("因政府信息公开被申请行政复议{reconsideration}件，{self}均按要求提交答复和证据。")
    elif disputes and rng.random() < 0.6:
        text += talk.say("review")
    return text if disputes or rng.random() < 0.4 else text + talk.say("review_none")


def _headed(bodies: list[str], style: int) -> list[str]:
    named = list(zip(_NUMERALS, _HEADS, bodies, strict=False))
    if style == 0:
        return [line for numeral, head, body in named for line in (f"（{numeral}）{head}", body)]
    if style == 1:
        return [f"（{numeral}）{head}：{body}" for numeral, head, body in named]
    if style == 2:
        return [line for _, head, body in named for line in (f"{head}方面", body)]
    if style == 3:
        return [f"{index}.{head}。{body}" for index, (_, head, body) in enumerate(named, 1)]
    return bodies
