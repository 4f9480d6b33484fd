"""The officer's own key: making it, unlocking the desk, and what to do when the passphrase is gone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from complaints.desk import session
from complaints.desk.access import DeskRequest, desk_page, for_officers, has_key, today, unlocked
from complaints.desk.forms import (
    ChangeForm,
    CodeForm,
    DeskForm,
    ForgotForm,
    NewPassphraseForm,
    SureForm,
    UnlockForm,
)
from complaints.desk.words import proposed
from complaints.key_actions import (
    KeyStaysClosed,
    change_passphrase,
    enrol,
    is_personal_code,
    new_personal_code,
    open_key,
    retire,
    use_personal_code,
)
from complaints.models import OfficerKey, RecoveryKey
from publishing.workflow import ActionRefused

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@for_officers
@page_or_form
def enrol_page(request: DeskRequest) -> HttpResponse:
    """Make the officer's key; the answer shows the personal code, once."""
    if has_key(request.user):
        return redirect("desk:home")
    form = NewPassphraseForm(request.POST or None)
    if form.is_valid():
        try:
            code = enrol(request.user, form.cleaned_data["passphrase"], today=today())
        except ActionRefused as refused:
            form.add_error(None, str(refused))
        else:
            return desk_page(request, "code", code=code, form=CodeForm())
    return _form_page(request, "enrol", form, proposed=proposed())


@for_officers
@require_POST
def code_typed(request: DeskRequest) -> HttpResponse:
    """Take the personal code that was typed back from paper: it cannot be shown again."""
    if not has_key(request.user):
        return redirect("desk:enrol")
    form = CodeForm(request.POST)
    if form.is_valid() and _tried(request, form):
        if is_personal_code(request.user, form.cleaned_data["code"]):
            session.forget_tries(request.user)
            messages.success(
                request, _("The code is right. Keep the sheet where only you find it.")
            )
            return redirect("desk:unlock")
        form.add_error("code", _("This is not the code. Look at the sheet again."))
    return _form_page(request, "code", form, code="")


@for_officers
@page_or_form
def unlock(request: DeskRequest) -> HttpResponse:
    """Open the desk with the passphrase."""
    if not has_key(request.user):
        return redirect("desk:enrol")
    form = UnlockForm(request.POST or None)
    if form.is_valid() and _tried(request, form):
        try:
            private = open_key(request.user, form.cleaned_data["passphrase"], today=today())
        except KeyStaysClosed:
            form.add_error("passphrase", _("This is not your passphrase."))
        else:
            session.forget_tries(request.user)
            response = redirect(_wanted(request))
            session.unlock_desk(request, response, private)
            return response
    return _form_page(request, "unlock", form, wanted=_wanted(request))


@for_officers
@require_POST
def lock(request: DeskRequest) -> HttpResponse:
    response = redirect("desk:unlock")
    session.lock_desk(request, response)
    messages.success(request, _("The desk is locked."))
    return response


@for_officers
@page_or_form
def forgot(request: DeskRequest) -> HttpResponse:
    """Set a new passphrase with the printed code."""
    if not has_key(request.user):
        return redirect("desk:enrol")
    form = ForgotForm(request.POST or None)
    if form.is_valid() and _tried(request, form):
        given = form.cleaned_data
        try:
            use_personal_code(request.user, given["code"], given["passphrase"], today=today())
        except KeyStaysClosed:
            form.add_error("code", _("This is not the code. Look at the sheet again."))
        else:
            session.forget_tries(request.user)
            messages.success(request, _("The passphrase was changed."))
            return redirect("desk:unlock")
    return _form_page(request, "forgot", form)


@unlocked
@require_safe
def keys(request: DeskRequest) -> HttpResponse:
    """Show the own key, those of colleagues, and the recovery key to which every case is sealed."""
    active = list(OfficerKey.objects.active())
    left = OfficerKey.objects.filter(retired_on=None).exclude(pk__in=[key.pk for key in active])
    return desk_page(
        request,
        "keys",
        own=get_object_or_404(OfficerKey, user=request.user, retired_on=None),
        colleagues=[key for key in active if key.user_id != request.user.pk],
        left=left.exclude(user=request.user).select_related("user"),
        recovery=RecoveryKey.objects.active(),
        sure=SureForm(),
    )


@unlocked
@page_or_form
def change(request: DeskRequest) -> HttpResponse:
    form = ChangeForm(request.POST or None)
    if form.is_valid() and _tried(request, form):
        given = form.cleaned_data
        try:
            change_passphrase(request.user, given["old"], given["passphrase"], today=today())
        except KeyStaysClosed:
            form.add_error("old", _("This is not your passphrase."))
        else:
            session.forget_tries(request.user)
            messages.success(request, _("The passphrase was changed."))
            return redirect("desk:keys")
    return _form_page(request, "change", form)


@unlocked
@page_or_form
def renew(request: DeskRequest) -> HttpResponse:
    """Print another personal code, when the sheet was lost or seen."""
    form = UnlockForm(request.POST or None)
    if form.is_valid() and _tried(request, form):
        try:
            code = new_personal_code(request.user, form.cleaned_data["passphrase"], today=today())
        except KeyStaysClosed:
            form.add_error("passphrase", _("This is not your passphrase."))
        else:
            session.forget_tries(request.user)
            return desk_page(request, "code", code=code, form=CodeForm())
    return _form_page(request, "renew", form)


@unlocked
@require_POST
def retire_key(request: DeskRequest, pk: int) -> HttpResponse:
    key = get_object_or_404(OfficerKey, pk=pk, retired_on=None)
    if not SureForm(request.POST).is_valid():
        messages.error(request, _("Tick that you have read what happens."))
        return redirect("desk:keys")
    try:
        retire(key, by=request.user, today=today())
    except ActionRefused as refused:
        messages.error(request, str(refused))
        return redirect("desk:keys")
    messages.success(request, _("The key was retired."))
    response = redirect("desk:home")
    if key.user_id == request.user.pk:
        session.lock_desk(request, response)
    return response


def _tried(request: DeskRequest, form: DeskForm) -> bool:
    """Count a try; after five wrong ones nothing is compared for a while."""
    if session.may_try(request.user):
        return True
    form.add_error(None, _("Too many wrong tries. Wait five minutes and try again."))
    return False


def _form_page(request: DeskRequest, name: str, form: DeskForm, **context: object) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return desk_page(request, name, form=form, status=status, **context)


def _wanted(request: DeskRequest) -> str:
    """Return the page of the desk that the officer was on before it locked."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours and wanted.startswith(session.PATH) else session.PATH
