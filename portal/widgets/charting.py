"""A chart put on the page, in the colours of the reader's theme."""

import altair as alt
import streamlit as st

from portal.sheets.charts import Scheme, dressed


def scheme() -> Scheme:
    """The theme that the browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def show(chart: alt.LayerChart, said: str) -> None:
    """Draw a chart; `said` is the sentence that says the same."""
    # st.altair_chart would check the whole chart against its schema each time, 25 ms; the tests do it once.
    spec = dressed(chart, scheme()).to_dict(validate=False)
    st.vega_lite_chart(spec=spec, theme=None, width="stretch", alt=said)
