"""People: their roles as words, and help for those who cannot get in."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin import display
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.forms import AdminPasswordChangeForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from agency.actions import set_roles
from agency.forms import NewPersonForm, PersonForm
from agency.models import User
from agency.roles import Role
from agency.sign_in import remove_second_factors, unlock_sign_in
from agency.staff import StaffRequest
from agency.staff_admin import StaffAdmin
from agency.templatetags.thai_text import thai_datetime


class RoleFilter(admin.SimpleListFilter):
    """People who hold a role, by its word."""

    title = _("roles")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Role.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        return queryset.filter(groups__name=self.value()) if self.value() else queryset


@admin.register(User)
class PersonAdmin(StaffAdmin, UserAdmin):
    """A person's account. Superusers are made on the machine and edited by superusers only."""

    form = PersonForm
    add_form = NewPersonForm
    change_password_form = AdminPasswordChangeForm
    change_form_template = "admin/agency/user_change_form.html"
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    "username",
                    ("first_name", "last_name"),
                    "password1",
                    "password2",
                    "roles",
                ]
            },
        )
    ]
    fieldsets = [
        (None, {"fields": ["username"]}),
        (_("Person"), {"fields": [("first_name", "last_name"), "position", "email", "units"]}),
        (_("Rights"), {"fields": ["roles", "is_active", "last_seen"]}),
    ]
    readonly_fields = ["last_seen"]
    list_display = ["person", "username", "role_names", "is_active"]
    list_filter = ["is_active", RoleFilter]
    search_fields = ["username", "first_name", "last_name", "position"]
    filter_horizontal = ()
    ordering = ["username"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    @display(description=_("name"), ordering="first_name")
    def person(self, user: User) -> str:
        return str(user)

    @display(description=_("roles"))
    def role_names(self, user: User) -> str:
        held = {group.name for group in user.groups.all()}
        return ", ".join(str(role.label) for role in Role if role.value in held) or "–"

    @display(description=_("last signed in"))
    def last_seen(self, user: User) -> str:
        return thai_datetime(user.last_login) or "–"

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not obj.is_superuser or request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False  # what they wrote keeps their name; an account is switched off

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("widget", UnfoldAdminCheckboxSelectMultipleWidget())
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_form(
        self,
        request: HttpRequest,
        obj: User | None = None,
        change: bool = False,  # noqa: FBT001, FBT002  Django's signature
        **kwargs: Any,
    ) -> Any:
        """Close what nobody may change of themselves."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None and obj.pk == request.user.pk and not request.user.is_superuser:
            for name in {"roles", "is_active"} & form.base_fields.keys():
                form.base_fields[name].disabled = True
        return form

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001
        obj.is_staff = True
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        if "roles" in form.changed_data:
            by = cast(User, request.user)
            set_roles(form.instance, form.cleaned_data["roles"], by=by)

    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002  Django's signature
        form_url: str = "",
    ) -> HttpResponse:
        """Lead a person to the page that asks for their present password."""
        if id == str(request.user.pk):
            return redirect("account_change_password")
        return super().user_change_password(request, id, form_url)

    def get_urls(self) -> list[URLPattern]:
        return [
            path(
                "<int:pk>/unlock/",
                self._help(_unlock),
                name="agency_user_unlock",
            ),
            path(
                "<int:pk>/second-factor/",
                self._help(_remove_second_factor),
                name="agency_user_second_factor",
            ),
            *super().get_urls(),
        ]

    def _help(self, act: Callable[[StaffRequest, User], Any]) -> Callable[..., HttpResponse]:
        """Return a view that does something for a colleague and puts it on record."""

        def view(request: StaffRequest, pk: int) -> HttpResponse:
            user = get_object_or_404(User, pk=pk)
            if user.pk == request.user.pk or not self.has_change_permission(request, user):
                raise PermissionDenied
            done = act(request, user)
            self.log_change(request, user, str(done))
            messages.success(request, done)
            return redirect("admin:agency_user_change", pk)

        return self.admin_site.admin_view(require_POST(view))


def _unlock(request: StaffRequest, user: User) -> Any:
    unlock_sign_in(request, user)
    return _("%(person)s can try to sign in again at once.") % {"person": user}


def _remove_second_factor(request: StaffRequest, user: User) -> Any:
    remove_second_factors(user)
    return _(
        "The second factor of %(person)s was removed: a new one is set up at the next sign-in."
    ) % {"person": user}
