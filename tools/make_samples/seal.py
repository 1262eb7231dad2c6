"""Office seals: a ring, a star and the unit's name along the rim, laid over the print like ink."""
import math

import cairo
import numpy
from PIL import Image

RADIUS = 57.0        # points: the 40 mm seal of a unit
COLOURS = {'red': (205, 30, 45), 'dark': (105, 105, 105)}


def mask(radius_px, name, font, rng):
    """Cover of the seal's ink, 0 to 1, in a square of twice the radius and a rim."""
    side = int(2 * radius_px + 12)
    surface = cairo.ImageSurface(cairo.FORMAT_A8, side, side)
    c = cairo.Context(surface)
    c.translate(side / 2, side / 2)
    c.rotate(rng.uniform(-0.25, 0.25))
    c.set_line_width(radius_px * 0.05)
    c.arc(0, 0, radius_px, 0, 2 * math.pi)
    c.stroke()
    for i in range(10):
        r = radius_px * (0.3 if i % 2 == 0 else 0.115)
        angle = -math.pi / 2 + i * math.pi / 5
        (c.line_to if i else c.move_to)(r * math.cos(angle), r * math.sin(angle))
    c.close_path()
    c.fill()
    size = radius_px * min(0.27, 3.6 / max(len(name), 8))
    c.select_font_face(font, cairo.FONT_SLANT_NORMAL, cairo.FONT_WEIGHT_BOLD)
    c.set_font_size(size)
    spread = min(1.6 * math.pi, len(name) * size * 1.25 / (radius_px * 0.72))
    for i, char in enumerate(name):
        c.save()
        c.rotate(-spread / 2 + spread * i / max(len(name) - 1, 1))
        c.translate(-size / 2, -radius_px * 0.68)
        c.move_to(0, 0)
        c.show_text(char)
        c.restore()
    surface.flush()
    data = numpy.frombuffer(surface.get_data(), numpy.uint8).reshape(side, surface.get_stride())[:, :side]
    return data.astype(numpy.float32) / 255


def stamp(image, model, rng, name):
    """Lays a seal at a random place over the upper two thirds of the page, where the figures are."""
    radius = RADIUS * model.dpi / 72
    cover = mask(radius, name, rng.choice(('Noto Serif CJK SC', 'AR PL UMing CN', 'WenQuanYi Zen Hei')), rng)
    cover = cover * rng.uniform(0.55, 0.85)
    colour = COLOURS[model.seal]
    picture = numpy.asarray(image.convert('RGB') if model.seal == 'red' else image, numpy.float32).copy()
    h, w = picture.shape[:2]
    side = cover.shape[0]
    x = int(rng.uniform(0.12, 0.9) * w - side / 2)
    y = int(rng.uniform(0.08, 0.5) * h - side / 2)
    x0, y0, x1, y1 = max(x, 0), max(y, 0), min(x + side, w), min(y + side, h)
    part = cover[y0 - y:y1 - y, x0 - x:x1 - x]
    under = picture[y0:y1, x0:x1]
    if picture.ndim == 3:
        ink = numpy.asarray(colour, numpy.float32)
        picture[y0:y1, x0:x1] = under * (1 - part[:, :, None] * (1 - ink / 255))
    else:
        picture[y0:y1, x0:x1] = under * (1 - part * (1 - colour[0] / 255))
    return Image.fromarray(picture.clip(0, 255).astype(numpy.uint8))
