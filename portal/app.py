"""The pages and how one goes from one to another; Streamlit runs this file for every view."""

# The processes that read files run the main file of the process that starts them, under another name.
if __name__ == "__main__":
    import streamlit as st

    from portal import resources
    from portal.views import ask, checks, compare, library, measures, report, search
    from portal.widgets import frame

    texts = frame.texts()
    frame.open_page(texts)
    page = st.navigation(
        [
            st.Page(search.show, title=texts("nav.search"), url_path="search", default=True),
            st.Page(ask.show, title=texts("nav.ask"), url_path="ask"),
            st.Page(measures.show, title=texts("nav.measures"), url_path="measures"),
            st.Page(report.show, title=texts("nav.report"), url_path="report"),
            st.Page(compare.show, title=texts("nav.compare"), url_path="compare"),
            st.Page(checks.show, title=texts("nav.checks"), url_path="checks"),
            st.Page(library.show, title=texts("nav.library"), url_path="library"),
        ],
        position="top",
    )
    frame.name_page(page.title, texts)
    frame.offer_last(texts)
    page.run()
    frame.close_page(texts)
    frame.keep_place(page.url_path)
    resources.prepare_meaning()
