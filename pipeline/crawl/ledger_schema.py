"""Tables of the ledger, and opening the file that holds them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from pipeline.misuse import Misuse

VERSION = 1
_APPLICATION = 0x74686475  # "thdu": marks the file as ours

# Keys stand first in the tables without row ids: SQLite 3.40 takes others for damaged when it checks them.
TABLES = """
CREATE TABLE items (
    url TEXT PRIMARY KEY,                 -- canonical address
    address TEXT NOT NULL,                -- as linked
    source TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('item', 'attachment')),
    title TEXT NOT NULL DEFAULT '',
    published TEXT,                       -- day that the listing showed
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('published', 'rejected', 'failed', 'pending')),
    why TEXT NOT NULL DEFAULT '',         -- kind of fault, or what the extraction said
    message TEXT NOT NULL DEFAULT '',
    tries INTEGER NOT NULL DEFAULT 0,     -- nights on which it failed since it last came
    failed_on TEXT,                       -- night on which it last failed to come
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,              -- when a listing or page last linked to it
    checked_on TEXT,                      -- night on which it was last asked for with success
    quiet INTEGER NOT NULL DEFAULT 0,     -- full answers in a row that said nothing new
    gone_on TEXT,                         -- night since which the address answers 404 or 410
    etag TEXT, modified TEXT, sent_at TEXT,   -- for conditions: of the last full answer
    fetched_at TEXT, final TEXT, media_type TEXT, headers TEXT, sha256 TEXT, fingerprint TEXT,
    read_with TEXT,                       -- version of the extraction that settled it
    CHECK ((state IN ('rejected', 'failed')) = (why <> '')),
    CHECK (state <> 'failed' OR tries > 0),
    CHECK (state <> 'published' OR sha256 IS NOT NULL),
    CHECK (sha256 IS NULL OR (fetched_at IS NOT NULL AND media_type IS NOT NULL AND fingerprint IS NOT NULL))
) STRICT;
CREATE INDEX items_by_source ON items (source, state);
CREATE INDEX items_by_final ON items (final);
CREATE TABLE links (
    item TEXT NOT NULL REFERENCES items (url),
    attachment TEXT NOT NULL REFERENCES items (url),
    PRIMARY KEY (item, attachment)
) STRICT, WITHOUT ROWID;
CREATE TABLE versions (                   -- every content an address has had
    url TEXT NOT NULL REFERENCES items (url),
    fetched_at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (url, fetched_at)
) STRICT, WITHOUT ROWID;
CREATE TABLE listings (                   -- pages that list items; never documents
    source TEXT NOT NULL, url TEXT NOT NULL,
    etag TEXT, modified TEXT, sent_at TEXT NOT NULL, content_type TEXT, final TEXT NOT NULL, sha256 TEXT NOT NULL,
    PRIMARY KEY (source, url)
) STRICT, WITHOUT ROWID;
CREATE TABLE hosts (host TEXT PRIMARY KEY, closed_until TEXT NOT NULL, why TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE robots (                     -- robots.txt of a host; no text: it had none
    origin TEXT PRIMARY KEY, etag TEXT, modified TEXT, sent_at TEXT NOT NULL, text TEXT
) STRICT, WITHOUT ROWID;
CREATE TABLE pauses (source TEXT PRIMARY KEY, since TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE walks (source TEXT PRIMARY KEY, complete_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE visits (
    source TEXT NOT NULL, started TEXT NOT NULL, night TEXT NOT NULL,
    finished TEXT,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'failed', 'broken_off')),
    why TEXT NOT NULL DEFAULT '',
    listings INTEGER NOT NULL DEFAULT 0,  -- listing pages read
    listed INTEGER NOT NULL DEFAULT 0,    -- items on the first pages
    found INTEGER NOT NULL DEFAULT 0,     -- items on all pages read
    new INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0, unchanged INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0, rejected INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0,
    requests INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (source, started),
    CHECK ((state = 'open') = (finished IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE publications (               -- output folders that the nightly run made, each as it was decided on
    place TEXT NOT NULL,                  -- folder that holds them
    folder TEXT NOT NULL,                 -- its name in there
    night TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('ready', 'current', 'former')),
    PRIMARY KEY (place, folder)
) STRICT, WITHOUT ROWID;
CREATE TABLE visit_counts (               -- errors by kind and encodings of a visit
    source TEXT NOT NULL, started TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('error', 'encoding')),
    name TEXT NOT NULL,
    count INTEGER NOT NULL CHECK (count > 0),
    example TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (source, started, what, name),
    FOREIGN KEY (source, started) REFERENCES visits (source, started)
) STRICT, WITHOUT ROWID;
"""
CRAWLED = {
    "items": ("url",), "links": ("item", "attachment"), "versions": ("url", "fetched_at"), "listings": ("source", "url"),
    "walks": ("source",), "visits": ("source", "started"), "visit_counts": ("source", "started", "what", "name"),
}  # fmt: skip
"""Tables that a replay of the archive builds again, with their keys, in an order in which they can be filled."""


def open_ledger(path: Path) -> sqlite3.Connection:
    """A connection to the ledger, which is made where there is none.

    Raises
    ------
    Misuse
        where the file is no ledger, of another version, or damaged.
    """
    try:
        connection = sqlite3.connect(path, timeout=60, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        application, version = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
        if (application, version) == (_APPLICATION, VERSION):
            return connection
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables == 0:
            # One transaction: a run that is killed here leaves an empty file, which is taken for a new one.
            connection.executescript(
                f"BEGIN IMMEDIATE; {TABLES} PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {VERSION}; COMMIT;"
            )
            return connection
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):  # no fault of the file
            raise Misuse(f"{path}: cannot be written ({error}); make room or free it, then run again: nothing is lost") from error
        raise Misuse(
            f"{path}: cannot be opened as a ledger ({error}); move it away, then `thidua crawl --replay` builds it again"
        ) from error
    connection.close()
    if application != _APPLICATION:
        raise Misuse(f"{path}: is a database of another program; give another folder with --store")
    raise Misuse(f"{path}: is a ledger of version {version}, and this thidua writes version {VERSION}; use the thidua that wrote it")
