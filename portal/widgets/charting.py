"""A chart put on the page, in the colours of the reader's theme."""

import streamlit as st

from portal.sheets.charts import Scheme, Spec


def scheme() -> Scheme:
    """The theme that the browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def show(chart: Spec, said: str) -> None:
    """Draw a chart; `said` is the sentence that says the same."""
    st.vega_lite_chart(spec=chart, theme=None, width="stretch", alt=said)
