"""The tables of the catalog, and how a connection to them is opened."""

import sqlite3

from index.errors import NoLibrary, WrongFormat
from index.layout import FORMAT_VERSION, Layout

# A report's head stands with each version (its title may change); `reports` holds what the library adds to it.
# Cells lie by key, so that a question for one figure of all reports reads one stretch of the file.
TABLES = f"""
BEGIN;
CREATE TABLE commits (revision INTEGER PRIMARY KEY, made_at TEXT NOT NULL);
CREATE TABLE changes (report_id TEXT PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX changes_by_revision ON changes (revision);
CREATE TABLE reports (
    report_id TEXT PRIMARY KEY, identity TEXT NOT NULL, seat TEXT NOT NULL, version INTEGER,
    province TEXT, city TEXT, county TEXT, township TEXT, adcode TEXT,
    joined INTEGER NOT NULL, open INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX reports_by_identity ON reports (identity);
CREATE INDEX reports_by_seat ON reports (seat);
CREATE INDEX reports_by_version ON reports (version);
CREATE INDEX reports_open ON reports (open) WHERE open;
CREATE TABLE aliases (alias TEXT PRIMARY KEY, report_id TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE versions (
    id INTEGER PRIMARY KEY, report_id TEXT NOT NULL REFERENCES reports ON DELETE CASCADE,
    number INTEGER NOT NULL, content TEXT NOT NULL, sha256 TEXT NOT NULL,
    source TEXT NOT NULL, office TEXT NOT NULL, printed_office TEXT NOT NULL,
    own_province TEXT, own_city TEXT, own_county TEXT, own_township TEXT, own_adcode TEXT,
    level TEXT NOT NULL, office_kind TEXT NOT NULL, year INTEGER NOT NULL, template TEXT NOT NULL, title TEXT NOT NULL,
    UNIQUE (report_id, number)
);
CREATE TABLE files (sha256 TEXT PRIMARY KEY, version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE);
CREATE INDEX files_by_version ON files (version);
CREATE TABLE sources (
    id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL REFERENCES files ON DELETE CASCADE, source TEXT NOT NULL,
    UNIQUE (sha256, source)
);
CREATE TABLE keys (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE places (id INTEGER PRIMARY KEY, place TEXT NOT NULL UNIQUE);
CREATE TABLE cells (
    key INTEGER NOT NULL REFERENCES keys, version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
    ordinal INTEGER NOT NULL, value TEXT, published TEXT, state TEXT NOT NULL,
    page INTEGER, line INTEGER, place INTEGER NOT NULL REFERENCES places,
    PRIMARY KEY (key, version)
) WITHOUT ROWID;
CREATE INDEX cells_by_version ON cells (version);
CREATE TABLE findings (
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
    check_name TEXT NOT NULL, severity TEXT NOT NULL, blame TEXT NOT NULL, location TEXT NOT NULL,
    message TEXT NOT NULL, expected TEXT, published TEXT, facts TEXT NOT NULL
);
CREATE INDEX findings_by_version ON findings (version);
CREATE TABLE library_findings (
    id INTEGER PRIMARY KEY, report_id TEXT NOT NULL REFERENCES reports ON DELETE CASCADE,
    check_name TEXT NOT NULL, severity TEXT NOT NULL, blame TEXT NOT NULL, location TEXT NOT NULL,
    message TEXT NOT NULL, expected TEXT, published TEXT, facts TEXT NOT NULL
);
CREATE INDEX library_findings_by_report ON library_findings (report_id);
CREATE TABLE not_judged (
    id INTEGER PRIMARY KEY, version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE,
    check_name TEXT NOT NULL, reason TEXT NOT NULL, facts TEXT NOT NULL
);
CREATE INDEX not_judged_by_version ON not_judged (version);
CREATE TABLE sections (
    version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE, ordinal INTEGER NOT NULL,
    number INTEGER NOT NULL, heading TEXT NOT NULL, text TEXT NOT NULL, location TEXT NOT NULL,
    PRIMARY KEY (version, ordinal)
) WITHOUT ROWID;
CREATE TABLE passages (
    version INTEGER NOT NULL REFERENCES versions ON DELETE CASCADE, ordinal INTEGER NOT NULL,
    section INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, location TEXT NOT NULL,
    PRIMARY KEY (version, ordinal)
) WITHOUT ROWID;
PRAGMA user_version = {FORMAT_VERSION};
COMMIT;
"""


def connect(layout: Layout, write: bool) -> sqlite3.Connection:
    """A connection to the catalog, which a writer makes where it is not there yet.

    Raises NoLibrary where a reader finds none, WrongFormat where it is none of ours or of another format.
    """
    if not write and not layout.catalog.is_file():
        raise _no_library(layout)
    mode = "rwc" if write else "ro"
    uri = f"{layout.catalog.resolve().as_uri()}?mode={mode}"
    db = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        _prepare(db, layout, write)
    except sqlite3.DatabaseError as error:
        db.close()
        raise _unusable(layout, f"catalog.sqlite 无法读取（{error}）") from error
    except (NoLibrary, WrongFormat):
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection, layout: Layout, write: bool) -> None:
    found = db.execute("PRAGMA user_version").fetchone()[0]
    if found == 0 and not db.execute("SELECT 1 FROM sqlite_master").fetchone():
        if not write:
            raise _no_library(layout)
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(TABLES)
    elif found != FORMAT_VERSION:
        raise _unusable(layout, f"目录库的格式为 {found}，当前需要 {FORMAT_VERSION}")
    db.execute("PRAGMA foreign_keys = ON")


def _no_library(layout: Layout) -> NoLibrary:
    return NoLibrary(
        f"资料库 {layout.root}",
        "这里还没有资料库",
        f"请先运行 mingcha --library {layout.root} ingest 文件或文件夹，或用 --library 指明资料库的位置",
    )


def _unusable(layout: Layout, problem: str) -> WrongFormat:
    remedy = (
        f"目录库不能由 rebuild 重建，请运行 mingcha --library {layout.root}-new ingest 文件或文件夹，导入到新的资料库"
    )
    return WrongFormat(f"资料库 {layout.root}", problem, remedy)
