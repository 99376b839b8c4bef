"""How to cite a report: GB/T 7714, BibTeX and plain text, each with the address that leads back to it."""

from dataclasses import dataclass
from datetime import date

from index.model import StoredReport
from portal.widgets.links import ReportLink

_SPECIAL = str.maketrans({character: f"\\{character}" for character in "&%$#_{}"} | {"\\": "", "~": "", "^": ""})


@dataclass(frozen=True, slots=True)
class Citation:
    """One report cited from one portal on one day."""

    stored: StoredReport
    base: str
    day: date

    @property
    def link(self) -> str:
        """The permanent address of this version of the report in this portal."""
        return self.base + ReportLink(self.stored.head.report_id, version=self.stored.version).href

    @property
    def gb7714(self) -> str:
        """After GB/T 7714: an electronic report. When it was published is not known, so only the day of citing is."""
        head = self.stored.head
        return f"{head.office}. {head.title}[R/OL]. [{self.day.isoformat()}]. {self.link}."

    @property
    def bibtex(self) -> str:
        """An entry for BibTeX; `year` is the year that the report is about."""
        head = self.stored.head
        fields = {
            "author": f"{{{_plain(head.office)}}}",
            "title": f"{{{_plain(head.title)}}}",
            "institution": _plain(head.office),
            "year": str(head.year),
            "note": f"报告年度 {head.year}，明察资料库第 {self.stored.version} 版",
            "url": self.link,
            "urldate": self.day.isoformat(),
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        return f"@techreport{{mingcha-{head.report_id},\n{lines}}}"

    @property
    def plain(self) -> str:
        """A sentence for a footnote."""
        head, day = self.stored.head, self.day
        return f"{head.office}《{head.title}》，{self.link}，{day.year} 年 {day.month} 月 {day.day} 日访问。"


def _plain(text: str) -> str:
    return text.translate(_SPECIAL)
