"""`python -m tests.mess N [damage]` prints the report of seed N and what became of its cells."""

import sys

from tests.mess import Variant, damaged_variant, make_variant


def main(arguments: list[str]) -> None:
    """Print one variant: its text on stdout, its truth on stderr."""
    make = damaged_variant if "damage" in arguments else make_variant
    variant: Variant = make(int(arguments[0]))
    sys.stdout.write(variant.data.decode("gb18030" if "gb18030" in variant.mess else "utf-8"))
    odd = [f"{key} {cell.shown} {cell.true}" for key, cell in variant.cells.items() if cell.shown != "number"]
    print(variant.mess, variant.office, variant.year, variant.damage, *odd, sep="\n", file=sys.stderr)


main(sys.argv[1:])
