"""Finding rows by what a text of theirs contains, quickly in a million rows, on both databases.

Neither database finds a piece of unbroken Thai by words. SQLite keeps an FTS5 index of every three
characters, PostgreSQL an inverted index of every two (pg_trgm makes none of Thai under LC_CTYPE
C); what they offer is always checked against the text itself, so that both find the same rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.models import QuerySet, TextField, Value
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan, In

RowsT = TypeVar("RowsT", bound=QuerySet[Any])
PAIR, TRIPLE = 2, 3
_LAST_CHARACTER = chr(0x10FFFF)


@dataclass(frozen=True)
class TextIndex:
    """An index of one text column; `key` is a primary key of whole numbers."""

    table: str
    key: str
    column: str

    def ask(self, needles: Sequence[str]) -> "TextQuestion | None":
        """Return the question for texts that contain every needle; None where there is none.

        A needle has at least two characters.
        """
        is_postgresql = connection.vendor == "postgresql"
        offer = _groups(needles, PAIR) if is_postgresql else self._expression(needles)
        return TextQuestion(self, tuple(needles), offer) if offer else None

    def _expression(self, needles: Sequence[str]) -> str:
        """Return what FTS5 is asked; empty where a needle of two characters is nowhere."""
        parts = [f'"{_quoted(triple)}"' for triple in _groups(needles, TRIPLE)]
        for pair in (needle for needle in needles if len(needle) == PAIR):
            triples = [f'"{_quoted(triple)}"' for triple in self._triples_from(pair)]
            if not triples:
                return ""
            parts.append(f"({' OR '.join(triples)})")
        return " AND ".join(parts)

    def _triples_from(self, pair: str) -> list[str]:
        """Return every three characters in the index that begin with these two."""
        sql = "SELECT term FROM {index}_terms WHERE term >= %s AND term <= %s".format(
            **self.names()
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [pair, pair + _LAST_CHARACTER])
            return [row[0] for row in cursor.fetchall()]

    def statements(self, vendor: str) -> tuple[list[str], list[str]]:
        """Return the SQL that makes and fills this index, and that which removes it."""
        make, remove = (_MAKE_PG, _REMOVE_PG) if vendor == "postgresql" else (_MAKE, _REMOVE)
        names = self.names()
        return [each.format(**names) for each in make], [each.format(**names) for each in remove]

    def names(self) -> dict[str, str]:
        names = {"table": self.table, "key": self.key, "column": self.column}
        return names | {"index": f"{self.table}_{self.column}_index"}


@dataclass(frozen=True)
class TextQuestion:
    """What an index is asked; `offer` is every pair of characters, or an expression of FTS5."""

    index: TextIndex
    needles: tuple[str, ...]
    offer: list[str] | str

    def keys(self, *, most: int) -> list[int]:
        """Return the keys of at most `most` texts that contain every needle.

        They lie close together where many texts have the needles.
        """
        if connection.vendor == "postgresql":
            parameters = [*self.needles, most, most, self.offer, *self.needles, most, most]
        else:
            parameters = [self.offer, *self.needles, most]
        return self._asked(_FOUND[connection.vendor], parameters)

    def newest(self, *, most: int) -> list[int]:
        """Return the highest keys, at most `most`, of texts that contain every needle."""
        if connection.vendor == "sqlite":
            return self._asked(_NEWEST["sqlite"], [self.offer, *self.needles, most])
        (many,) = self._asked(_AMONG_NEWEST, self.needles)
        if many >= MANY:
            return self._asked(_NEWEST["walk"], [*self.needles, most])
        return self._asked(_NEWEST["postgresql"], [self.offer, *self.needles, most])

    def _asked(self, sql: str, parameters: Sequence[Any]) -> list[int]:
        checks = " AND ".join([_CHECK[connection.vendor]] * len(self.needles))
        with connection.cursor() as cursor:
            cursor.execute(sql.format(**self.index.names(), checks=checks), parameters)
            return [row[0] for row in cursor.fetchall()]

    def narrow(self, rows: RowsT, key: Combinable) -> RowsT:
        """Return `rows` without those that the index excludes, to be looked at one by one.

        Only on SQLite: PostgreSQL looks at texts faster than it reads all that its index offers.
        `key` must be an expression in which no index has the key.
        """
        if connection.vendor != "sqlite":
            return rows
        offered = "SELECT rowid FROM {index} WHERE {index} MATCH %s".format(**self.index.names())
        return rows.filter(In(key, RawSQL(offered, [self.offer])))


def containing(rows: RowsT, field: str, needles: Sequence[str]) -> RowsT:
    """Return the rows whose text contains every needle, looking at each text: without an index."""
    checks = [
        GreaterThan(StrIndex(field, Value(needle, output_field=TextField())), 0)
        for needle in needles
    ]
    return rows.filter(*checks)


class KeepTextIndex(Operation):
    """Make a `TextIndex` and keep it in step with its table by SQL alone.

    On SQLite a later change of the table's columns makes the table anew, without its triggers:
    such a migration removes the index before and makes it again after (`rebuild` is part of it).
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, index: TextIndex) -> None:
        self.index = index

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass  # no model changes

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        self._run(editor, self.index.statements(editor.connection.vendor)[0])

    def database_backwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        self._run(editor, self.index.statements(editor.connection.vendor)[1])

    def _run(self, editor: BaseDatabaseSchemaEditor, statements: Sequence[str]) -> None:
        for statement in statements:
            editor.execute(statement, params=None)

    def describe(self) -> str:
        return f"Keep an index of what {self.index.table}.{self.index.column} contains"


