from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import helplint
from helplint.config import Config

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Notice

_POSTS = """
CREATE TABLE posts (id TEXT, body TEXT, published_at TEXT, channel TEXT, likes INTEGER, picture BLOB);
INSERT INTO posts VALUES ('a', 'Oil the chain.', '2026-03-01 09:00', 'x', 3, x'ffd8');
INSERT INTO posts VALUES ('b', NULL, NULL, 'x', 0, NULL);
INSERT INTO posts VALUES ('c', 'Wipe it' || char(10) || 'dry.', '2026-03-02', 'linkedin', NULL, NULL);
CREATE TABLE accounts (name TEXT, description TEXT);
"""


def database(folder: Path, script: str = _POSTS, name: str = "posts.db") -> Path:
    path = folder / name
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
    return path


@pytest.mark.parametrize("name", ["posts.db", "posts.sqlite", "posts.sqlite3", "a ? b#c.db"])
def test_rows_of_the_table_that_holds_copy(tmp_path: Path, name: str) -> None:
    first, second = helplint.read([database(tmp_path, name=name)])
    assert (first.id, first.text, first.channels) == ("a", "Oil the chain.", ("x",))
    assert (first.time and first.time.hour, second.whole_day) == (9, True)
    assert str(second.origin.position(second.text, 9)) == "record 3, body, line 2"
    assert dict(first.record) == {
        "id": "a",
        "body": "Oil the chain.",
        "published_at": "2026-03-01 09:00",
        "channel": "x",
        "likes": 3,
        "picture": None,
    }


def test_a_packed_database_is_read_from_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "posts.db.gz"
    path.write_bytes(gzip.compress(database(tmp_path).read_bytes()))
    assert [post.id for post in helplint.read([path])] == ["a", "c"]


def test_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = database(tmp_path, "PRAGMA journal_mode = WAL;" + _POSTS)
    before = path.read_bytes()
    assert len(list(helplint.read([path]))) == 2
    assert [found.name for found in tmp_path.iterdir()] == ["posts.db"]
    assert path.read_bytes() == before


def test_of_several_tables_the_user_names_one(tmp_path: Path) -> None:
    path = database(tmp_path)
    database(tmp_path, "CREATE TABLE old (text TEXT); INSERT INTO old VALUES ('Grease it.')")
    with pytest.raises(helplint.HelplintError, match="the tables “old” and “posts” may all hold posts; say which"):
        list(helplint.read([path]))
    assert [post.text for post in helplint.read([path], config=Config(table="old"))] == ["Grease it."]
    with pytest.raises(helplint.HelplintError, match="no table is called “pots”; did you mean “posts”"):
        list(helplint.read([path], config=Config(table="pots")))


def test_a_column_that_the_user_names(tmp_path: Path) -> None:
    path = database(tmp_path, "CREATE TABLE t (k, wording); INSERT INTO t VALUES (1, 'Oil it.')")
    [post] = helplint.read([path], config=Config(text_column="wording"))
    assert post.text == "Oil it."
    with pytest.raises(helplint.HelplintError, match="no column of posts among “k”, “wording”"):
        list(helplint.read([path]))


def test_nothing_in_it_is_run(tmp_path: Path) -> None:
    script = """
    CREATE TABLE hidden (text TEXT);
    INSERT INTO hidden VALUES ('Oil it.');
    CREATE VIEW posts AS SELECT load_extension(text) AS text FROM hidden;
    CREATE TABLE computed (id INTEGER, text TEXT AS (upper(id)));
    INSERT INTO computed VALUES (1);
    """
    assert [post.text for post in helplint.read([database(tmp_path, script)])] == ["Oil it."]


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"SQLite format 3\0" + b"\xff" * 2000])
def test_what_is_no_database_is_an_error_where_it_was_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "thumbs.db"
    path.write_bytes(content)
    with pytest.raises(helplint.HelplintError):
        list(helplint.read([path]))
    notices: list[Notice] = []
    assert list(helplint.read([tmp_path], notices=notices)) == []
    assert [notice.path for notice in notices] == [str(path)]


def test_a_database_cut_short_is_an_error_in_a_sentence(tmp_path: Path) -> None:
    path = database(tmp_path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany("INSERT INTO posts (body) VALUES (?)", [("Oil it well. " * 20,)] * 200)
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(helplint.HelplintError, match="this database cannot be read: "):
        list(helplint.read([path]))
