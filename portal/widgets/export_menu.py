"""The menu that takes away what a list shows, put on the page; a file is made when it is asked for."""

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from index.model import Filters
from portal.exports import FORMS, Form, Origin, Table
from portal.messages import Texts
from portal.widgets import frame


def origin(asked: str, filters: Filters) -> Origin:
    """What a table says of itself: what was asked under which filters, today, at the address of this portal."""
    return Origin(asked, filters, date.today(), frame.base())


def show(what: str, table: Callable[[], Table], texts: Texts) -> None:
    """A button for each format."""
    day = date.today().isoformat()
    with st.popover(texts("export.title")):
        for form in FORMS:
            st.download_button(
                texts(f"export.{form}"),
                partial(_file, table, form),
                file_name=texts("export.file", what=what, day=day, form=form),
                key=f"export_{form}",
                on_click="ignore",
                width="stretch",
            )


def _file(table: Callable[[], Table], form: Form) -> bytes:
    return table().written(form)
