"""Fills a site with many purchases that can be found; runs inside `manage.py shell`."""

from django.db import connection, transaction
from django.utils import timezone

from bench.purchases_run import FEW, ODD, put, run
from ita_portal.models import SearchEntry, SearchRefresh
from ita_portal.search.entries import entry_of
from ita_portal.search.finding import HEADINGS, WORDS
from ita_portal.search.sources import BY_NAME
from ita_portal.search.words import learn_anew
from procurement.models import Purchase

# The key of a copy differs by its number alone: they are of the same day.
COPY = """
    INSERT INTO ita_portal_searchentry (id, source, object_id, kind, year, day, title, text, url,
        heading, words, digest)
    SELECT entry.id + copied.id - first.id, entry.source, copied.id, entry.kind, entry.year,
        entry.day, copied.title, entry.text, entry.url,
        entry.heading || 'สายที่ ' || (copied.number / %s) || '  ',
        entry.words || 'สายที่ ' || (copied.number / %s) || '  ', ''
    FROM procurement_purchase copied
    JOIN procurement_purchase first
        ON first.fiscal_year = copied.fiscal_year AND first.number = copied.number %% %s
    JOIN ita_portal_searchentry entry ON entry.object_id = first.id
    WHERE copied.number >= %s"""
LEAVE_ONE = """
    UPDATE ita_portal_searchentry
    SET heading = replace(heading, %s, ''), words = replace(words, %s, '')
    WHERE words LIKE %s AND object_id <> (SELECT MIN(object_id) FROM ita_portal_searchentry)"""


def fill(count: int) -> None:
    """Leave a site with exactly so many entries: up to FEW, or a multiple of it."""
    with transaction.atomic():
        put(count)
        put_entries(count)
    if connection.vendor == "postgresql":  # what its autovacuum does within a minute
        run(["VACUUM ANALYZE"])


def put_entries(count: int) -> None:
    for index in (WORDS, HEADINGS):  # made in one go they take a quarter of the time
        run(index.statements(connection.vendor)[1])
    SearchEntry.objects.all().delete()
    source = BY_NAME["purchase"]
    rows = source.read(Purchase.objects.filter(number__lte=FEW))
    SearchEntry.objects.bulk_create(
        (entry_of(source, row.pk, source.write(row)) for row in rows), batch_size=500
    )
    if count > FEW:
        with connection.cursor() as cursor:
            cursor.execute(COPY, [FEW + 1] * 4)
            cursor.execute(LEAVE_ONE, [ODD, ODD, f"%{ODD}%"])
    if connection.vendor == "postgresql":  # which makes no index while keys are unchecked
        connection.check_constraints()
    for index in (WORDS, HEADINGS):
        run(index.statements(connection.vendor)[0])
    learn_anew()
    SearchRefresh.objects.create(at=timezone.now(), whole_on=timezone.localdate())
