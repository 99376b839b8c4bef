"""Traditional characters as simplified ones, wherever words are compared; what a report prints stays as printed."""

import csv
import re
from functools import cache

from ingest.datafiles import data_path


def simplified(text: str) -> str:
    """The text with traditional characters simplified one for one, so that every offset holds in both.

    Only characters of the statutory wording, of the reader's own words and of place names are known, and none that
    these write themselves (乾, 于).
    """
    table, traditional = _characters()
    return text.translate(table) if traditional.search(text) else text


@cache
def _characters() -> tuple[dict[int, str], re.Pattern[str]]:
    with data_path("traditional.csv").open(encoding="utf-8", newline="") as file:
        pairs = {row["traditional"]: row["simplified"] for row in csv.DictReader(file)}
    return str.maketrans(pairs), re.compile(f"[{''.join(pairs)}]")
