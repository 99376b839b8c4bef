import io
import stat
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from ingest.errors import UnreadableFile
from ingest.pipeline import SourceFile, find_sources, read_all
from ingest.readers.archive import HIGHEST_RATIO, LARGEST_FILE, MOST_MEMBERS, decode_name
from tests.conftest import make_report, report_text

REPORT = report_text(make_report("示例省青山市白鹭区人民政府办公室", 2023)).encode()


def packed(members: Mapping[str | zipfile.ZipInfo, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def gbk_packed(name: str, data: bytes, encoding: str = "gbk") -> bytes:
    """An archive as Windows tools in Chinese make it: the name in GBK, no flag that says so."""
    raw = name.encode(encoding)
    placeholder = "x" * len(raw)
    return packed({placeholder: data}).replace(placeholder.encode(), raw)


def sources_of(path: Path, data: bytes) -> dict[str, SourceFile]:
    path.write_bytes(data)
    return {source.source: source for source in find_sources([path])}


def refusal_of(source: SourceFile) -> str:
    with pytest.raises(UnreadableFile) as caught:
        source.read_bytes()
    assert caught.value.location.file == source.source
    return caught.value.problem


@pytest.fixture
def zip_path(tmp_path: Path) -> Path:
    return tmp_path / "x.zip"


class TestMembers:
    def test_each_member_is_a_source_of_its_own_in_the_order_of_names(self, zip_path: Path) -> None:
        found = sources_of(zip_path, packed({"乙/二.txt": b"2", "甲.txt": b"1", "乙/一.html": b"3"}))
        assert list(found) == ["x.zip/乙/一.html", "x.zip/乙/二.txt", "x.zip/甲.txt"]
        assert found["x.zip/乙/二.txt"].read_bytes() == b"2"

    def test_below_a_folder_the_folder_comes_first(self, tmp_path: Path) -> None:
        folder = tmp_path / "来件"
        (folder / "内").mkdir(parents=True)
        (folder / "内" / "x.ZIP").write_bytes(packed({"a.txt": b"1"}))
        assert [source.source for source in find_sources([folder])] == ["来件/内/x.ZIP/a.txt"]

    def test_report_in_an_archive_is_read_with_its_place_in_every_location(self, zip_path: Path) -> None:
        zip_path.write_bytes(packed({"区/2023.txt": REPORT}))
        (reading,) = read_all(find_sources([zip_path]), 1, lambda _: False)
        assert reading.report is not None
        assert reading.report.year == 2023
        assert {fact.location.file for fact in reading.report.facts} == {"x.zip/区/2023.txt"}

    def test_archive_in_an_archive_is_opened_and_a_third_one_named(self, zip_path: Path) -> None:
        third = packed({"deep.txt": b"3"})
        found = sources_of(zip_path, packed({"二.zip": packed({"a.txt": b"2", "三.zip": third}), "b.txt": b"1"}))
        assert list(found) == ["x.zip/b.txt", "x.zip/二.zip/a.txt", "x.zip/二.zip/三.zip"]
        assert found["x.zip/二.zip/a.txt"].read_bytes() == b"2"
        assert "三层" in refusal_of(found["x.zip/二.zip/三.zip"])

    def test_members_can_be_read_in_any_order(self, zip_path: Path) -> None:
        inner = packed({"a.txt": b"A"}), packed({"a.txt": b"B"})
        found = sources_of(zip_path, packed({"1.zip": inner[0], "2.zip": inner[1], "c.txt": b"C"}))
        order = ["x.zip/2.zip/a.txt", "x.zip/c.txt", "x.zip/1.zip/a.txt", "x.zip/2.zip/a.txt"]
        assert [found[name].read_bytes() for name in order] == [b"B", b"C", b"A", b"B"]

    def test_what_systems_lay_beside_files_is_left_out(self, zip_path: Path) -> None:
        names = ("__MACOSX/._a.txt", ".DS_Store", "内/.hidden/b.txt", "内/", "a.txt")
        assert list(sources_of(zip_path, packed(dict.fromkeys(names, b"1")))) == ["x.zip/a.txt"]

    def test_other_files_are_refused_by_name(self, zip_path: Path) -> None:
        zip_path.write_bytes(packed({"图.png": b"\x89PNG", "2023.txt": REPORT}))
        readings = {r.source: r for r in read_all(find_sources([zip_path]), 1, lambda _: False)}
        assert readings["x.zip/2023.txt"].report is not None
        assert "不认识的格式“.png”" in str(readings["x.zip/图.png"].error)

    def test_archive_written_anew_gives_its_new_members(self, zip_path: Path) -> None:
        sources_of(zip_path, packed({"a.txt": b"1"}))["x.zip/a.txt"].read_bytes()
        assert sources_of(zip_path, packed({"a.txt": b"22"}))["x.zip/a.txt"].read_bytes() == b"22"


class TestNames:
    @pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
    def test_name_without_the_flag_is_read_in_either_encoding(self, zip_path: Path, encoding: str) -> None:
        found = sources_of(zip_path, gbk_packed("白鹭区/年度报告.txt", b"1", encoding))
        assert list(found) == ["x.zip/白鹭区/年度报告.txt"]
        assert found["x.zip/白鹭区/年度报告.txt"].read_bytes() == b"1"

    def test_flag_makes_it_utf8(self, zip_path: Path) -> None:
        assert list(sources_of(zip_path, packed({"é报告.txt": b"1"}))) == ["x.zip/é报告.txt"]

    def test_backslashes_part_folders(self, zip_path: Path) -> None:
        assert list(sources_of(zip_path, packed({"区\\a.txt": b"1"}))) == ["x.zip/区/a.txt"]

    def test_names_that_are_no_text_still_give_a_name(self) -> None:
        assert decode_name(b"\xff\xfe.txt").endswith(".txt")


class TestRefusals:
    @pytest.mark.parametrize("name", ["../a.txt", "内/../../a.txt", "/etc/a.txt", "C:\\a.txt", "c:a.txt", "..\\a.txt"])
    def test_name_that_leads_outside_is_refused_and_nothing_written(self, zip_path: Path, name: str) -> None:
        before = set(zip_path.parent.parent.rglob("*"))
        found = sources_of(zip_path, packed({name: b"1", "b.txt": b"2"}))
        assert found["x.zip/b.txt"].read_bytes() == b"2"
        assert "压缩包之外" in refusal_of(found[f"x.zip/{name}".replace("\\", "/")])
        assert set(zip_path.parent.parent.rglob("*")) - before == {zip_path}

    def test_link_is_refused(self, zip_path: Path) -> None:
        link = zipfile.ZipInfo("a.txt")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        found = sources_of(zip_path, packed({link: b"/etc/passwd"}))
        assert "链接" in refusal_of(found["x.zip/a.txt"])

    def test_encrypted_member_is_refused(self, zip_path: Path) -> None:
        data = bytearray(packed({"a.txt": b"1"}))
        data[data.index(b"PK\x01\x02") + 8] |= 1
        data[6] |= 1
        assert "密码" in refusal_of(sources_of(zip_path, bytes(data))["x.zip/a.txt"])

    @pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_compression_that_cannot_be_bounded_is_refused(self, zip_path: Path, method: int) -> None:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", method) as archive:
            archive.writestr("a.txt", b"1" * 100)
        assert "压缩方式" in refusal_of(sources_of(zip_path, file.getvalue())["x.zip/a.txt"])

    def test_damaged_member_costs_only_itself(self, zip_path: Path) -> None:
        data = packed({"a.txt": bytes(range(256)) * 40, "b.txt": b"2"})
        found = sources_of(zip_path, data[:60] + b"\xff" * 40 + data[100:])
        assert "已损坏" in refusal_of(found["x.zip/a.txt"])
        assert found["x.zip/b.txt"].read_bytes() == b"2"

    # The names are written out: an archive holds the time, so two workers of one run would name the last differently.
    @pytest.mark.parametrize(
        "data",
        [b"", b"PK\x03\x04", b"junk" * 1000, packed({"a.txt": b"1" * 999})[:-30]],
        ids=["empty", "head_only", "junk", "cut_short"],
    )
    def test_broken_archive_is_refused_as_one_source_and_the_rest_goes_on(self, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "a.zip").write_bytes(data)
        (tmp_path / "b.txt").write_bytes(REPORT)
        paths = [tmp_path / "a.zip", tmp_path / "b.txt"]
        broken, whole = read_all(find_sources(paths), 1, lambda _: False)
        assert broken.error is not None
        assert "不是 ZIP 或已损坏" in str(broken.error)
        assert whole.report is not None

    def test_broken_archive_in_an_archive_is_refused_by_its_name(self, zip_path: Path) -> None:
        found = sources_of(zip_path, packed({"二.zip": b"junk", "a.txt": b"1"}))
        assert "不是 ZIP 或已损坏" in refusal_of(found["x.zip/二.zip"])
        assert found["x.zip/a.txt"].read_bytes() == b"1"

    def test_archive_without_files_says_so(self, zip_path: Path) -> None:
        assert "没有文件" in refusal_of(sources_of(zip_path, packed({"空/": b""}))["x.zip"])


class TestLimits:
    def test_flat_bomb_is_refused_by_what_its_list_says(self, zip_path: Path) -> None:
        found = sources_of(zip_path, packed({"a.txt": b"0" * (4 * 2**20), "b.txt": b"2"}))
        assert f"超过上限 {HIGHEST_RATIO} 倍" in refusal_of(found["x.zip/a.txt"])
        assert found["x.zip/b.txt"].read_bytes() == b"2"

    def test_bomb_that_lies_about_its_size_gives_no_more_than_it_says(self, zip_path: Path) -> None:
        data = bytearray(packed({"a.txt": b"0" * (4 * 2**20)}))
        entry = data.index(b"PK\x01\x02")
        data[entry + 24 : entry + 28] = struct.pack("<I", 10)
        assert "已损坏" in refusal_of(sources_of(zip_path, bytes(data))["x.zip/a.txt"])

    def test_nested_bomb_is_refused_at_its_second_level(self, zip_path: Path) -> None:
        inner = packed({"a.txt": b"0" * (4 * 2**20)})
        found = sources_of(zip_path, packed({f"{number}.zip": inner for number in range(20)}))
        assert len(found) == 20
        assert all("压缩炸弹" in refusal_of(source) for source in found.values())

    def test_members_that_claim_too_much_together_refuse_the_archive(self, zip_path: Path) -> None:
        data = packed({f"{number}.txt": b"1" for number in range(3)})
        listed, at = bytearray(data), data.index(b"PK\x01\x02")
        for _ in range(3):
            listed[at + 24 : at + 28] = struct.pack("<I", 2**31)
            at = data.find(b"PK\x01\x02", at + 1)
        assert "GB" in refusal_of(sources_of(zip_path, bytes(listed))["x.zip"])

    def test_member_larger_than_any_file_is_refused(self, zip_path: Path) -> None:
        data = bytearray(packed({"a.txt": b"1"}))
        entry = data.index(b"PK\x01\x02")
        data[entry + 20 : entry + 28] = struct.pack("<II", LARGEST_FILE, LARGEST_FILE + 2**20)
        assert "超过上限" in refusal_of(sources_of(zip_path, bytes(data))["x.zip/a.txt"])

    def test_too_many_members_refuse_the_archive_before_its_list_is_read(self, zip_path: Path) -> None:
        found = sources_of(zip_path, packed({f"{number}.txt": b"" for number in range(MOST_MEMBERS + 1)}))
        assert "超过" in refusal_of(found["x.zip"])

    def test_members_of_inner_archives_count_with_the_others(self, zip_path: Path) -> None:
        inner = packed({f"{number}.txt": b"" for number in range(MOST_MEMBERS // 2)})
        found = sources_of(zip_path, packed({"1.zip": inner, "2.zip": inner}))
        assert len(found) == MOST_MEMBERS // 2 + 1
        assert "连同里面的压缩包" in refusal_of(found["x.zip/2.zip"])


class TestFolders:
    def test_link_out_of_the_folder_is_named_and_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / "secret.txt").write_bytes(REPORT)
        folder = tmp_path / "来件"
        folder.mkdir()
        (folder / "a.txt").symlink_to(tmp_path / "secret.txt")
        (folder / "b.txt").write_bytes(REPORT)
        (folder / "up").symlink_to(tmp_path, target_is_directory=True)
        found = {source.source: source for source in find_sources([folder])}
        assert list(found) == ["来件/a.txt", "来件/b.txt", "来件/up"]
        assert "文件夹之外" in refusal_of(found["来件/a.txt"])
        assert "文件夹之外" in refusal_of(found["来件/up"])

    def test_link_within_the_folder_is_left_out_for_its_target_is_read(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(REPORT)
        (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
        assert [source.path.name for source in find_sources([tmp_path])] == ["a.txt"]

    def test_link_given_by_itself_is_followed(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"1")
        (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
        (source,) = find_sources([tmp_path / "b.txt"])
        assert source.read_bytes() == b"1"

    def test_file_larger_than_any_report_is_refused_unread(self, tmp_path: Path) -> None:
        with (tmp_path / "a.pdf").open("wb") as file:
            file.truncate(LARGEST_FILE + 1)
        (source,) = find_sources([tmp_path / "a.pdf"])
        assert "超过上限" in refusal_of(source)
