"""The look of the portal as data: Streamlit's own options for both themes; static/portal.css has the rest."""

FONT = (
    "PingFang SC, Hiragino Sans GB, Microsoft YaHei UI, Microsoft YaHei, Noto Sans CJK SC, Source Han Sans SC, "
    "Noto Sans SC, sans-serif"
)

LIGHT = {
    "primaryColor": "#17527a",
    "backgroundColor": "#fcfcfb",
    "secondaryBackgroundColor": "#f1f3f3",
    "textColor": "#1b2226",
    "linkColor": "#17527a",
    "borderColor": "#7f8a8f",
}
DARK = {
    "primaryColor": "#8cc1e6",
    "backgroundColor": "#14181a",
    "secondaryBackgroundColor": "#1d2326",
    "textColor": "#e4e8e9",
    "linkColor": "#8cc1e6",
    "borderColor": "#6f7b80",
}

OPTIONS: dict[str, str | int | bool] = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "logger.enableRich": False,
    # A full collection after every rerun holds all threads for 50 ms while the page waits; Python's own ones stay.
    "runner.postScriptGC": False,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "theme.font": FONT,
    "theme.headingFont": FONT,
    "theme.baseFontSize": 15,
    "theme.baseRadius": "4px",
    "theme.buttonRadius": "4px",
    "theme.showWidgetBorder": True,
    "theme.paddingTop": "1rem",
    "theme.paddingBottom": "2rem",
    **{f"theme.light.{name}": value for name, value in LIGHT.items()},
    **{f"theme.dark.{name}": value for name, value in DARK.items()},
}
