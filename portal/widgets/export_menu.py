"""The menu that takes away what a list shows, put on the page; a file is made when it is asked for."""

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from index.model import Filters
from portal.messages import Texts
from portal.sheets.exports import FORMS, PICTURES, Form, Origin, Picture, Table
from portal.widgets import controls, frame


def origin(asked: str, filters: Filters) -> Origin:
    """What a table says of itself: what was asked under which filters, today, at the address of this portal."""
    return Origin(asked, filters, date.today(), frame.base())


def show(
    what: str, table: Callable[[], Table], texts: Texts, picture: Callable[[Picture], bytes] | None = None
) -> None:
    """A button for each format of the table, and of the picture where a chart is shown."""

    def draw() -> None:
        for form in FORMS:
            _button(what, form, partial(_file, table, form), texts)
        if picture is not None:
            for image in PICTURES:
                _button(what, image, partial(picture, image), texts)

    controls.menu(texts("export.title"), "export_menu", draw)


def _button(what: str, form: str, data: Callable[[], bytes], texts: Texts) -> None:
    st.download_button(
        texts(f"export.{form}"),
        data,
        file_name=texts("export.file", what=what, day=date.today().isoformat(), form=form),
        key=f"export_{form}",
        on_click="ignore",
        width="stretch",
    )


def _file(table: Callable[[], Table], form: Form) -> bytes:
    return table().written(form)
