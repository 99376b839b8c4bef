"""A chart put on the page, in the colours of the reader's theme."""

import altair as alt
import pyarrow as pa
import streamlit as st

from portal.sheets.charts import Scheme, Spec, vega_lite


def scheme() -> Scheme:
    """The theme that the browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def drawable(chart: alt.LayerChart, scheme: Scheme) -> Spec:
    """The chart as Streamlit draws it; worth keeping from run to run."""
    spec = vega_lite(chart, scheme)
    # As tables they go as they are; from lists Streamlit would make a data frame of each in every run.
    rows = {name: pa.Table.from_pylist(values) for name, values in spec.get("datasets", {}).items()}
    return {**spec, "datasets": rows}


def show(chart: Spec, said: str) -> None:
    """Draw a chart; `said` is the sentence that says the same."""
    st.vega_lite_chart(spec=chart, theme=None, width="stretch", alt=said)
