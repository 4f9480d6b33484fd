"""What the pages of a purchase and of a step share: their rows, new files, and what follows a save."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from agency.staff import StaffRequest
from budget.form_fields import BUDGET_FORMFIELDS
from procurement.actions import (
    add_document,
    add_photo,
    link_notices,
    notices_from_outside,
    unlink_notices,
)
from procurement.forms import NewDocumentFormSet, NewPhotoFormSet
from procurement.models import Contract, Progress, Purchase, PurchaseDocument, Stage
from procurement.models.purchase import SETTLED, refresh_list_facts
from publishing.admin import PublishableAdmin
from publishing.unit_view import change_url

MAX_DOCUMENTS, MAX_PHOTOS = 40, 12  # of one purchase; of one row of progress


class WithPartsAdmin(PublishableAdmin):
    """A purchase or a step of it: everything that belongs to it is entered on its page."""

    formfield_overrides: Any = BUDGET_FORMFIELDS
    takes_photos = False

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Leave out the table of papers while there is none: they are added below."""
        rows = PurchaseDocument.objects.filter(**_own(obj)) if obj else None
        has_papers = rows is not None and rows.exists()
        return [each for each in self.inlines if has_papers or each.model is not PurchaseDocument]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A notice of a draft may go together with those that change it."""
        shown, counts, needed, protected = super().get_deleted_objects(objs, request)
        is_held = any(notices_from_outside(unit) for unit in objs)
        return shown, counts, needed, protected if is_held else []

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        unlink_notices(obj)
        super().delete_model(request, obj)

    def save_related(self, request: StaffRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Save the rows and new files together, then let the list of purchases know."""
        unit = form.instance
        for formset in formsets:
            self.save_formset(request, form, formset, change=change)
        link_notices(unit)
        self._add_files(request, unit)
        super().save_related(request, form, [], change)
        refresh_list_facts(purchase_of(unit).pk)

    def render_change_form(
        self, request: StaffRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        context["new_documents"] = typed_again(request, NewDocumentFormSet, "documents")
        if self.takes_photos:
            context["new_photos"] = typed_again(request, NewPhotoFormSet, "photos")
        if request.FILES:
            messages.warning(request, _("The files could not be kept: please choose them again."))
        if unit := kwargs.get("obj"):
            context |= self.parts_of(unit)
        return super().render_change_form(request, context, *args, **kwargs)

    def parts_of(self, unit: Purchase | Stage) -> dict[str, Any]:
        """Return the rows that have pages of their own."""
        return {
            "contracts": Contract.objects.filter(**_own(unit)).select_related("vendor"),
            "progress_rows": Progress.objects.filter(**_own(unit)).prefetch_related("photos"),
        }

    def _add_files(self, request: StaffRequest, unit: Purchase | Stage) -> None:
        documents = NewDocumentFormSet(request.POST, request.FILES, prefix="documents")
        sentences = list(_keep_documents(unit, documents))
        if self.takes_photos:
            photos = NewPhotoFormSet(request.POST, request.FILES, prefix="photos")
            newest = unit.progress_set.order_by("on", "pk").last()
            sentences += keep_photos(newest, photos)
        for sentence in sentences:
            messages.warning(request, sentence)
        request.has_left_out = bool(sentences)  # type: ignore[attr-defined]

    def _submit(self, request: StaffRequest, obj: Any) -> HttpResponse:
        """Hand in what is whole: once handed in, a paper that was left out could not be added."""
        if not getattr(request, "has_left_out", False):
            return super()._submit(request, obj)
        messages.success(request, _("Saved as a draft."))
        return HttpResponseRedirect(change_url(obj))


def _own(unit: Purchase | Stage) -> dict[str, Any]:
    """What the rows of a unit have in common."""
    return {"stage": unit} if isinstance(unit, Stage) else {"purchase": unit, "stage": None}


def purchase_of(unit: Purchase | Stage) -> Purchase:
    return unit.purchase if isinstance(unit, Stage) else unit


def counted(purchase: Purchase) -> dict[str, Any]:
    """Return the contracts and progress of a purchase that count, whichever step they came with."""
    return {
        "contracts": purchase.contract_set.filter(SETTLED).select_related("vendor"),
        "progress_rows": purchase.progress_set.filter(SETTLED).prefetch_related("photos"),
    }


def _keep_documents(unit: Purchase | Stage, formset: Any) -> Iterable[str]:
    """Keep the new papers that may be kept; what is wrong with one does not stop the others."""
    purchase = purchase_of(unit)
    formset.is_valid()
    for form in formset.forms:
        yield from form.sentences()
        document = form.cleaned_data.get("document")
        if document is None:
            continue
        if purchase.purchasedocument_set.count() >= MAX_DOCUMENTS:
            yield str(_("A purchase holds at most %s documents.") % MAX_DOCUMENTS)
            continue
        add_document(
            purchase,
            document,
            kind=form.cleaned_data["document_kind"],
            title=form.cleaned_data["document_title"],
            stage=unit if isinstance(unit, Stage) else None,
        )


def typed_again(request: HttpRequest, formset: Any, prefix: str) -> Any:
    """Return empty rows of files, or after a refusal what was typed beside the files."""
    if request.method != "POST":
        return formset(prefix=prefix)
    names = [name for name in formset.form.base_fields if name not in {"document", "photo"}]
    typed = [
        {name: request.POST.get(f"{prefix}-{place}-{name}", "") for name in names}
        for place in range(formset.max_num)
    ]
    again = formset(prefix=prefix, initial=typed)
    again.extra = 0
    again.is_typed = bool(request.FILES) or any(
        text and name != "document_kind" for row in typed for name, text in row.items()
    )
    return again


def keep_photos(progress: Progress | None, formset: Any) -> list[str]:
    """Keep the new photos that may be kept; return what is wrong with the others."""
    formset.is_valid()
    sentences = []
    for form in formset.forms:
        sentences += form.sentences()
        photo = form.cleaned_data.get("photo")
        if photo is None:
            continue
        if progress is None:
            sentences.append(
                _("Photos belong to progress: enter a day and percent, then add them.")
            )
        elif progress.photos.count() >= MAX_PHOTOS:
            sentences.append(_("Progress holds at most %s photos.") % MAX_PHOTOS)
        else:
            add_photo(progress, photo, alt=form.cleaned_data.get("alt", ""))
    return [str(sentence) for sentence in sentences]
