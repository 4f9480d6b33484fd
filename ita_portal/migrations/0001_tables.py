"""The table of the search, its vocabulary, and the indexes of what its texts contain."""

from django.db import migrations, models

from agency.schema import CreateTables
from publishing.text_index import KeepTextIndex, TextIndex


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ('ita_portal', '0001_search'),
    ]

    operations = [
        CreateTables(
            migrations.CreateModel(
                name='SearchRefresh',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('whole_on', models.DateField()),
                ],
                options={
                    'ordering': ['-id'],
                    'default_permissions': (),
                },
            ),
            migrations.CreateModel(
                name='SearchEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('source', models.CharField(max_length=20)),
                    ('object_id', models.PositiveBigIntegerField()),
                    ('kind', models.CharField(choices=[('page', 'Page of this site'), ('budget', 'Budget'), ('purchase', 'Purchase'), ('measure', 'Measure and activity'), ('document', 'Document'), ('question', 'Question and answer')], max_length=10)),
                    ('year', models.PositiveSmallIntegerField(null=True)),
                    ('day', models.DateField(null=True)),
                    ('title', models.CharField(max_length=500)),
                    ('text', models.TextField()),
                    ('url', models.CharField(max_length=300)),
                    ('heading', models.TextField()),
                    ('words', models.TextField()),
                    ('digest', models.CharField(max_length=32)),
                ],
                options={
                    'ordering': ['-id'],
                    'default_permissions': (),
                    'indexes': [models.Index(fields=['year'], name='search_year')],
                    'constraints': [models.UniqueConstraint(fields=('source', 'object_id'), name='search_entry_once_per_object')],
                },
            ),
            migrations.CreateModel(
                name='SearchWord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=40)),
                    ('word', models.CharField(max_length=40)),
                    ('weight', models.PositiveIntegerField(default=1)),
                ],
                options={
                    'default_permissions': (),
                    'constraints': [models.UniqueConstraint(fields=('key', 'word'), name='search_word_once_per_key')],
                },
            ),
        ),
        KeepTextIndex(TextIndex("ita_portal_searchentry", "id", "words")),
        KeepTextIndex(TextIndex("ita_portal_searchentry", "id", "heading")),
    ]
