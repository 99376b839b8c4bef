"""A chart put on the page, in the colours of the reader's theme."""

import pyarrow as pa
import streamlit as st

from portal.sheets.charts import Scheme, Spec


def scheme() -> Scheme:
    """The theme that the browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def show(chart: Spec, said: str) -> None:
    """Draw a chart; `said` is the sentence that says the same."""
    # As tables they go as they are; from lists Streamlit would make a data frame of each in every run.
    rows = {name: pa.Table.from_pylist(values) for name, values in chart.get("datasets", {}).items()}
    st.vega_lite_chart(spec={**chart, "datasets": rows}, theme=None, width="stretch", alt=said)
