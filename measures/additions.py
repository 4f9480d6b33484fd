"""Adding files to an activity or a declaration: the good ones are kept, each other one becomes a sentence."""

from typing import Any

from django.utils.translation import gettext as _

from measures.actions import add_document, add_link, add_photo
from measures.activity_forms import NewEvidenceForm
from measures.gift_actions import add_declaration_photo
from measures.models import Activity, GiftDeclaration

MAX_PHOTOS = 12  # of one activity; keeps its page below DATA_UPLOAD_MAX_NUMBER_FIELDS
MAX_EVIDENCE = 8
MAX_DECLARATION_PHOTOS = 6


def add_photos(activity: Activity, formset: Any) -> list[str]:
    """Add the photos of a checked `NewPhotoFormSet`; return what could not be kept."""
    sentences = []
    for form in formset.forms:
        sentences += form.sentences()
        photo = form.cleaned_data.get("photo")
        if photo is None:
            continue
        if activity.photos.count() >= MAX_PHOTOS:
            sentences.append(_too_many(photo.original_name))
            continue
        add_photo(
            activity,
            photo,
            alt=form.cleaned_data.get("alt", ""),
            caption=form.cleaned_data.get("caption", ""),
        )
    return sentences


def add_evidence(activity: Activity, form: NewEvidenceForm) -> list[str]:
    """Add the address and the document of a checked form; return what could not be kept."""
    title, url = form.cleaned_data.get("evidence_title", ""), form.cleaned_data.get("evidence_url")
    document = form.cleaned_data.get("document")
    wanted = bool(url) + bool(document)
    if wanted and activity.evidence.count() + wanted > MAX_EVIDENCE:
        return [
            _("An activity holds at most %(limit)s pieces of evidence.") % {"limit": MAX_EVIDENCE}
        ]
    if url:
        add_link(activity, title=title or url[:300], url=url)
    if document:
        add_document(activity, document, title=title)
    sentences = form.sentences()
    if title and not wanted and not sentences:
        sentences.append(
            _("“%(text)s” was written without an address or a document.") % {"text": title}
        )
    return sentences


def add_declaration_photos(declaration: GiftDeclaration, formset: Any) -> list[str]:
    """Add the photos of a checked `NewPhotoFormSet`; return what could not be kept."""
    sentences = []
    for form in formset.forms:
        sentences += form.sentences()
        photo = form.cleaned_data.get("photo")
        if photo is None:
            continue
        if declaration.photos.count() >= MAX_DECLARATION_PHOTOS:
            facts = {"name": photo.original_name, "limit": MAX_DECLARATION_PHOTOS}
            sentence = _("“%(name)s” was not added: a declaration holds at most %(limit)s photos.")
            sentences.append(sentence % facts)
            continue
        words = {name: form.cleaned_data.get(name, "") for name in ("alt", "caption")}
        add_declaration_photo(declaration, photo, **words)
    return sentences


def _too_many(name: str) -> str:
    return _("“%(name)s” was not added: an activity holds at most %(limit)s photos.") % {
        "name": name,
        "limit": MAX_PHOTOS,
    }
