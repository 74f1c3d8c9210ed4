"""The full-text index: one row a turn, numbered as the turn is, of the folded words.

It is not among the models, for SQLite and PostgreSQL have nothing in common here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import BigInteger, Connection, Integer, Select, Text, column, literal_column, select, table, text

from workbench.core.folding import fold
from workbench.store.dialect import is_sqlite

_INDEX = "turn_words"
_ANEW = "turn_words_anew"


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
    rows = [(turn, fold(words)) for turn, words in turns]
    if not rows:
        return
    name = _ANEW if anew else _INDEX
    # The driver's own statement: SQLAlchemy would go over the parameters of every turn.
    if is_sqlite(connection):
        statement = f"INSERT INTO {name} (rowid, words) VALUES (?, ?)"  # noqa: S608 - the names are this module's
    else:
        statement = f"INSERT INTO {name} (turn_id, words) VALUES (%s, to_tsvector('simple', %s))"  # noqa: S608 - same
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


def matching_turns(connection: Connection, phrase: str) -> Select[int]:
    """Return a statement that selects the local keys of turns whose words hold a phrase, as far as the index can say.

    What it selects are candidates: white space, punctuation and the phrase's edges have to be looked for in the text.
    """
    words = fold(phrase)
    if is_sqlite(connection):
        key, holds = literal_column("rowid", Integer), text("turn_words MATCH :phrase")
        words = '"' + words.replace('"', '""') + '"'
    else:
        key, holds = literal_column("turn_id", BigInteger), text("words @@ phraseto_tsquery('simple', :phrase)")
    return select(key.label("turn_id")).select_from(text("turn_words")).where(holds.bindparams(phrase=words))


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
