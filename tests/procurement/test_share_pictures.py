"""The photo of a purchase goes along with what is told of it: that of its published progress."""

from io import BytesIO

from ita_portal.demo.pictures import sample_picture
from procurement.models import ProgressPhoto
from publishing.photos import process_photo
from publishing.share_pictures import outside_picture
from publishing.storage import keep_photo


def shown(progress):
    photo = process_photo(BytesIO(sample_picture("ถนน")), name="a.jpg")
    return ProgressPhoto.objects.create(progress=progress, alt="ถนน", **keep_photo(photo))


def test_the_photo_of_the_progress_goes_with_the_purchase(settings, make_purchase, make_progress):
    settings.SITE_URL = "https://thungbulang.example"
    purchase = make_purchase()
    photo = shown(make_progress(purchase))

    url = f"https://thungbulang.example/procurement/photos/{photo.pk}/print"
    assert outside_picture(purchase) == url
