"""How long `mingcha search` and `mingcha ask` take as whole processes on the sample reports, against 0.4 seconds.

Run: python scripts/bench_commands.py
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

LIMIT = 0.4
RUNS = 10
SAMPLES = Path(__file__).resolve().parent.parent / "data" / "samples"
MINGCHA = ["-c", "from portal.cli import main; main()"]
COMMANDS = {
    "bare Python": ["-c", "pass"],
    "search": [*MINGCHA, "search", "行政复议"],
    "ask": [*MINGCHA, "ask", "哪些单位的行政复议被纠正了？"],
}


def seconds(arguments: list[str], library: str) -> float:
    """Wall time of the fastest of several runs of one command."""
    best = float("inf")
    for _ in range(RUNS):
        started = perf_counter()
        environment = {"MINGCHA_LIBRARY": library}
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
        best = min(best, perf_counter() - started)
    return best


def main() -> None:
    """Prints seconds and the ratio to the limit, a command a line."""
    with tempfile.TemporaryDirectory() as library:
        ingest = [sys.executable, *MINGCHA, "--library", library, "ingest", str(SAMPLES)]
        subprocess.run(ingest, check=True, capture_output=True)
        for name, arguments in COMMANDS.items():
            taken = seconds(arguments, library)
            print(f"{name:12} {taken:.3f} s   {taken / LIMIT:.2f} of the limit {LIMIT} s")


if __name__ == "__main__":
    main()
