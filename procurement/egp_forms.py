"""The form with which a saved file of e-GP is brought."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from publishing.import_reader import MAX_BYTES
from publishing.refusals import MEGABYTE, megabytes

ACCEPT = ".xml,.rss,.xlsx,.xls,.csv,.tsv,.txt"


class EgpFileForm(forms.Form):
    """A saved feed or a spreadsheet, and whether other agencies in it are wanted."""

    file = forms.FileField(
        label=_("file of e-GP"),
        allow_empty_file=True,  # the reader's own sentence names the file
        help_text=_(
            "The feed as you saved it (XML), or a table of e-GP or of the national open-data "
            "portal (CSV, Excel). At most 10 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    only_ours = forms.BooleanField(
        label=_("Only projects of our agency"),
        required=False,
        initial=True,
        help_text=_("Where a table names agencies, the projects of others are left out."),
    )

    def clean_file(self) -> UploadedFile:
        file: Any = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            text = _("“%(name)s” is too big (%(size)s MB): at most %(limit)s MB are read.")
            facts = {"size": megabytes(file.size), "limit": MAX_BYTES // MEGABYTE}
            raise forms.ValidationError(text % {"name": file.name[:80], **facts})
        return file
