"""The pages and how one goes from one to another; Streamlit runs this file for every view."""

# The processes that read files run the main file of the process that starts them, under another name.
if __name__ == "__main__":
    import streamlit as st

    from portal import resources
    from portal.views import PAGES, ask, checks, compare, library, measures, report, search
    from portal.widgets import frame

    shown = (search.show, ask.show, measures.show, report.show, compare.show, checks.show, library.show)

    texts = frame.texts()
    page = st.navigation(
        [
            st.Page(show, title=texts(f"nav.{name}"), url_path=name, default=name == PAGES[0])
            for name, show in zip(PAGES, shown, strict=True)
        ],
        position="top",
    )
    frame.open_page(page.title, texts)
    page.run()
    frame.close_page(texts)
    frame.keep_place(page.url_path)
    resources.prepare_meaning()
