"""`python -m tests.mess N [LAYOUT] [damage] [> FILE]` writes the report of seed N and says what became of its cells."""

import sys

from tests.mess import COLUMNED, damaged_layout, damaged_variant, make_layout, make_variant


def main(arguments: list[str]) -> None:
    """Write one variant: its bytes to stdout, its truth to stderr."""
    seed, damage = int(arguments[0]), "damage" in arguments
    layout = next((name for name in COLUMNED if name in arguments), None)
    if layout:
        variant = (damaged_layout if damage else make_layout)(layout, seed)
    else:
        variant = (damaged_variant if damage else make_variant)(seed)
    sys.stdout.buffer.write(variant.data)
    odd = [f"{key} {cell.shown} {cell.true}" for key, cell in variant.cells.items() if cell.shown != "number"]
    print(variant.mess, variant.office, variant.year, variant.damage, *odd, sep="\n", file=sys.stderr)


main(sys.argv[1:])
