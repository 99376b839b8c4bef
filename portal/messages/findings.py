"""What findings say in English, made of their values; the Chinese is what the check itself wrote.

A name is that of a check, then of what the finding holds: `.facts` cells, `.printed` a printed text. Where that does
not tell all that the check found, its own words follow.
"""

FINDINGS: dict[str, str] = {
    "row_sum.facts.printed": "{first}: {printed} is printed; the kinds of applicants add up to {expected}.",
    "balance.facts.printed": "{right} come to {printed}, {left} to {expected}.",
    "concluded_sum.facts.printed": "{first}: {printed} is printed; the results of handling add up to {expected}.",
    "review_sum.facts.printed": "{first}: {printed} is printed as the total; the outcomes add up to {expected}.",
    "carry_over.facts": "{first}: blank here; last year's report carries {expected} over.",
    "carry_over.facts.printed": "{first}: {printed} here; last year's report carries {expected} over.",
    "stock.facts": "{last}: blank here; last year's number with those issued and repealed since comes to {expected}.",
    "stock.facts.printed": (
        "{last}: {printed} here; last year's number with those issued and repealed since comes to {expected}."
    ),
    "text_vs_table.facts.printed": "The text says “{printed}”; in the tables: {all} {expected}.",
    "split_number.facts.printed": (
        "{rows}: one figure too many. With two neighbours read as one the row adds up, so one may have been printed as "
        "two; none was taken: “{printed}”."
    ),
    "year_mismatch": "The report is kept under {expected}; its title, period or text names another year: {message}",
    "identity_conflict.printed": "The report says “{expected}”; the page's name or the file's name says “{printed}”.",
    "region_ambiguous": "Several places have the name in the report, and it does not say which is meant: {message}",
    "region_ambiguous.printed": (
        "Several places fit “{printed}”, and the report does not say which is meant; it was joined to none: {message}"
    ),
    "section_missing": "A statutory section was not found, or nothing stands in it: {message}",
    "table_missing": "{table}: not one row of it was read.",
    "no_template": "No table in the form of 2019 or 2021 was read; only the text is kept.",
    "unmatched_row.printed": (
        "The figures “{printed}” fit no row of the statutory tables and were not taken: {message}"
    ),
    "unmatched_row.facts": "{rows}: printed twice with different figures; neither was taken.",
    "unmatched_row.facts.printed": "{rows}: which figure is in which column is not clear; none was taken: “{printed}”.",
    "unread_cell.facts": "{rows}: cells that were not read: {count}.",
    "unread_cell.facts.printed": "{rows}: cells that were not read: {count}; printed is “{printed}”.",
    "read_by_ocr": (
        "The whole text was read by OCR; office, year and text may have wrong characters. Compare the original."
    ),
    "read_by_ocr.facts": ("{table}: figures read by OCR that no sum confirms: {count}. Compare the original."),
    "not_a_count.facts.printed": "{first}: “{printed}” is printed, which is no count.",
    "restored_cells.facts": (
        "{table}: cells without a printed figure or a sure place that follow from the table's own sums: {count}."
    ),
    "repeated_text.printed": "A section repeats last year's report: {share} of its text is the same.",
}
