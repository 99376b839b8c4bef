"""The address of the page 提问."""

import re
from dataclasses import dataclass, replace

from portal.widgets.address import PageLink, Pairs, page_number

ALL = "all"
SCOPES = ("scope", "region", "level", "office_kind", "office")
_OWN = ("q", "then", "page", "lang")
_EARLIER = re.compile(r"[1-9][0-9]{0,3}\.")
# A part of the plan and the parts that it takes the place of.
_REPLACES = {
    "scope": SCOPES,
    "office": SCOPES,
    "region": ("office",),
    "level": ("office",),
    "office_kind": ("office",),
    "when": ("peers",),
    "peers": ("when",),
}


@dataclass(frozen=True, slots=True)
class AskLink(PageLink):
    """What the page 提问 shows: a conversation, and what was changed by hand in how its last question was understood.

    `later` are the questions that were asked after it, where it was gone back to. `before` are the changes to all other
    questions, the number of its question ahead of each name: `1.year`. `page` is that of a long list.
    """

    PATH = "/ask"

    questions: tuple[str, ...] = ()
    changes: Pairs = ()
    before: Pairs = ()
    page: int = 1
    later: tuple[str, ...] = ()

    @classmethod
    def read(cls, pairs: Pairs) -> "AskLink":
        """From the parameters of an address; `q` is repeated, the last question last."""
        own = {name: value for name, value in pairs if name in _OWN}
        changes = tuple(pair for pair in pairs if pair[0] not in _OWN)
        return cls(
            tuple(value for name, value in pairs if name == "q" and value.strip()),
            tuple(pair for pair in changes if not _EARLIER.match(pair[0])),
            tuple(pair for pair in changes if _EARLIER.match(pair[0])),
            page_number(own.get("page", "1")),
            tuple(value for name, value in pairs if name == "then" and value.strip()),
            lang=own.get("lang", ""),
        )

    @property
    def own(self) -> Pairs:
        """The parameters that only this page has."""
        page = ("page", str(self.page) if self.page > 1 else "")
        asked = *(("q", question) for question in self.questions), *(("then", question) for question in self.later)
        return *asked, *self.before, *self.changes, page

    @property
    def question(self) -> str:
        """The question that is answered; empty where none is asked."""
        return self.questions[-1] if self.questions else ""

    @property
    def context(self) -> tuple[str, ...]:
        """The questions before it, the oldest first."""
        return self.questions[:-1]

    def asked(self, question: str) -> "AskLink":
        """The conversation with one more question; what was changed by hand stays with the one that it changed."""
        return AskLink((*self.questions, question), before=self._numbered(len(self.questions)), lang=self.lang)

    def instead(self, question: str) -> "AskLink":
        """The conversation with another question in place of the last one."""
        return AskLink((*self.context, question), before=self._numbered(len(self.context)), lang=self.lang)

    def back_to(self, place: int) -> "AskLink":
        """The conversation up to one of the questions, as it was changed by hand."""
        return AskLink(
            self.questions[: place + 1], changes=self._of(place), before=self._numbered(place), lang=self.lang
        )

    def at(self, place: int) -> "AskLink":
        """The whole conversation with another of its questions answered, those asked later kept."""
        every = (*self.questions, *self.later)
        others = tuple(pair for pair in self._numbered(len(every)) if _number(pair) != place + 1)
        return AskLink(every[: place + 1], self._of(place), others, later=every[place + 1 :], lang=self.lang)

    def _numbered(self, first: int) -> Pairs:
        """What was changed by hand in the first questions, the number of its question ahead of each name."""
        own = ((f"{len(self.questions)}.{name}", value) for name, value in self.changes)
        return tuple(pair for pair in (*self.before, *own) if _number(pair) <= first)

    def _of(self, place: int) -> Pairs:
        """What was changed by hand in one question."""
        every = self._numbered(len(self.questions) + len(self.later))
        return tuple((pair[0].partition(".")[2], pair[1]) for pair in every if _number(pair) == place + 1)

    def anew(self) -> "AskLink":
        """The page without a question."""
        return AskLink(lang=self.lang)

    def unchanged(self) -> "AskLink":
        """The last question as it was first understood."""
        return replace(self, changes=(), page=1)

    def changed(self, name: str, *values: str) -> "AskLink":
        """The same question with one part of its plan changed, in place of the parts that cannot stand beside it."""
        replaced = (name, *_REPLACES.get(name, ()))
        kept = tuple(pair for pair in self.changes if pair[0] not in replaced)
        return replace(self, changes=(*kept, *((name, value) for value in values)), page=1)

    def dropping(self, part: str) -> "AskLink":
        """The same question without one of its further conditions."""
        kept = tuple(pair for pair in self.changes if pair != ("drop", part))
        return replace(self, changes=(*kept, ("drop", part)), page=1)

    def on_page(self, page: int) -> "AskLink":
        """Another page of the same list."""
        return replace(self, page=page)


def _number(pair: tuple[str, str]) -> int:
    """The number of the question that a change is to."""
    return int(pair[0].partition(".")[0])
