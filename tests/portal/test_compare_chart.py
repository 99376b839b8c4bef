import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from PIL import Image

from index.library import Library
from index.model import Filter
from portal.messages import Texts
from portal.sheets.charts import COLOURS, Scheme, drawn, vega_lite
from portal.sheets.compare_chart import Drawing, alt_text, bars, trend
from portal.sheets.compare_picture import PICTURES, TINTS, matrix
from portal.widgets.links import CompareLink
from tests.portal.comparing import GROUPS, NEW, OFFICES, RATE, build, shown

ZH = Texts("zh")
STYLE = Path(__file__).parents[2] / "portal" / "static" / "portal.css"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with build(tmp_path_factory.mktemp("chart") / "library") as opened:
        yield opened


def rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """All rows of all layers of a chart."""
    return [row for part in spec["datasets"].values() for row in part]


def test_a_line_runs_only_over_neighbouring_years_of_one_form(library: Library) -> None:
    spec = trend(Drawing.of(shown(library, OFFICES), "light", ZH)).to_dict()
    runs = {(row["who"], row["year"]): row["run"] for row in rows(spec) if "run" in row}
    assert len(set(runs.values())) == len(runs) == 4


def test_small_samples_are_marked_for_a_hollow_point(library: Library) -> None:
    spec = trend(Drawing.of(shown(library, OFFICES), "light", ZH)).to_dict()
    assert {row["who"] for row in rows(spec) if row.get("small")} == {"石桥市白鹭区政府"}
    hollow = [layer for layer in spec["layer"] if layer["mark"].get("filled") is False]
    assert [layer["transform"] for layer in hollow] == [[{"filter": "datum.small"}]]


def test_all_years_keep_their_place_and_the_new_form_is_drawn(library: Library) -> None:
    spec = trend(Drawing.of(shown(library, OFFICES), "light", ZH)).to_dict()
    domains = [layer["encoding"]["x"].get("scale", {}).get("domain") for layer in spec["layer"]]
    assert ["2020", "2021", "2022", "2023"] in domains
    assert "2021 年起用新表" in [row.get("text") for row in rows(spec)]


def test_bars_are_those_of_the_latest_year_and_say_what_is_missing(library: Library) -> None:
    spec = bars(Drawing.of(shown(library, OFFICES), "light", ZH)).to_dict()
    assert {row["year"] for row in rows(spec)} == {"2023"}
    said = {row["who"]: row["text"] for row in rows(spec)}
    assert said == {"青山市白鹭区政府": "22.5%　9/40，推定，改由人民政府办公室公布", "石桥市白鹭区政府": "未读出"}


def test_the_sentence_says_the_latest_value_of_each(library: Library) -> None:
    drawing = Drawing.of(shown(library, OFFICES), "light", ZH)
    assert alt_text(drawing, "trend") == (
        "趋势：不予公开率。青山市白鹭区政府 2023 年 22.5%；石桥市白鹭区政府 2021 年 100.0%。"
    )
    bureau = CompareLink.among([Filter("office", "白鹭区教育局")])
    assert "教育局 没有数" in alt_text(Drawing.of(shown(library, bureau), "light", ZH), "trend")


@pytest.mark.parametrize("view", PICTURES)
def test_a_picture_carries_title_filters_and_source_in_chinese(library: Library, view: str) -> None:
    drawing = Drawing.of(shown(library, GROUPS, NEW), "light", ZH)
    said = ("地区 青山市；层级 县级", "明察 2026-01-02 · http://127.0.0.1:8501/compare")
    charts = [(drawing.title, PICTURES[view](drawing))]
    svg = ElementTree.fromstring(drawn(charts, said, "svg"))
    text = [part for part in svg.itertext() if part.strip()]
    for wanted in ("新收申请（件）", *said, "青山市", "县级"):
        assert wanted in text
    with Image.open(BytesIO(drawn(charts, said, "png"))) as picture:
        assert picture.format == "PNG"
        assert picture.width > 1600