def _groups(needles: Sequence[str], size: int) -> list[str]:
    found = {
        needle[place : place + size]: None
        for needle in needles
        for place in range(len(needle) - size + 1)
    }
    return list(found)


def _quoted(text: str) -> str:
    return text.replace('"', '""')


_CHECK = {"sqlite": "instr(texts.words, %s) > 0", "postgresql": "strpos(texts.words, %s) > 0"}
# PostgreSQL reads an inverted index whole, however few rows are wanted: of a word that every
# second text has, the newest texts are enough, and then the second half is never run.
_FOUND = {
    "sqlite": """
        SELECT texts.key FROM {index} CROSS JOIN
            (SELECT {key} AS key, {column} AS words FROM {table}) texts ON texts.key = {index}.rowid
        WHERE {index} MATCH %s AND {checks} LIMIT %s""",
    "postgresql": """
        WITH newest AS MATERIALIZED (
            SELECT texts.key FROM
                (SELECT {key} AS key, {column} AS words FROM {table}
                 ORDER BY {key} DESC LIMIT 2000) texts
            WHERE {checks} LIMIT %s)
        SELECT key FROM newest WHERE (SELECT COUNT(*) FROM newest) >= %s
        UNION ALL (
            SELECT texts.key FROM
                (SELECT {key} AS key, {column} AS words FROM {table}
                 WHERE {index}_pairs({column}) @> %s::text[]) texts
            WHERE {checks} AND (SELECT COUNT(*) FROM newest) < %s LIMIT %s)""",
}

# The same in order. An inverted index knows none: where a share of the newest texts has the words,
# PostgreSQL walks back from the newest, which comes to an end soon; else it reads what the index
# offers. It must not choose the walk itself (hence the sum): it cannot know how rare a word is.
MANY, _SOME = 100, 2000
_AMONG_NEWEST = f"""
    SELECT COUNT(*) FROM
        (SELECT {{column}} AS words FROM {{table}} ORDER BY {{key}} DESC LIMIT {_SOME}) texts
    WHERE {{checks}}"""
_NEWEST = {
    "sqlite": """
        SELECT texts.key FROM {index} CROSS JOIN
            (SELECT {key} AS key, {column} AS words FROM {table}) texts ON texts.key = {index}.rowid
        WHERE {index} MATCH %s AND {checks} ORDER BY {index}.rowid DESC LIMIT %s""",
    "walk": """
        SELECT texts.key FROM (SELECT {key} AS key, {column} AS words FROM {table}) texts
        WHERE {checks} ORDER BY texts.key DESC LIMIT %s""",
    "postgresql": """
        SELECT texts.key FROM (
            SELECT {key} AS key, {column} AS words FROM {table}
            WHERE {index}_pairs({column}) @> %s::text[]) texts
        WHERE {checks} ORDER BY texts.key + 0 DESC LIMIT %s""",
}

_ADD = "INSERT INTO {index}(rowid, {column}) VALUES (new.{key}, new.{column});"
_TAKE = "INSERT INTO {index}({index}, rowid, {column}) VALUES ('delete', old.{key}, old.{column});"
_MAKE = [
    """CREATE VIRTUAL TABLE {index} USING fts5({column}, content='{table}',
        content_rowid='{key}', tokenize='trigram', detail=none, columnsize=0)""",
    "CREATE VIRTUAL TABLE {index}_terms USING fts5vocab({index}, 'row')",
    "CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN " + _ADD + " END",
    "CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN " + _TAKE + " END",
    "CREATE TRIGGER {index}_update AFTER UPDATE ON {table}"
    " WHEN old.{column} IS NOT new.{column} OR old.{key} <> new.{key} BEGIN "
    + _TAKE
    + " "
    + _ADD
    + " END",
    "INSERT INTO {index}({index}) VALUES ('rebuild')",
]
_REMOVE = [
    *("DROP TRIGGER {index}_" + event for event in ("insert", "delete", "update")),
    "DROP TABLE {index}_terms",
    "DROP TABLE {index}",
]
# The cost keeps PostgreSQL from asking the function row by row, which takes 50 µs each; were it
# higher or parallel, short questions would pay for workers and compilation.
_MAKE_PG = [
    """CREATE FUNCTION {index}_pairs(text) RETURNS text[] LANGUAGE sql
        IMMUTABLE STRICT COST 2000 AS $$
            SELECT coalesce(array_agg(DISTINCT one || two), ARRAY[]::text[])
            FROM unnest(string_to_array($1, NULL), (string_to_array($1, NULL))[2:])
                AS neighbours(one, two)
            WHERE two IS NOT NULL $$""",
    "CREATE INDEX {index} ON {table} USING gin ({index}_pairs({column})) WITH (fastupdate = off)",
]
_REMOVE_PG = ["DROP INDEX {index}", "DROP FUNCTION {index}_pairs(text)"]
