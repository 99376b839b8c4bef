"""Files dropped on a page of the portal."""

from playwright.sync_api import FilePayload, Page


def drop(page: Page, *files: tuple[str, bytes]) -> None:
    """Put files of these names into the one uploader of the page."""
    page.locator("input[type=file]").set_input_files(
        [FilePayload(name=name, mimeType="application/octet-stream", buffer=data) for name, data in files]
    )
