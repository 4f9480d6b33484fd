"""Pixels alone: a picture turned upright, in sRGB, without anything that its file said about it.

Knows no Django, because the process that decodes pictures from strangers loads nothing else.
"""

from io import BytesIO

from PIL import ExifTags, Image, ImageCms

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def turn_of(image: Image.Image) -> Image.Transpose | None:
    """Return the turn that makes a decoded picture upright, if it needs one."""
    try:
        return _UPRIGHT.get(int(image.getexif().get(ExifTags.Base.Orientation, 1)))
    except Exception:  # a broken EXIF block says nothing about the picture
        return None


def mixable(image: Image.Image) -> Image.Image:
    """Return the picture in a mode whose colours can be mixed: RGBA, L, RGB or CMYK."""
    # 16-bit grey, which `convert` would cut off at 255 instead of scaling
    if image.mode.startswith("I"):
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in {"L", "RGB", "CMYK"} else image.convert("RGB")


def in_srgb(image: Image.Image, profile: bytes | None, *, mode: str = "RGB") -> Image.Image:
    """Return the colours as they look without the profile, which does not travel along."""
    if not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(
            image, source, ImageCms.createProfile("sRGB"), outputMode=mode
        )
    # A profile for another mode, or a broken one.
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return converted or image


def bare(image: Image.Image, *, mode: str = "RGB") -> Image.Image:
    """Return the pixels alone: Pillow hands comments and profiles from copy to copy otherwise."""
    fresh = Image.new(mode, image.size)
    fresh.paste(image)
    return fresh
