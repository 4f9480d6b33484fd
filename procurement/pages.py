"""What every public page of procurement depends on."""

from agency.models import Village
from procurement.models import Vendor

# Their newest rows change the pages, beside what every public page watches.
PAGE_SOURCES = (Vendor.history.model, Village.history.model)
