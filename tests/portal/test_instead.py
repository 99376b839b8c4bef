"""What a search that finds nothing leads to."""

from datetime import date

import pytest

from index.library import Library
from index.lookup import mentions
from index.model import Filters, SearchRequest
from index.themes import load_themes
from portal.instead import instead_of

TODAY = date(2026, 3, 1)


def test_a_theme_that_is_named_is_offered_with_its_reports(samples: Library) -> None:
    training = next(theme for theme in load_themes().values() if theme.name == "人员培训")
    offered = instead_of(samples, SearchRequest("人员培训"), TODAY)
    assert offered.themes == ((training, mentions(samples, training, Filters()).reports),)
    assert not offered.answered


def test_a_theme_that_no_report_has_is_not_offered(samples: Library) -> None:
    none = samples.parse_filters(["year=2019", "region=河南省"])
    assert instead_of(samples, SearchRequest("人员培训", filters=none), TODAY).themes == ()


@pytest.mark.parametrize(("text", "answered"), [("复议被纠正的单位有哪些", True), ("没有这个地方", False)])
def test_a_question_that_can_be_answered_is_told_from_other_words(samples: Library, text: str, answered: bool) -> None:
    assert instead_of(samples, SearchRequest(text), TODAY).answered is answered
