import random
import warnings

import pytest

from index.segmenter import Segmenter, fold, load_terms
from ingest.datafiles import data_path
from tests.index.conftest import mixed_text

PLACES = ("白鹭区", "青山市", "东岭镇")
TEXTS = (
    "本机关不掌握相关政府信息，已依法告知申请人向有权机关提出申请。",
    "2023年共办结12件，同比增长3.5%，其中GB/T 19001-2016标准相关A-1.5类2件。",
    "危及“三安全一稳定”的，不予公开；白鹭区、青山市东岭镇均已落实“双随机一公开”。",
    "𠮷野家（中国）有限公司 申请公开 café、Привет、①②③、１２３ＡＢＣ",
    "",
    " \n\t",
)


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter(PLACES, "rjieba")


@pytest.fixture(scope="module")
def jieba_segmenter() -> Segmenter:
    with warnings.catch_warnings():
        # jieba asks setuptools for its own files in a way that is deprecated.
        warnings.simplefilter("ignore")
        return Segmenter(PLACES, "jieba")


def test_rjieba_and_jieba_give_the_same_words(segmenter: Segmenter, jieba_segmenter: Segmenter) -> None:
    rng = random.Random(3)
    texts = [*TEXTS, *load_terms(), *(mixed_text(rng, (*load_terms(), *PLACES), 40) for _ in range(200))]
    for text in map(fold, texts):
        assert segmenter.cut(text) == jieba_segmenter.cut(text)
    assert segmenter.dictionary == jieba_segmenter.dictionary


def test_rjieba_and_jieba_give_the_same_words_over_all_samples(
    segmenter: Segmenter, jieba_segmenter: Segmenter
) -> None:
    lines = {
        line for path in data_path("samples").rglob("*.txt") for line in path.read_text(encoding="utf-8").splitlines()
    }
    assert len(lines) > 100
    for line in map(fold, lines):
        assert segmenter.cut(line) == jieba_segmenter.cut(line)


def test_every_word_of_the_dictionary_is_one_word(segmenter: Segmenter) -> None:
    for word in (*load_terms(), *PLACES):
        assert word in [token for token, _, _ in segmenter.cut(fold(word))]


def test_the_dictionary_has_the_terms_of_the_field() -> None:
    terms = load_terms()
    assert len(terms) >= 250
    assert len(set(terms)) == len(terms)
    assert {"依申请公开", "主动公开", "政务新媒体", "行政复议", "三安全一稳定", "基层政务公开", "信息处理费"} <= set(
        terms
    )


def test_offsets_name_the_word_in_the_text(segmenter: Segmenter) -> None:
    for text in map(fold, TEXTS):
        for word, start, end in segmenter.cut(text):
            assert text[start:end] == word


def test_a_long_word_does_not_hide_the_known_words_inside(segmenter: Segmenter) -> None:
    words = {word for word, _, _ in segmenter.cut("人民政府办公室印发基层政务公开要点")}
    assert {"人民政府", "人民政府办公室", "政务公开", "基层政务公开"} <= words


def test_ascii_is_cut_by_one_rule(segmenter: Segmenter) -> None:
    words = [word for word, _, _ in segmenter.cut("a-1.5类gb/t 19001-2016，3.5%，x_y.z 1.2.3")]
    assert words == ["a", "1.5", "类", "gb", "t", "19001", "2016", "3.5", "x", "y", "z", "1.2.3"]


def test_punctuation_is_no_word(segmenter: Segmenter) -> None:
    assert segmenter.cut("，。“”《》——……（）、;: \n") == []


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＡＢＣａｂｃ１２％", "abcabc12%"),
        ("Éß İ ſ", "éß İ ſ"),
        ("全　角（一）", "全 角(一)"),
        ("ΑΣ", "ασ"),
        ("\ud800x", "\ufffdx"),
    ],
)
def test_folding_gives_half_width_lower_case(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_folding_never_changes_the_length_and_is_the_same_for_each_character() -> None:
    text = "".join(map(chr, range(0x11000)))
    folded = fold(text)
    assert len(folded) == len(text)
    assert folded == "".join(map(fold, text))
    assert fold(folded) == folded


def test_places_are_part_of_the_dictionary() -> None:
    assert Segmenter(["白鹭区"]).dictionary != Segmenter(["云溪县"]).dictionary
    assert Segmenter(["白鹭区", "云溪县"]).dictionary == Segmenter(["云溪县", "白鹭区", "白鹭区"]).dictionary
