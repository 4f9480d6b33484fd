"""What the forms of staff keep folded, and what is wrong in them, for the summary above a form."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.text import capfirst

register = template.Library()


@dataclass(frozen=True)
class Wrong:
    """One thing to correct: a sentence, and the id and the name of the field where that is done."""

    sentence: str
    place: str = ""
    label: str = ""


@register.filter
def is_shown(rows: Any) -> bool:
    """Whether rows stand open: the page is about them, or something in them is typed or wrong."""
    formset = rows.formset
    if getattr(formset, "is_wanted", False) or _is_turned(formset) or formset.non_form_errors():
        return True
    return any(form.errors or (form.is_bound and form.has_changed()) for form in formset.forms)


def _is_turned(formset: Any) -> bool:
    """Whether somebody has turned to another page of the rows."""
    request = getattr(formset, "request", None)
    return request is not None and formset.get_pagination_key() in request.GET


@register.filter
def has_something_wrong(fieldset: Any) -> bool:
    """Whether a group of fields stands open: something in it is wrong, or was typed and refused."""
    form = fieldset.form
    seen = {*form.errors, *(form.changed_data if form.is_bound else ())}
    return any(name in seen for line in fieldset for name in line.fields)


@register.simple_tag(takes_context=True)
def what_is_wrong(context: Any) -> list[Wrong]:
    """Return what keeps a form of the backend from being saved or handed in, top to bottom."""
    adminform = context.get("adminform")
    if adminform is None:
        return []
    found = [*_of_form(adminform.form, "")]
    for rows in context.get("inline_admin_formsets") or ():
        found += _of_rows(rows)
    placed = {each.sentence for each in found if each.place}
    return [each for each in found if each.place or each.sentence not in placed]


def _of_form(form: Any, name: str) -> Iterator[Wrong]:
    for sentence in form.non_field_errors():
        yield Wrong(str(sentence))
    for field in form:
        for sentence in field.errors:
            yield Wrong(str(sentence), field.id_for_label, f"{name}{field.label}")


def _of_rows(rows: Any) -> Iterator[Wrong]:
    formset, meta = rows.formset, rows.opts
    for sentence in formset.non_form_errors():
        yield Wrong(
            str(sentence), f"{formset.prefix}-heading", capfirst(str(meta.verbose_name_plural))
        )
    for number, form in enumerate(formset.forms, start=1):
        yield from _of_form(form, f"{capfirst(str(meta.verbose_name))} {number}: ")
