"""The full-text index: one row a turn, numbered as the turn is, of the folded words.

It is not among the models, for SQLite and PostgreSQL have nothing in common here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from math import prod

from sqlalchemy import BigInteger, Connection, Integer, Select, Text, column, literal_column, select, table, text

from workbench.core.folding import fold, fold_all, folds_by_case_alone
from workbench.store.dialect import is_sqlite

_INDEX = "turn_words"
_ANEW = "turn_words_anew"
_PHRASES = 64
"""How many phrases the index is asked for at once; beyond, it is asked for turns that have the words anywhere."""

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 500
"""How many code points of a word PostgreSQL's index holds; it takes up to 2,046 bytes."""


def create(connection: Connection) -> None:
    """Create the full-text index, which is not among the models."""
    _create_index(connection, _INDEX, "")
    if not is_sqlite(connection):
        connection.exec_driver_sql(f"CREATE INDEX ix_{_INDEX}_words ON {_INDEX} USING gin (words)")


def _create_index(connection: Connection, name: str, temporary: str) -> None:
    if is_sqlite(connection):
        place = "temp." if temporary else ""
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {place}{name} USING fts5("
            "words, content = '', tokenize = 'unicode61 remove_diacritics 0')"
        )
    else:
        connection.exec_driver_sql(
            f"CREATE {temporary} TABLE {name} (turn_id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)"
        )


@contextmanager
def index_anew(connection: Connection) -> Iterator[None]:
    """Hold a second, empty index beside the first, for :func:`index_turns` and :func:`indexed_words` with ``anew``."""
    _create_index(connection, _ANEW, "TEMPORARY")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"DROP TABLE {_ANEW}")


def index_turns(connection: Connection, turns: Iterable[tuple[int, str]], *, anew: bool = False) -> None:
    """Take turns into the full-text index: each one's local key and its words."""
    rows = list(turns)
    if not rows:
        return
    keys, said = zip(*rows, strict=True)
    # SQLite's index makes capitals small by itself.
    if not (is_sqlite(connection) and folds_by_case_alone(" ".join(said))):
        rows = list(zip(keys, fold_all(said), strict=True))
    name = _ANEW if anew else _INDEX
    # The driver's own statement: SQLAlchemy would go over the parameters of every turn.
    if is_sqlite(connection):
        statement = f"INSERT INTO {name} (rowid, words) VALUES (?, ?)"  # noqa: S608 - the names are this module's
    else:
        # PostgreSQL's own parser takes “f.eks” for the name of a host, and “3,5” for one number.
        rows = [(turn, _as_vector(words)) for turn, words in rows]
        statement = f"INSERT INTO {name} (turn_id, words) VALUES (%s, CAST(%s AS tsvector))"  # noqa: S608 - same
    connection.exec_driver_sql(statement, rows)


def unindex_turns(connection: Connection, turns: Iterable[tuple[int, str]]) -> None:
    """Take turns out of the full-text index: each one's local key and the words it was indexed with."""
    rows = [{"turn": turn, "words": fold(words)} for turn, words in turns]
    if not rows:
        return
    if is_sqlite(connection):
        # The index keeps no copy of the words, so that it has to be told what to take out.
        connection.execute(
            text("INSERT INTO turn_words (turn_words, rowid, words) VALUES ('delete', :turn, :words)"), rows
        )
    else:
        connection.execute(text("DELETE FROM turn_words WHERE turn_id = :turn"), rows)


def empty(connection: Connection) -> None:
    """Take every turn out of the full-text index."""
    if is_sqlite(connection):
        connection.exec_driver_sql("INSERT INTO turn_words (turn_words) VALUES ('delete-all')")
    else:
        connection.exec_driver_sql("DELETE FROM turn_words")


def compact(connection: Connection) -> None:
    """Rewrite the full-text index without what was taken out, so that no deleted word stays in the file."""
    if is_sqlite(connection):
        connection.exec_driver_sql("INSERT INTO turn_words (turn_words) VALUES ('optimize')")


def asking(connection: Connection, words: Sequence[Collection[str]], *, adjacent: bool = False) -> str:
    """Return what the index is asked for turns that have one word of each collection.

    What it selects are candidates: white space, punctuation, accents and parts of words have to be looked for in the
    text.

    Args:
        connection: says which index it is.
        words: each spelled as the index has it (:func:`workbench.core.folding.fold`).
        adjacent: they stand next to one another, in this order; asked of the index where there are few ways to do so.
    """
    quote = _quoted if is_sqlite(connection) else _as_lexeme
    either, both, beside = (" OR ", " AND ", " + ") if is_sqlite(connection) else (" | ", " & ", " <-> ")
    quoted = [[quote(word) for word in dict.fromkeys(one)] for one in words]
    if adjacent and prod(map(len, quoted)) <= _PHRASES:
        return either.join(f"({beside.join(phrase)})" for phrase in product(*quoted))
    return both.join(f"({either.join(one)})" for one in quoted)


def matching_turns(connection: Connection) -> Select[int]:
    """Return a statement that selects the local keys of turns which have what is ``wanted``, as :func:`asking` says."""
    if is_sqlite(connection):
        key, holds = literal_column("rowid", Integer), text("turn_words MATCH :wanted")
    else:
        key, holds = literal_column("turn_id", BigInteger), text("words @@ CAST(:wanted AS tsquery)")
    return select(key.label("turn_id")).select_from(text("turn_words")).where(holds)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _as_lexeme(word: str) -> str:
    return "'" + word[:_LONGEST].replace("\\", "\\\\").replace("'", "''") + "'"


def _as_vector(words: str) -> str:
    """Return a folded text as PostgreSQL writes a ``tsvector``: each word and its place, counted from 1."""
    return " ".join(f"'{word[:_LONGEST]}':{place}" for place, word in enumerate(_WORD.findall(words), start=1))


def words(connection: Connection) -> list[str]:
    """Return every word of the full-text index, in its order."""
    if not is_sqlite(connection):
        return sorted(indexed_words(connection))
    # One row for each word and column, without the counts that a row for each word would have to add up.
    connection.exec_driver_sql(f"CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', '{_INDEX}', 'col')")
    try:
        return [row[0] for row in connection.exec_driver_sql("SELECT term FROM temp.vocabulary").all()]
    finally:
        connection.exec_driver_sql("DROP TABLE temp.vocabulary")


def indexed_words(connection: Connection, *, anew: bool = False) -> dict[str, tuple[int, int]]:
    """Return what the full-text index holds: each word, in how many turns, and how often."""
    name = _ANEW if anew else _INDEX
    if is_sqlite(connection):
        place = "temp" if anew else "main"
        connection.exec_driver_sql(f"CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('{place}', '{name}', 'row')")
        rows = connection.exec_driver_sql("SELECT term, doc, cnt FROM temp.vocabulary").all()
        connection.exec_driver_sql("DROP TABLE temp.vocabulary")
    else:
        every = select(column("words", Text)).select_from(table(name))
        count = text("SELECT word, ndoc, nentry FROM ts_stat(:every)")
        rows = connection.execute(count, {"every": str(every)}).all()
    return {row[0]: (row[1], row[2]) for row in rows}
