"""The address of the page 改进措施."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from portal.widgets.address import FilteredLink, Pairs, choice, page_number, parted

Side = Literal["measures", "problems"]

SIDES: tuple[Side, ...] = get_args(Side)


@dataclass(frozen=True, slots=True)
class MeasuresLink(FilteredLink):
    """What the page 改进措施 shows: a problem in words, by theme or as a passage; measures or who else has it."""

    PATH = "/measures"

    theme: str = ""
    like: str = ""
    side: Side = "measures"

    @classmethod
    def read(cls, pairs: Pairs) -> "MeasuresLink":
        """From the parameters of an address; whatever is no parameter of the page is a filter."""
        own, filters = parted(pairs, ("theme", "like", "side"))
        return cls(
            text=own.get("q", ""),
            theme=own.get("theme", ""),
            like=own.get("like", ""),
            side=choice("side", own.get("side", "measures"), SIDES),
            filters=filters,
            page=page_number(own.get("page", "1")),
            lang=own.get("lang", ""),
        )

    @property
    def own(self) -> Pairs:
        """The parameters that only this page has, defaults left out."""
        side = self.side if self.side != "measures" else ""
        return ("theme", self.theme), ("like", self.like), ("side", side)

    @property
    def asks(self) -> bool:
        """Whether a problem is named; else the page shows its themes."""
        return bool(self.text.strip() or self.theme or self.like)

    def reworded(self, text: str) -> "MeasuresLink":
        """The same filters and side for a problem in these words."""
        return replace(self, text=text.strip(), theme="", like="", page=1)

    def on_theme(self, theme: str) -> "MeasuresLink":
        """The same filters and side for a theme."""
        return replace(self, text="", theme=theme, like="", page=1)

    def on_side(self, side: Side) -> "MeasuresLink":
        """The other side of the same problem."""
        return replace(self, side=side, page=1)
