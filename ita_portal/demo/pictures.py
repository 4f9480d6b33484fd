"""Generated pictures that stand where the report had photographs; each says ภาพตัวอย่าง on itself."""

import hashlib
from io import BytesIO

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

SIZE = (1600, 1200)
PORTRAIT = (800, 1000)
FONT = settings.BASE_DIR / "static" / "fonts" / "pdf" / "SarabunITA-Bold.ttf"
GROUNDS = ["#0b5c4a", "#3b6ea8", "#7a5a1e", "#7b3f5c", "#4d5f58"]
PAPER, INK, RULE = "#ffffff", "#14231f", "#b8860b"
NOTICE = "ภาพตัวอย่าง"
MARGIN = 120
WIDTH = SIZE[0] - 2 * MARGIN - 120  # pixels of the board that text may fill


def sample_picture(caption: str) -> bytes:
    """Return a JPEG of a notice board that shows `caption` and says that it is a sample."""
    ground = GROUNDS[int(hashlib.sha256(caption.encode()).hexdigest(), 16) % len(GROUNDS)]
    image = Image.new("RGB", SIZE, ground)
    draw = ImageDraw.Draw(image, "RGBA")
    _hills(draw)
    draw.rounded_rectangle((MARGIN, MARGIN, SIZE[0] - MARGIN, 880), 24, fill=PAPER)
    draw.line((MARGIN + 60, 400, SIZE[0] - MARGIN - 60, 400), fill=RULE, width=6)
    draw.text((SIZE[0] / 2, 270), NOTICE, fill=ground, font=_font(150), anchor="mm")
    font = _fitting(draw, caption)
    for number, line in enumerate(_lines(draw, caption, font)):
        draw.text((SIZE[0] / 2, 500 + number * 96), line, fill=INK, font=font, anchor="mm")
    file = BytesIO()
    image.save(file, "JPEG", quality=88)
    return file.getvalue()


def sample_portrait(name: str) -> bytes:
    """Return a JPEG of a drawn bust without a face, which says that it is a sample."""
    ground = GROUNDS[int(hashlib.sha256(name.encode()).hexdigest(), 16) % len(GROUNDS)]
    image = Image.new("RGB", PORTRAIT, "#e8f0ec")
    draw = ImageDraw.Draw(image)
    middle, height = PORTRAIT[0] / 2, PORTRAIT[1]
    draw.ellipse((middle - 300, 620, middle + 300, 1300), fill=ground)
    draw.ellipse((middle - 150, 240, middle + 150, 600), fill=ground)
    draw.rectangle((0, height - 130, PORTRAIT[0], height), fill=PAPER)
    draw.text((middle, height - 65), NOTICE, fill=INK, font=_font(72), anchor="mm")
    file = BytesIO()
    image.save(file, "JPEG", quality=88)
    return file.getvalue()


def _hills(draw: ImageDraw.ImageDraw) -> None:
    width, height = SIZE
    draw.ellipse((-300, 900, 900, 1700), fill="#ffffff22")
    draw.polygon([(0, height), (500, 940), (980, height)], fill="#00000055")
    draw.polygon([(700, height), (1240, 900), (width, height)], fill="#00000077")


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size)


def _fitting(draw: ImageDraw.ImageDraw, text: str, largest: int = 60) -> ImageFont.FreeTypeFont:
    """Return the largest font in which the longest word fits on the board."""
    longest = max(draw.textlength(word, font=_font(largest)) for word in text.split())
    return _font(int(largest * min(1, WIDTH / longest)))


def _lines(
    draw: ImageDraw.ImageDraw, text: str, font: ImageFont.FreeTypeFont, most: int = 4
) -> list[str]:
    """Break at spaces only, so that no Thai word is cut; what does not fit ends in an ellipsis."""
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if draw.textlength(longer, font=font) <= WIDTH or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines[:most] if len(lines) <= most else [*lines[: most - 1], lines[most - 1] + " …"]