def test_a_matrix_says_in_each_cell_what_the_page_says_there(library: Library) -> None:
    drawing = Drawing.of(shown(library, OFFICES), "light", ZH)
    spec = matrix(drawing).to_dict()
    alt.LayerChart.from_dict({**spec, "config": {}})
    cells = {(row["who"], row["year"]): row for row in rows(spec) if "said" in row}
    assert len(cells) == 8
    last = cells["青山市白鹭区政府", "2023"]
    assert (last["shown"], last["tint"]) == ("22.5%", len(TINTS))
    assert last["said"] == ["9/40", "推定", "改由人民政府办公室公布"]
    small = cells["石桥市白鹭区政府", "2021"]
    assert (small["shown"], small["said"], small["tint"]) == ("100.0%", ["2/2", "样本小"], 0)
    assert cells["石桥市白鹭区政府", "2022"]["shown"] == "空白"
    svg = drawn([(drawing.title, matrix(drawing))], (), "svg").decode()
    assert all(text in svg for text in ("无报告", "2021 年起用新表", "至 22.5%"))


def test_a_note_is_broken_where_a_cell_of_many_years_is_narrow(library: Library) -> None:
    spec = matrix(Drawing.of(shown(library, OFFICES, years=tuple(range(2000, 2024))), "light", ZH)).to_dict()
    assert spec["width"] > 1600
    [last] = [row for row in rows(spec) if row.get("year") == "2023" and row.get("tint") == len(TINTS)]
    assert "".join(last["said"]) == "9/40推定改由人民政府办公室公布"
    assert max(map(len, last["said"])) <= 6


def test_a_picture_is_drawn_where_no_year_has_a_report(library: Library) -> None:
    drawing = Drawing.of(shown(library, OFFICES, years=(2010, 2011)), "light", ZH)
    assert "无报告" in drawn([(drawing.title, PICTURES["matrix"](drawing))], (), "svg").decode()
    assert drawn([(drawing.title, PICTURES["matrix"](drawing))], (), "png").startswith(b"\x89PNG")


def test_two_figures_in_one_picture_are_each_named(library: Library) -> None:
    for view, draw in PICTURES.items():
        drawings = [Drawing.of(shown(library, GROUPS, key), "light", ZH) for key in (NEW, RATE)]
        svg = ElementTree.fromstring(drawn([("", draw(drawing)) for drawing in drawings], (), "svg"))
        assert {drawing.title for drawing in drawings} <= set(svg.itertext()), view


def test_the_tints_are_those_of_the_page() -> None:
    light = re.findall(r"^\.mc-step-\d \{ background: light-dark\((#\w+),", STYLE.read_text(encoding="utf-8"), re.M)
    assert tuple(light) == TINTS


@pytest.mark.parametrize("scheme", COLOURS)
def test_axis_labels_are_ours_in_both_themes(library: Library, scheme: Scheme) -> None:
    drawing = Drawing.of(shown(library, OFFICES), scheme, ZH)
    made = vega_lite(trend(drawing), scheme)
    alt.LayerChart.from_dict(made)
    assert made["config"]["axis"]["labelColor"] == COLOURS[scheme].meta
    assert made["config"]["background"] == COLOURS[scheme].page


def test_more_subjects_than_colours_leave_the_first_in_ink_blue(library: Library) -> None:
    link = CompareLink.among(Filter("region", path) for path in library.vocabulary.regions)
    many = CompareLink.among([*OFFICES.filters.items, *link.filters.items, *GROUPS.filters.items])
    drawing = Drawing.of(shown(library, many), "light", ZH)
    assert len(drawing.names) > len(COLOURS["light"].lines)
    spec = trend(drawing).to_dict()
    colours = [layer["encoding"]["color"]["scale"]["range"] for layer in spec["layer"] if "color" in layer["encoding"]]
    assert colours[0][0] == COLOURS["light"].accent
    assert set(colours[0][1:]) == {COLOURS["light"].faint}
