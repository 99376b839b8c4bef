import pytest

from portal.jobs.uploads import Upload, kept, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("报告.docx", "报告.docx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\报告\\2023.pdf", "2023.pdf"),
        ("a\x00b\n.txt", "ab.txt"),
        ("", "_"),
        ("..", "_"),
    ],
)
def test_a_name_leads_nowhere_else(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_suffix_and_fits_the_disk() -> None:
    shortened = safe_name("政" * 300 + ".html")
    assert shortened.endswith("政.html") and len(shortened.encode()) <= 255
    assert len(safe_name("年报." + "长" * 300).encode()) <= 255


def test_files_of_one_name_are_kept_apart_and_gone_afterwards() -> None:
    with kept([Upload("一.txt", b"1"), Upload("一.txt", b"2")]) as paths:
        assert [(path.name, path.read_bytes()) for path in paths] == [("一.txt", b"1"), ("一.txt", b"2")]
    assert not any(path.exists() for path in paths)
