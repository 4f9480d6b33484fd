"""The common ground of every admin page: Thai dates, clean text, row history, no bulk actions."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import Any, cast

from django.contrib import messages
from django.contrib.admin import display
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.admin import SimpleHistoryAdmin
from simple_history.models import HistoricalChanges
from simple_history.template_utils import HistoricalRecordContextHelper, ObjDiffDisplay
from unfold.admin import ModelAdmin, StackedInline, TabularInline
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from agency.form_fields import (
    BuddhistDateField,
    FigureField,
    PublicTextField,
    WholeNumberField,
    ask_to_choose,
)
from agency.sent_once import SentAlready, take_once
from thai.dates import long_date

SENT_TWICE = gettext_lazy("This was sent twice: it is saved once, and stands in this list.")


class NumberInput(UnfoldAdminTextInputWidget):
    """A line for a number; a telephone shows its keys for figures.

    Not `type="number"`: into that no browser lets Thai figures be typed.
    """

    keys = "numeric"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": self.keys, "autocomplete": "off"} | (attrs or {}))


class DecimalInput(NumberInput):
    """The same with a key for the decimal point."""

    keys = "decimal"


FORMFIELDS: dict[type[models.Field], dict[str, Any]] = {
    models.CharField: {"form_class": PublicTextField, "widget": UnfoldAdminTextInputWidget},
    models.TextField: {"form_class": PublicTextField, "widget": UnfoldAdminTextareaWidget},
    models.URLField: {"assume_scheme": "https"},
    models.IntegerField: {"form_class": WholeNumberField, "widget": NumberInput},
    models.DecimalField: {"form_class": FigureField, "widget": DecimalInput},
    models.DateField: {"form_class": BuddhistDateField, "widget": UnfoldAdminTextInputWidget},
}


class ShortenedText(ObjDiffDisplay):
    """Long values around what differs, with a mark where something was left out."""

    def shortened_str(self, prefix: str, num_skipped_chars: int, suffix: str) -> str:
        return f"{prefix} … {suffix}"


class ThaiHistory(HistoricalRecordContextHelper):
    """Old and new values of a row as people read them, not as the database keeps them."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        return in_words(
            self.model._meta.get_field(change.field),
            super().prepare_delta_change_value(change, value),
        )

    def get_obj_diff_display(self) -> ShortenedText:
        return ShortenedText(max_length=self.max_displayed_delta_change_chars)


class PlainMenus:
    """Menus that ask to choose, without the small buttons that open further windows."""

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        if field:
            ask_to_choose(field)
        return field


class StaffAdmin(PlainMenus, SimpleHistoryAdmin, ModelAdmin):
    """Base of every admin page. Rows are changed one at a time, so that each step has a reason."""

    formfield_overrides: Any = FORMFIELDS
    actions: Any = None
    compressed_fields = True
    warn_unsaved_form = False  # unfold's asks also where nothing changed: static/js/unsaved.js
    list_filter_submit = True
    show_full_result_count = False
    # What an empty list says to do first, and its button where that is not simply to add a row;
    # open: for those too who may not add.
    first_step: Any = ""
    first_url = ""
    first_button: Any = ""
    first_is_open = False

    def add_view(
        self, request: Any, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Save what is new once, however often it is sent (`agency.sent_once`)."""
        try:
            view = super().add_view
            return take_once(request, lambda: view(request, form_url, extra_context))
        except SentAlready:
            messages.info(request, SENT_TWICE)
            return redirect("admin:{}_{}_changelist".format(*_names(self.opts)))

    def changeform_view(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Save; where somebody saved the same at the same moment, look again what is there now.

        The second look finds their row, and says in the form why there cannot be another.
        """
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            if request.method != "POST":
                raise
            for _name, files in request.FILES.lists():
                for file in files:
                    file.seek(0)  # the first look has read it
            return super().changeform_view(request, *args, **kwargs)

    def render_change_form(
        self, request: Any, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        # A window for a new vendor answers with no redirect; two of one name are refused.
        if context.get("original") is None and not context.get("is_popup"):
            context["sent_once"] = uuid.uuid4()
        return super().render_change_form(request, context, *args, **kwargs)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Show who changed a row; an address that names none is a 404, not an error."""
        try:
            self.opts.pk.to_python(unquote(object_id))
        except ValidationError:
            raise Http404 from None
        return super().history_view(request, object_id, extra_context)

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        """Where the page can only be read, write dates in words and ask for no new picture."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [
            (
                name,
                {
                    **options,
                    "fields": _dates_in_words(self.model, _kept(self.model, options["fields"])),
                },
            )
            for name, options in fieldsets
        ]

    def get_historical_record_context_helper(
        self, request: HttpRequest, historical_record: HistoricalChanges
    ) -> ThaiHistory:
        return ThaiHistory(self.model, historical_record)

    def history_form_view(
        self,
        request: HttpRequest,
        object_id: str,
        version_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Lead to the list of versions: restoring one would pass by the approver.

        The view it replaces saves on POST even for people who may only read.
        """
        return redirect("admin:{}_{}_history".format(*_names(self.opts)), object_id)

    def revert_disabled(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return True


class StaffStackedInline(PlainMenus, StackedInline):
    """Rows edited with their parent, one under the other."""

    formfield_overrides = FORMFIELDS
    extra = 0


class StaffTabularInline(PlainMenus, TabularInline):
    """Rows edited with their parent, side by side; each control says the head of its column."""

    formfield_overrides = FORMFIELDS
    extra = 0

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.widget.attrs["aria-label"] = field.label
        return field


def _names(opts: Any) -> tuple[str, str]:
    """Return what the addresses of a kind of row are called by."""
    return opts.app_label, opts.model_name


def in_words(field: models.Field, value: Any) -> Any:
    """Return a value of a row as people read it: a Thai date, the label of a choice, yes or no."""
    if value is None:
        return "–"
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).date()
    if isinstance(value, dt.date):
        return long_date(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return dict(getattr(field, "flatchoices", ())).get(value, value) if _is_plain(value) else value


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int)


def _kept(model: type[models.Model], names: Sequence[Any]) -> list[Any]:
    """Return the fields without those that only a form has: `new_seal` replaces the seal."""
    return [name for name in names if not str(name).startswith("new_") or hasattr(model, str(name))]


def _dates_in_words(model: type[models.Model], names: Sequence[Any]) -> list[Any]:
    dates = {field.name for field in model._meta.fields if isinstance(field, models.DateField)}
    return [
        _dates_in_words(model, name)
        if isinstance(name, list | tuple)
        else (_date_display(model, name) if name in dates else name)
        for name in names
    ]


def _date_display(model: type[models.Model], name: str) -> Callable[[Any], str]:
    field = cast(models.DateField, model._meta.get_field(name))

    @display(description=field.verbose_name)
    def in_thai(row: Any) -> Any:
        return in_words(field, getattr(row, name)) or "–"

    in_thai.__name__ = f"{name}_in_thai"
    return in_thai
