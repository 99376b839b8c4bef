"""Texts of the frame around every page, messages and the library as a whole, in Chinese and English."""

FRAME: dict[str, tuple[str, str]] = {
    "name": ("明察", "Mingcha"),
    "skip": ("跳到内容", "Skip to the content"),
    "nav.search": ("搜索", "Search"),
    "nav.ask": ("提问", "Ask"),
    "nav.measures": ("改进措施", "Measures"),
    "nav.report": ("报告", "Reports"),
    "last.view": ("接着上次的：", "Go on from: "),
    "footer.about": (
        "明察在这台机器上运行，不联网。页上的每个数字都是报告里印着的数字；推定的格和计算的数都另有注明。",
        "Mingcha runs on this machine and uses no network. Every figure is one that a report prints; "
        "cells that follow from sums and computed figures say so.",
    ),
    "footer.about_title": ("关于", "About"),
    "footer.other": ("English", "中文"),
    "empty.title": ("资料库还是空的。", "The library is still empty."),
    "empty.remedy": (
        "到“资料库”放入报告：网页、Word、PDF、压缩包都可以。也可以运行 mingcha ingest。",
        "Put reports in on the page Library: web pages, Word, PDF or archives. Or run mingcha ingest.",
    ),
    "error.title": ("这一页没能显示，编号 {id}。", "This page could not be shown; its number is {id}."),
    "error.remedy": (
        "重新打开；仍不行，把编号告诉管理员。",
        "Open it again; if that does not help, tell the administrator the number.",
    ),
    "error.unknown": ("地址里的条件 {said} 不认识。", "The condition {said} of the address is not known."),
    "error.nearest": ("是不是 {nearest}？", "Is {nearest} meant?"),
    "error.without": ("去掉它，其余照旧", "Without it, all else the same"),
    "error.filter": ("不带条件打开这一页", "Open this page without conditions"),
    "no_page.title": ("没有这一页。", "There is no such page."),
    "no_page.asked": (
        "地址里的 {path} 不是明察的页面，可能抄漏了字。这里有的页面：",
        "{path} is no page of Mingcha; perhaps something was lost in copying. The pages there are:",
    ),
    "copy.do": ("复制", "Copy"),
    "copy.done": ("已复制", "Copied"),
    "original.missing": ("资料库里没有这个原件。", "The library has no such original."),
}
