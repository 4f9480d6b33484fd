"""The index of the search of the site, made anew: on PostgreSQL it has parts now."""

from django.db import migrations

from publishing.text_index import KeepTextIndex, RemoveTextIndex, TextIndex

INDEXES = [TextIndex("ita_portal_searchentry", "id", name, 40) for name in ("words", "heading")]


class Migration(migrations.Migration):
    dependencies = [("ita_portal", "0001_tables")]

    operations = [step(index) for index in INDEXES for step in (RemoveTextIndex, KeepTextIndex)]
