"""Texts of the page 改进措施, in Chinese and English."""

MEASURES: dict[str, tuple[str, str]] = {
    "measures.title": ("改进措施", "Measures"),
    "measures.line": (
        "用自己的话说一个问题，看别的单位怎么改。",
        "Describe a problem in Chinese and see what other offices do about it.",
    ),
    "measures.label": ("描述问题", "Describe a problem"),
    "measures.placeholder": ("例如：公众号长期不更新", "In Chinese, such as 公众号长期不更新"),
    "measures.themes": ("按主题看", "By theme"),
    "measures.themes_line": (
        "有多少份报告把它写作问题，按主题词逐字数出。",
        "Counts are of the reports that name it as a problem, by the words of the theme.",
    ),
    "measures.theme": ("主题", "Theme"),
    "measures.reports": ("报告", "Reports"),
    "measures.all_themes": ("‹ 全部主题", "‹ All themes"),
    "measures.about": ("问题：{text}", "Problem: {text}"),
    "measures.mentioned": ("{reports} 份报告把它写作问题", "Reports that name it as a problem: {reports}"),
    "measures.in_year": ("{year} 年 {count}", "{year}: {count}"),
    "measures.words": ("主题词：{words}", "Words of the theme: {words}"),
    "measures.side": ("看什么", "What to show"),
    "measures.side.measures": ("怎么改", "What they do"),
    "measures.side.problems": ("哪些单位也有", "Who else has it"),
    "measures.count.measures": (
        "{reports} 份报告，{entries} 种做法",
        "Measures: {entries} · reports: {reports}",
    ),
    "measures.count.problems": (
        "{reports} 份报告，{entries} 种说法",
        "Wordings: {entries} · reports: {reports}",
    ),
    "measures.count.offices": (
        "{entries} 个单位，{reports} 份报告",
        "Offices: {entries} · reports: {reports}",
    ),
    "measures.unanswered": (
        "另有 {count} 份报告只写了问题，没有写措施",
        "More reports that name the problem and no measure: {count}",
    ),
    "measures.nearest.measures": ("意思相近的做法，最相近的在前", "Measures of like meaning, the nearest first"),
    "measures.nearest.problems": ("意思相近的问题，最相近的在前", "Problems of like meaning, the nearest first"),
    "measures.way.words": ("含全部的词", "Holding all of the words"),
    "measures.way.theme": (
        "没有含全部的词的段落，按主题“{themes}”列出",
        "No passage holds all of the words; listed by theme: {themes}",
    ),
    "measures.way.any": (
        "没有含全部的词的段落，列出含任一词的，合用的在前",
        "No passage holds all of the words; those with any of them are listed, the nearest first",
    ),
    "measures.way.meaning": (
        "按意思由近到远列，最多 {most} 段，数目按这些段算；越靠后关系越远，末尾的可能不相干",
        "By meaning, the nearest first, at most {most} passages (counted); the last ones may be unrelated",
    ),
    "measures.most": ("只列最相关的 {most} 段", "Only the nearest {most} passages are listed"),
    "measures.problem": ("问题", "Problem"),
    "measures.measure": ("措施", "Measure"),
    "measures.no_measure": ("报告没有写对应的措施", "The report names no measure against it"),
    "measures.no_problem": ("报告没有写对应的问题", "The report names no problem that it answers"),
    "measures.loose": (
        "这份报告没有逐条对应，问题与措施是一起写的",
        "This report does not say which measure answers which problem",
    ),
    "measures.others": ("另有 {count} 份报告的说法几乎相同", "More reports in nearly the same words: {count}"),
    "measures.original": ("原文", "In the report"),
    "measures.none": ("没有报告提到这个问题。", "No report mentions this problem."),
    "measures.none_filters": (
        "在这些条件下没有报告提到这个问题。",
        "No report under these conditions mentions this problem.",
    ),
    "measures.none_remedy": ("试试更短的说法，或从主题里选。", "Try shorter words, or choose a theme."),
    "measures.unknown": (
        "资料库里没有这一段，报告可能换了版本或已移除。",
        "The library has no such passage; its report may have a newer version or be removed.",
    ),
    "measures.unknown_theme": ("没有这个主题。", "There is no such theme."),
}
