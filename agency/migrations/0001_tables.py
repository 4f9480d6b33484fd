"""The tables of who we are: organisation, units, people, villages, holidays."""

import agency.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from agency.schema import CreateTables


class Migration(migrations.Migration):
    initial = True

    replaces = [
        ('agency', '0001_initial'),
        ('agency', '0003_village'),
        ('agency', '0005_officials'),
    ]

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        CreateTables(
            migrations.CreateModel(
                name='Holiday',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('date', models.DateField(unique=True, verbose_name='date')),
                    ('name', models.CharField(max_length=200, verbose_name='name')),
                    ('source', models.CharField(blank=True, help_text='The cabinet resolution or announcement that makes it a day off.', max_length=200, verbose_name='source')),
                ],
                options={
                    'verbose_name': 'holiday',
                    'verbose_name_plural': 'holidays',
                    'ordering': ['date'],
                },
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                    ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                    ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                    ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                    ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                    ('position', models.CharField(blank=True, max_length=200, verbose_name='position')),
                    ('is_demonstration', models.BooleanField(default=False, editable=False, verbose_name='account of the demonstration')),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ('units', models.ManyToManyField(blank=True, related_name='people', to='agency.unit', verbose_name='units')),
                ],
                options={
                    'verbose_name': 'user',
                    'verbose_name_plural': 'users',
                    'abstract': False,
                },
                managers=[
                    ('objects', agency.models.PortalUserManager()),
                ],
            ),
            migrations.CreateModel(
                name='Agency',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=200, verbose_name='official name')),
                    ('short_name', models.CharField(max_length=100, verbose_name='short name')),
                    ('english_name', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                    ('kind', models.CharField(choices=[('subdistrict', 'Subdistrict administrative organisation'), ('municipality', 'Municipality'), ('province', 'Provincial administrative organisation')], default='subdistrict', max_length=20, verbose_name='kind')),
                    ('district', models.CharField(max_length=100, verbose_name='district')),
                    ('province', models.CharField(max_length=100, verbose_name='province')),
                    ('address', models.TextField(blank=True, verbose_name='address')),
                    ('phones', models.CharField(blank=True, help_text='Numbers of the office, divided by commas. Never a private number.', max_length=200, verbose_name='office telephone numbers')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                    ('website', models.URLField(blank=True, verbose_name='website')),
                    ('facebook', models.URLField(blank=True, verbose_name='Facebook page')),
                    ('line', models.URLField(blank=True, verbose_name='LINE official account')),
                    ('seal', models.ImageField(blank=True, editable=False, upload_to='agency', verbose_name='seal')),
                    ('population', models.PositiveIntegerField(blank=True, null=True, verbose_name='population')),
                    ('population_as_of', models.DateField(blank=True, null=True, verbose_name='population counted on')),
                    ('executive_name', models.CharField(blank=True, max_length=200, verbose_name='name of the executive')),
                    ('executive_position', models.CharField(blank=True, max_length=200, verbose_name='position of the executive')),
                    ('thai_digits_in_documents', models.BooleanField(default=True, help_text='Official letters and reports use Thai numerals; web pages use Arabic ones.', verbose_name='Thai numerals in documents')),
                    ('is_demonstration', models.BooleanField(default=False, editable=False, verbose_name='demonstration data')),
                    ('map_url', models.URLField(blank=True, help_text='A link that opens the place of the office on a map.', max_length=500, verbose_name='address of a map')),
                ],
                options={
                    'verbose_name': 'agency',
                    'verbose_name_plural': 'agency',
                    'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='agency_has_one_row', violation_error_message='This portal belongs to one agency: edit that one.')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalAgency',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('name', models.CharField(max_length=200, verbose_name='official name')),
                    ('short_name', models.CharField(max_length=100, verbose_name='short name')),
                    ('english_name', models.CharField(blank=True, max_length=200, verbose_name='English name')),
                    ('kind', models.CharField(choices=[('subdistrict', 'Subdistrict administrative organisation'), ('municipality', 'Municipality'), ('province', 'Provincial administrative organisation')], default='subdistrict', max_length=20, verbose_name='kind')),
                    ('district', models.CharField(max_length=100, verbose_name='district')),
                    ('province', models.CharField(max_length=100, verbose_name='province')),
                    ('address', models.TextField(blank=True, verbose_name='address')),
                    ('phones', models.CharField(blank=True, help_text='Numbers of the office, divided by commas. Never a private number.', max_length=200, verbose_name='office telephone numbers')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                    ('website', models.URLField(blank=True, verbose_name='website')),
                    ('facebook', models.URLField(blank=True, verbose_name='Facebook page')),
                    ('line', models.URLField(blank=True, verbose_name='LINE official account')),
                    ('seal', models.TextField(blank=True, editable=False, max_length=100, verbose_name='seal')),
                    ('population', models.PositiveIntegerField(blank=True, null=True, verbose_name='population')),
                    ('population_as_of', models.DateField(blank=True, null=True, verbose_name='population counted on')),
                    ('executive_name', models.CharField(blank=True, max_length=200, verbose_name='name of the executive')),
                    ('executive_position', models.CharField(blank=True, max_length=200, verbose_name='position of the executive')),
                    ('thai_digits_in_documents', models.BooleanField(default=True, help_text='Official letters and reports use Thai numerals; web pages use Arabic ones.', verbose_name='Thai numerals in documents')),
                    ('is_demonstration', models.BooleanField(default=False, editable=False, verbose_name='demonstration data')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('map_url', models.URLField(blank=True, help_text='A link that opens the place of the office on a map.', max_length=500, verbose_name='address of a map')),
                ],
                options={
                    'verbose_name': 'historical agency',
                    'verbose_name_plural': 'historical agency',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalHoliday',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('date', models.DateField(db_index=True, verbose_name='date')),
                    ('name', models.CharField(max_length=200, verbose_name='name')),
                    ('source', models.CharField(blank=True, help_text='The cabinet resolution or announcement that makes it a day off.', max_length=200, verbose_name='source')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical holiday',
                    'verbose_name_plural': 'historical holidays',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalUser',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('username', models.CharField(db_index=True, error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                    ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                    ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                    ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                    ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                    ('position', models.CharField(blank=True, max_length=200, verbose_name='position')),
                    ('is_demonstration', models.BooleanField(default=False, editable=False, verbose_name='account of the demonstration')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical user',
                    'verbose_name_plural': 'historical users',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Unit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=200, unique=True, verbose_name='name')),
                    ('kind', models.CharField(choices=[('division', 'Division or office'), ('section', 'Section'), ('working_group', 'Working group'), ('heads', 'Heads of units together')], default='section', max_length=20, verbose_name='kind')),
                    ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                    ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='agency.unit', verbose_name='part of')),
                ],
                options={
                    'verbose_name': 'unit',
                    'verbose_name_plural': 'units',
                    'ordering': ['order', 'name'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='unit_is_not_its_own_part', violation_error_message='A unit cannot be a part of itself.')],
                },
            ),
            migrations.CreateModel(
                name='HistoricalUser_units',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='agency.historicaluser')),
                    ('user', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agency.unit')),
                ],
                options={
                    'verbose_name': 'HistoricalUser_units',
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalUnit',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('name', models.CharField(db_index=True, max_length=200, verbose_name='name')),
                    ('kind', models.CharField(choices=[('division', 'Division or office'), ('section', 'Section'), ('working_group', 'Working group'), ('heads', 'Heads of units together')], default='section', max_length=20, verbose_name='kind')),
                    ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                    ('is_active', models.BooleanField(default=True, verbose_name='in use')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agency.unit', verbose_name='part of')),
                ],
                options={
                    'verbose_name': 'historical unit',
                    'verbose_name_plural': 'historical units',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Village',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(unique=True, verbose_name='village number')),
                    ('name', models.CharField(blank=True, max_length=100, verbose_name='name')),
                ],
                options={
                    'verbose_name': 'village',
                    'verbose_name_plural': 'villages',
                    'ordering': ['number'],
                },
            ),
            migrations.CreateModel(
                name='HistoricalVillage',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(db_index=True, verbose_name='village number')),
                    ('name', models.CharField(blank=True, max_length=100, verbose_name='name')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'historical village',
                    'verbose_name_plural': 'historical villages',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='HistoricalOfficial',
                fields=[
                    ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                    ('name', models.CharField(max_length=200, verbose_name='name')),
                    ('position', models.CharField(max_length=200, verbose_name='position')),
                    ('group', models.CharField(choices=[('executive', 'Executives'), ('council', 'Council'), ('head', 'Heads of units')], default='head', max_length=20, verbose_name='group')),
                    ('photo', models.TextField(blank=True, editable=False, max_length=100, verbose_name='portrait')),
                    ('phone', models.CharField(blank=True, help_text='A number of the office, never a private one.', max_length=100, verbose_name='office telephone')),
                    ('email', models.EmailField(blank=True, help_text='An address of the office, never a private one.', max_length=254, verbose_name='office e-mail')),
                    ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                    ('is_active', models.BooleanField(default=True, verbose_name='in office')),
                    ('history_id', models.AutoField(primary_key=True, serialize=False)),
                    ('history_date', models.DateTimeField(db_index=True)),
                    ('history_change_reason', models.CharField(max_length=100, null=True)),
                    ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                    ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='agency.unit', verbose_name='unit')),
                ],
                options={
                    'verbose_name': 'historical official',
                    'verbose_name_plural': 'historical officials',
                    'ordering': ('-history_date', '-history_id'),
                    'get_latest_by': ('history_date', 'history_id'),
                },
                bases=(simple_history.models.HistoricalChanges, models.Model),
            ),
            migrations.CreateModel(
                name='Official',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=200, verbose_name='name')),
                    ('position', models.CharField(max_length=200, verbose_name='position')),
                    ('group', models.CharField(choices=[('executive', 'Executives'), ('council', 'Council'), ('head', 'Heads of units')], default='head', max_length=20, verbose_name='group')),
                    ('photo', models.ImageField(blank=True, editable=False, upload_to='agency', verbose_name='portrait')),
                    ('phone', models.CharField(blank=True, help_text='A number of the office, never a private one.', max_length=100, verbose_name='office telephone')),
                    ('email', models.EmailField(blank=True, help_text='An address of the office, never a private one.', max_length=254, verbose_name='office e-mail')),
                    ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                    ('is_active', models.BooleanField(default=True, verbose_name='in office')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='officials', to='agency.unit', verbose_name='unit')),
                ],
                options={
                    'verbose_name': 'official',
                    'verbose_name_plural': 'officials',
                    'ordering': ['order', 'pk'],
                },
            ),
        ),
    ]
