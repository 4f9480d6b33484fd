"""Prints one report and says what it cost; runs inside `manage.py shell`, in a process of its own,
so that what this process reports of its children is the renderer and nothing else.
"""

import datetime as dt
import io
import json
import resource
import time
from itertools import cycle, islice

import pikepdf
from django.conf import settings

from bench.pictures import SIZE, make_photo
from measures.models import ReportEdition
from measures.report_content import (
    MeasureContent,
    PhotoContent,
    ReportContent,
)
from measures.report_imprint import Imprint
from measures.report_pdf import report_pdf

MEASURES, PHOTOS = 4, 40  # one more than the real report has, and three times its photos
MOMENT = dt.datetime(2023, 10, 2, 9, 0, tzinfo=dt.UTC)


def demonstration() -> ReportContent:
    """Return the content of the edition that load_demo issued."""
    return ReportContent.model_validate(ReportEdition.objects.get().content)


def large() -> ReportContent:
    """Return a report of the same texts, repeated, with forty photos spread over its activities."""
    content = demonstration()
    measures = islice(cycle(content.measures), MEASURES)
    photos = iter([photo(number) for number in range(PHOTOS)])
    per_measure = -(-PHOTOS // MEASURES)
    rows = [
        illustrated(measure, number, list(islice(photos, per_measure)))
        for number, measure in enumerate(measures, start=1)
    ]
    return content.model_copy(update={"measures": rows})


def photo(number: int) -> PhotoContent:
    name = f"bench/{number}.jpg"
    target = settings.MEDIA_ROOT / name
    target.parent.mkdir(exist_ok=True)
    if not target.exists():
        make_photo(number, target)
    text = f"ประชุมชี้แจงแผนการใช้จ่ายงบประมาณ ครั้งที่ {number + 1}"
    return PhotoContent(file=name, web="", width=SIZE[0], height=SIZE[1], alt=text, caption=text)


def illustrated(measure: MeasureContent, number: int, photos: list[PhotoContent]) -> MeasureContent:
    """Return the measure under another number, with `photos` dealt out to its activities.

    Evidence is numbered through the whole report, so a repeated measure goes without.
    """
    count = len(measure.activities)
    kept: dict[str, object] = {} if measure.number == number else {"evidence": []}
    activities = [
        activity.model_copy(update={"photos": photos[place::count]} | kept)
        for place, activity in enumerate(measure.activities)
    ]
    return measure.model_copy(update={"number": number, "activities": activities})


def print_costs(content: ReportContent) -> None:
    """Print the report once and write its pages, time and memory to stdout as JSON."""
    begin = time.perf_counter()
    pdf = report_pdf(content, Imprint(number=1, moment=MOMENT))
    taken = time.perf_counter() - begin
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = len(document.pages)
    costs = {
        "pages": pages,
        "photos": sum(len(activity.photos) for activity in content.activities),
        "seconds": taken,
        "cpu_seconds": child.ru_utime + child.ru_stime,
        "peak_megabytes": child.ru_maxrss / 1024,
        "file_megabytes": len(pdf) / 1e6,
    }
    print(json.dumps(costs))
