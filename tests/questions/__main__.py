"""`python -m tests.questions [--aside]`: prints the scores of each part."""

import argparse
import tempfile
from pathlib import Path

from tests.questions.scoring import PARTS, listing, run, summary


def main() -> None:
    """Scores, and for each part but the one held aside (with --aside for that too) what is not exact."""
    parser = argparse.ArgumentParser(description="Scores of the question set over the samples.")
    parser.add_argument("--aside", action="store_true", help="also list what is not exact in the part held aside")
    listed = PARTS if parser.parse_args().aside else PARTS[:-1]
    with tempfile.TemporaryDirectory() as folder:
        scores = run(Path(folder))
    for part in PARTS:
        print(summary(scores, part), end="\n\n")
        if part in listed:
            print(listing(scores, part), end="\n\n")


if __name__ == "__main__":
    main()
