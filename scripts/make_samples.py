"""Writes data/samples and tests/samples_truth.json: the same bytes at every run. docs/samples.md explains them."""

from pathlib import Path

from ingest.datafiles import data_path
from scripts.samples.digests import digest_drafts
from scripts.samples.drafts import fictional_drafts
from scripts.samples.layouts import render
from scripts.samples.truth import truth_text

TRUTH = Path(__file__).resolve().parent.parent / "tests" / "samples_truth.json"


def sample_files() -> dict[str, str]:
    """Text of every sample by its file name."""
    drafts = (*digest_drafts(), *fictional_drafts())
    texts = {draft.file: render(draft) for draft in drafts}
    if len(texts) != len(drafts):
        raise ValueError("data/samples：两份样例同名，请改 scripts/samples/drafts.py 里的文件名")
    return texts


def truth_file() -> str:
    """Text of the truth file."""
    return truth_text((*digest_drafts(), *fictional_drafts()))


def main() -> None:
    """Replaces the samples and their truth."""
    folder = data_path() / "samples"
    folder.mkdir(exist_ok=True)
    texts = sample_files()
    for path in folder.iterdir():
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    TRUTH.write_text(truth_file(), encoding="utf-8", newline="\n")
    print(f"写出 {len(texts)} 份样例到 {folder}，标准答案在 {TRUTH}")


if __name__ == "__main__":
    main()
