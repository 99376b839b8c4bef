"""Where the project's data lies: the one function that knows."""

from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parent.parent / "data"
_INSTALLED = Path(__file__).resolve().parent.parent / "mingcha_data"


def data_path(*parts: str) -> Path:
    """The path of a file under `data/`, in a checkout or inside the installed wheel.

    Raises FileNotFoundError where neither has it.
    """
    for root in (_CHECKOUT, _INSTALLED):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"{_CHECKOUT.joinpath(*parts)}：缺少数据文件，请重新安装 mingcha")
