"""The address of the page 提问."""

from dataclasses import dataclass, replace

from portal.widgets.address import PageLink, Pairs

ALL = "all"
SCOPES = ("scope", "region", "level")


@dataclass(frozen=True, slots=True)
class AskLink(PageLink):
    """What the page 提问 shows: a question, and what was changed by hand in how it was understood."""

    PATH = "/ask"

    question: str = ""
    changes: Pairs = ()

    @classmethod
    def read(cls, pairs: Pairs) -> "AskLink":
        """From the parameters of an address."""
        own = dict(pair for pair in pairs if pair[0] in ("q", "lang"))
        changes = tuple(pair for pair in pairs if pair[0] not in own)
        return cls(own.get("q", ""), changes, lang=own.get("lang", ""))

    @property
    def own(self) -> Pairs:
        """The parameters that only this page has."""
        return ("q", self.question), *self.changes

    def changed(self, name: str, value: str) -> "AskLink":
        """The same question with one part of its plan changed; a scope takes the place of any other scope."""
        replaced = SCOPES if name in SCOPES else (name,)
        kept = tuple(pair for pair in self.changes if pair[0] not in replaced)
        return replace(self, changes=(*kept, (name, value)))
