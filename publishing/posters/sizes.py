"""The formats of posters: what each is for, how large, and how small its type may get. Pure.

static/css/posters.css draws each under the name of its slug.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """A paper is printed from PDF; a picture is looked at on a screen."""

    PAPER = "pdf"
    PICTURE = "png"


@dataclass(frozen=True)
class Size:
    """One format; millimetres of a paper, pixels of a picture.

    `parts` is how many parts it may have, `most` how many rows each of them, `letters` how long a
    row may be, `smallest` the size of the smallest type: points of a paper, pixels of a picture.
    `is_wide` puts two columns side by side.
    """

    slug: str
    name: str
    use: str
    kind: Kind
    width: int
    height: int
    parts: int
    most: int
    letters: int
    smallest: float
    is_wide: bool = False

    @property
    def file_name(self) -> str:
        return f"{self.slug}.{self.kind}"

    @property
    def dimensions(self) -> str:
        unit = "มม." if self.kind is Kind.PAPER else "พิกเซล"
        return f"{self.width:,} × {self.height:,} {unit}"


PORTRAIT = Size("4x5", "ภาพแนวตั้ง", "LINE และ Facebook", Kind.PICTURE, 1080, 1350, 2, 7, 110, 28)
SIZES = (
    Size("a4", "A4", "เคาน์เตอร์และบอร์ด", Kind.PAPER, 210, 297, 3, 12, 240, 12),
    Size("a3", "A3", "บอร์ดปิดประกาศ", Kind.PAPER, 297, 420, 3, 12, 240, 17),
    PORTRAIT,
    Size("1x1", "ภาพจัตุรัส", "LINE และ Facebook", Kind.PICTURE, 1080, 1080, 2, 7, 110, 28),
    Size(
        "16x9", "ภาพจอกว้าง", "จอภาพในสำนักงาน", Kind.PICTURE, 1920, 1080, 2, 7, 110, 29, is_wide=True
    ),
)
BY_FILE = {size.file_name: size for size in SIZES}
# The picture of lists and of the home page: the portrait, made small.
THUMBNAIL = "thumbnail.png"
THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT = 432, 540
