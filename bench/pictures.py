"""Photos for the benchmark: as many bytes as phone photos, without a phone."""

import random
from pathlib import Path

from PIL import Image

SIZE = (1240, 930)  # the copy for print that the portal makes of every photo at upload
COARSE, FINE = (24, 32), (252, 189)


def make_photo(number: int, target: Path) -> None:
    """Write a JPEG of about 183 KB, always the same for the same number.

    A synthetic 12-megapixel photo of the same clouds, with the noise of a sensor, scaled down as
    the portal does, has 185 KB: scaling takes the noise away, so it is left out here.
    """
    source = random.Random(number)
    picture = Image.blend(_clouds(source, COARSE), _clouds(source, FINE), 0.25)
    picture.save(target, "JPEG", quality=80, optimize=True)


def _clouds(source: random.Random, grain: tuple[int, int]) -> Image.Image:
    dots = Image.frombytes("RGB", grain, source.randbytes(grain[0] * grain[1] * 3))
    return dots.resize(SIZE, Image.Resampling.BICUBIC)
