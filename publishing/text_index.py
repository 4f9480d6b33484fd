"""Finding rows by what a text of theirs contains, quickly in a million rows, on both databases.

Neither database finds a piece of unbroken Thai by words. SQLite keeps an FTS5 index of every three
characters, PostgreSQL an inverted index of every two (pg_trgm makes none of Thai under LC_CTYPE
C); what they offer is always checked against the text itself, so that both find the same rows.
The newest are found first: those with the highest keys.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

RowsT = TypeVar("RowsT", bound=QuerySet[Any])
PAIR, TRIPLE = 2, 3
_LAST_CHARACTER = chr(0x10FFFF)


@dataclass(frozen=True)
class TextIndex:
    """An index of one text column; `key` is a primary key of whole numbers, none below 0.

    Keys that are alike above their lowest `part_bits` lie in one part of the index: the fewer
    texts a part has, the fewer are sorted; the fewer parts there are, the fewer are asked.
    """

    table: str
    key: str
    column: str
    part_bits: int = 63  # all lie in one part

    def ask(self, needles: Sequence[str]) -> "TextQuestion | None":
        """Return the question for texts that contain every needle; None where there is none.

        A needle has at least two characters.
        """
        is_postgresql = connection.vendor == "postgresql"
        offer = _pairs(needles) if is_postgresql else self._expression(needles)
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
        last = pair + _LAST_CHARACTER
        with connection.cursor() as cursor:
            cursor.execute(_TERMS.format(**self.names()), [pair, last, last])
            return [row[0] for row in cursor.fetchall()]

    def statements(self, vendor: str) -> tuple[list[str], list[str]]:
        """Return the SQL that makes and fills this index, and that which removes it."""
        make, remove = (_MAKE_PG, _REMOVE_PG) if vendor == "postgresql" else (_MAKE, _REMOVE)
        names = self.names()
        return [each.format(**names) for each in make], [each.format(**names) for each in remove]

    def names(self) -> dict[str, str]:
        names = {"table": self.table, "key": self.key, "column": self.column}
        more = {"index": f"{self.table}_{self.column}_index", "bits": str(self.part_bits)}
        return names | more


_HIGHEST = 1 << 62  # no key is that high


@dataclass(frozen=True)
class TextQuestion:
    """What an index is asked; `offer` are pairs of characters, or an expression of FTS5."""

    index: TextIndex
    needles: tuple[str, ...]
    offer: list[int] | str

    def newest(self, *, most: int, least: int = 0, below: int = _HIGHEST) -> list[int]:
        """Return the highest keys, at most `most`, of texts with all needles.

        None of them lies below `least`, and each below `below`.
        """
        if connection.vendor == "sqlite":
            return self._asked(_NEWEST["sqlite"], [self.offer, *self.needles, least, below, most])
        (many,) = self._asked(_AMONG_NEWEST, [below, *self.needles])
        if many >= MANY:
            return self._asked(_NEWEST["walk"], [*self.needles, least, below, most])
        parameters = [below, least, self.offer, *self.needles, least, below, most, most]
        return self._asked(_NEWEST["parts"], parameters)

    def _asked(self, sql: str, parameters: Sequence[Any]) -> list[int]:
        checks = " AND ".join([_CHECK[connection.vendor]] * len(self.needles))
        with connection.cursor() as cursor:
            cursor.execute(sql.format(**self.index.names(), checks=checks), parameters)
            return [row[0] for row in cursor.fetchall()]


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


class RemoveTextIndex(KeepTextIndex):
    """Remove a `TextIndex`, before its table changes or the index is made in another way."""

    def database_forwards(self, *args: Any) -> None:
        super().database_backwards(*args)

    def database_backwards(self, *args: Any) -> None:
        super().database_forwards(*args)

    def describe(self) -> str:
        return f"Remove the index of what {self.index.table}.{self.index.column} contains"


def _groups(needles: Sequence[str], size: int) -> list[str]:
    found = {
        needle[place : place + size]: None
        for needle in needles
        for place in range(len(needle) - size + 1)
    }
    return list(found)


def _pairs(needles: Sequence[str]) -> list[int]:
    """Return pairs that hold every character of the needles, as the numbers of PostgreSQL.

    To ask for the pairs between them as well would exclude next to nothing, at twice the cost.
    """
    found: dict[int, None] = {}
    for needle in needles:
        for place in {*range(0, len(needle) - 1, 2), len(needle) - 2}:
            found[(ord(needle[place]) << 21) + ord(needle[place + 1])] = None
    return list(found)


def _quoted(text: str) -> str:
    return text.replace('"', '""')


# From each term to the next: a plain condition reads every text of every term.
_TERMS = """
    WITH RECURSIVE found (term) AS (
        SELECT (SELECT term FROM {index}_terms WHERE term >= %s LIMIT 1)
        UNION ALL
        SELECT (SELECT term FROM {index}_terms WHERE term >= found.term || char(1) LIMIT 1)
        FROM found WHERE found.term <= %s)
    SELECT term FROM found WHERE term <= %s"""
_CHECK = {"sqlite": "instr(texts.words, %s) > 0", "postgresql": "strpos(texts.words, %s) > 0"}
# An inverted index of PostgreSQL knows no order and is read whole, however few rows are wanted.
# So it holds pairs by parts of the keys, which are asked one by one from the newest: the join is
# never anything but a loop, and ends with the last row wanted. (The sum keeps PostgreSQL from
# walking along the keys within a part: it cannot know how rare a word is.) Where every seventh of
# the newest texts has the words, a walk back from the newest comes to an end sooner.
MANY, _SOME = 60, 400
_AMONG_NEWEST = f"""
    SELECT COUNT(*) FROM
        (SELECT {{column}} AS words FROM {{table}} WHERE {{key}} < %s
            ORDER BY {{key}} DESC LIMIT {_SOME}) texts
    WHERE {{checks}}"""
_TEXTS = "SELECT {key} AS key, {column} AS words FROM {table}"
_NEWEST = {
    "sqlite": f"""
        SELECT texts.key FROM {{index}} CROSS JOIN ({_TEXTS}) texts ON texts.key = {{index}}.rowid
        WHERE {{index}} MATCH %s AND {{checks}} AND {{index}}.rowid >= %s AND {{index}}.rowid < %s
        ORDER BY {{index}}.rowid DESC LIMIT %s""",
    "walk": f"""
        SELECT texts.key FROM ({_TEXTS}) texts
        WHERE {{checks}} AND texts.key >= %s AND texts.key < %s ORDER BY texts.key DESC LIMIT %s""",
    "parts": f"""
        WITH RECURSIVE parts (part) AS (
            (SELECT {{key}} >> {{bits}} FROM {{table}} WHERE {{key}} < %s
                ORDER BY {{key}} DESC LIMIT 1)
            UNION ALL
            SELECT (SELECT {{key}} >> {{bits}} FROM {{table}}
                WHERE {{key}} < part << {{bits}} AND {{key}} >= %s ORDER BY {{key}} DESC LIMIT 1)
            FROM parts WHERE part IS NOT NULL)
        SELECT found.key FROM parts CROSS JOIN LATERAL (
            SELECT texts.key FROM ({_TEXTS}
                WHERE {{index}}_pairs({{column}}, {{key}} >> {{bits}})
                    @> ARRAY(SELECT (part << 42) + pair FROM unnest(%s::bigint[]) pair)
                AND {{key}} >> {{bits}} = part) texts
            WHERE {{checks}} AND texts.key >= %s AND texts.key < %s
            ORDER BY texts.key + 0 DESC LIMIT %s) found
        LIMIT %s""",
}

_ADD = "INSERT INTO {index}(rowid, {column}) VALUES (new.{key}, new.{column});"
_TAKE = "INSERT INTO {index}({index}, rowid, {column}) VALUES ('delete', old.{key}, old.{column});"
_MAKE = [
    """CREATE VIRTUAL TABLE {index} USING fts5({column}, content='{table}',
        content_rowid='{key}', tokenize='trigram', detail=none, columnsize=0)""",
    "CREATE VIRTUAL TABLE {index}_terms USING fts5vocab({index}, 'instance')",
    "CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN " + _ADD + " END",
    "CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN " + _TAKE + " END",
    "CREATE TRIGGER {index}_update AFTER UPDATE ON {table}"
    " WHEN old.{column} IS NOT new.{column} OR old.{key} <> new.{key} BEGIN "
    + _TAKE
    + " "
    + _ADD
    + " END",
    "INSERT INTO {index}({index}) VALUES ('rebuild')",
    "INSERT INTO {index}({index}) VALUES ('optimize')",  # into one tree: each is asked anew
]
_REMOVE = [
    *("DROP TRIGGER {index}_" + event for event in ("insert", "delete", "update")),
    "DROP TABLE {index}_terms",
    "DROP TABLE {index}",
]
# The cost keeps PostgreSQL from asking the function row by row, which takes 50 µs each. It makes
# questions look dear: short ones would pay for workers, were it parallel, and for compilation,
# were that not off (settings).
_MAKE_PG = [
    """CREATE FUNCTION {index}_pairs(text, bigint) RETURNS bigint[] LANGUAGE sql
        IMMUTABLE STRICT COST 2000 AS $$
            SELECT coalesce(
                array_agg(($2 << 42) + (ascii(one)::bigint << 21) + ascii(two)), ARRAY[]::bigint[])
            FROM unnest(string_to_array($1, NULL), (string_to_array($1, NULL))[2:])
                AS neighbours(one, two)
            WHERE two IS NOT NULL $$""",
    """CREATE INDEX {index} ON {table} USING gin ({index}_pairs({column}, {key} >> {bits}))
        WITH (fastupdate = off)""",
]
_REMOVE_PG = [
    "DROP INDEX {index}",
    "DROP FUNCTION IF EXISTS {index}_pairs(text, bigint)",
    "DROP FUNCTION IF EXISTS {index}_pairs(text)",  # of an index without parts, as it was first
]
