"""Offices by what they are called in English: the public security bureau, the department of education, a PSB."""

from collections import defaultdict
from collections.abc import Iterator

from portal.questions.words.meanings import OfficeName
from portal.questions.words.vocabulary import read_lexicon


def office_phrases() -> Iterator[tuple[str, OfficeName]]:
    """Each name, alone and behind a level that narrows it (the provincial department of education).

    Also the names of offices that no report is there of: these are then refused by name.
    """
    book = read_lexicon("english_offices.json")
    offices: dict[str, set[str]] = defaultdict(set)
    for work, meant in book["works"].items():
        for organ, endings in book["organs"].items():
            for name in (f"{work} {organ}", f"{organ} of {work}"):
                offices[name] |= {f"{one}{ending}" for one in meant for ending in endings}
    for name, called in book["called"].items():
        offices[name] |= set(called)
    for name, bare in offices.items():
        yield name, OfficeName(frozenset(bare))
        for before, level in book["levels"].items():
            yield f"{before} {name}", OfficeName(frozenset(bare), level)
