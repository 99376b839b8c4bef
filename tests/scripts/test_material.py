from collections import Counter

import pytest

from index import hubness
from scripts.train_model.material import (
    Phrasing,
    is_held_out,
    load_groups,
    load_phrasings,
    split,
    typical_questions,
)


@pytest.fixture(scope="module")
def phrasings() -> tuple[Phrasing, ...]:
    return load_phrasings()


def test_themes_are_many_and_told_in_both_voices(phrasings: tuple[Phrasing, ...]) -> None:
    counts = Counter((item.theme, item.style) for item in phrasings)
    themes = {item.theme for item in phrasings}
    rich = [theme for theme in themes if min(counts[theme, "official"], counts[theme, "user"]) >= 12]
    assert len(rich) >= 120
    assert [theme for theme in themes if min(counts[theme, "official"], counts[theme, "user"]) < 10] == []
    assert len(load_groups()) >= 1200


def test_a_text_belongs_to_one_theme_and_a_theme_has_one_name(phrasings: tuple[Phrasing, ...]) -> None:
    assert max(Counter(item.text for item in phrasings).values()) == 1
    assert len({(item.theme, item.name) for item in phrasings}) == len({item.theme for item in phrasings})


def test_nothing_held_out_is_trained_on(phrasings: tuple[Phrasing, ...]) -> None:
    parts = split(phrasings)
    assert len(parts.training) + len(parts.lay) + len(parts.unseen) == len(phrasings)
    assert {item.theme for item in parts.unseen}.isdisjoint(item.theme for item in (*parts.training, *parts.lay))
    themes = {item.theme for item in phrasings}
    assert 0.1 <= sum(map(is_held_out, themes)) / len(themes) <= 0.2
    lay = [item for item in phrasings if item.style == "user" and not is_held_out(item.theme)]
    assert 0.2 <= len(parts.lay) / len(lay) <= 0.3


def test_the_split_does_not_depend_on_order_or_on_what_is_added(phrasings: tuple[Phrasing, ...]) -> None:
    part = phrasings[::3]
    assert set(split(part).lay) == set(split(phrasings).lay) & set(part)
    assert set(split(reversed(phrasings)).unseen) == set(split(phrasings).unseen)


def test_typical_questions_are_those_that_the_training_writes(phrasings: tuple[Phrasing, ...]) -> None:
    assert hubness.typical_questions() == typical_questions(split(phrasings).training)
