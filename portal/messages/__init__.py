"""Every text of the portal in Chinese and English, as data."""

from dataclasses import dataclass

from portal.messages.ask import ASK
from portal.messages.checks import CHECKS
from portal.messages.compare import COMPARE
from portal.messages.export import EXPORT
from portal.messages.frame import FRAME
from portal.messages.library import LIBRARY
from portal.messages.measures import MEASURES
from portal.messages.report import REPORT
from portal.messages.search import SEARCH

__all__ = ["LANGUAGES", "MESSAGES", "Texts"]

LANGUAGES = ("zh", "en")

MESSAGES: dict[str, tuple[str, str]] = {
    **FRAME,
    **SEARCH,
    **MEASURES,
    **ASK,
    **COMPARE,
    **REPORT,
    **EXPORT,
    **CHECKS,
    **LIBRARY,
}


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language; called with a name and what to fill in."""

    lang: str

    @property
    def tag(self) -> str:
        """The language as a document names it."""
        return "zh-CN" if self.lang == "zh" else self.lang

    def __call__(self, name: str, **values: object) -> str:
        """The text of this name, filled in."""
        return MESSAGES[name][LANGUAGES.index(self.lang)].format(**values)
