"""Turns the picture of a printed page into the picture that a scanner, copier or telephone would give."""
import math

import numpy
from PIL import Image, ImageFilter

import seal


def bend(image, model, rng):
    """Skew, perspective and curve in one transform of small quadrilaterals; white comes in at the rim."""
    w, h = image.size
    angle = math.radians(rng.uniform(-model.skew, model.skew)) if model.skew else 0.0
    reach = model.perspective * w
    corners = [(rng.uniform(-reach, reach), rng.uniform(-reach, reach)) for _ in range(4)]
    bow = model.curve * model.dpi / 72 * rng.choice((-1, 1))
    if not angle and not reach and not bow:
        return image
    cos, sin = math.cos(angle), math.sin(angle)

    def source(x, y):
        u, v = x / w, y / h
        dx = sum(weight * c[0] for weight, c in zip(((1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v), corners))
        dy = sum(weight * c[1] for weight, c in zip(((1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v), corners))
        cx, cy = x - w / 2, y - h / 2
        return (w / 2 + cos * cx - sin * cy + dx, h / 2 + sin * cx + cos * cy + dy + bow * 4 * u * (1 - u))

    steps_x, steps_y = (16, 20) if bow or reach else (1, 1)
    mesh = []
    for i in range(steps_x):
        for j in range(steps_y):
            x0, x1 = round(w * i / steps_x), round(w * (i + 1) / steps_x)
            y0, y1 = round(h * j / steps_y), round(h * (j + 1) / steps_y)
            points = [source(*p) for p in ((x0, y0), (x0, y1), (x1, y1), (x1, y0))]
            mesh.append(((x0, y0, x1, y1), tuple(value for point in points for value in point)))
    rim = 40
    fill = 255 if image.mode == 'L' else (255, 255, 255)
    wide = Image.new(image.mode, (w + 2 * rim, h + 2 * rim), fill)
    wide.paste(image, (rim, rim))
    mesh = [(box, tuple(value + rim for value in quad)) for box, quad in mesh]
    return wide.transform((w, h), Image.MESH, mesh, Image.BICUBIC)


def light(pixels, model, rng):
    """Uneven light: a slope in a random direction, a little darker still in one corner."""
    h, w = pixels.shape[:2]
    angle = rng.uniform(0, 2 * math.pi)
    u = numpy.linspace(-0.5, 0.5, w, dtype=numpy.float32) * math.cos(angle)
    v = numpy.linspace(-0.5, 0.5, h, dtype=numpy.float32) * math.sin(angle)
    slope = u[None, :] + v[:, None]
    slope = (slope - slope.min()) / (slope.max() - slope.min())
    field = 1 - model.shade * slope * slope
    return pixels * (field if pixels.ndim == 2 else field[:, :, None])


def scan(grey, model, rng, unit_name, sealed):
    """grey: numpy picture of the print at model.dpi. Returns a PIL image of mode L, RGB or 1."""
    noise = numpy.random.default_rng(rng.getrandbits(32))
    pixels = grey.astype(numpy.float32)
    if model.broken:
        worn = noise.random(pixels.shape, numpy.float32)
        worn = numpy.asarray(Image.fromarray((worn * 255).astype(numpy.uint8)).filter(ImageFilter.GaussianBlur(1.2)), numpy.float32)
        cut = numpy.quantile(worn[::7, ::7], 1 - model.broken)
        pixels = numpy.where((worn > cut) & (pixels > 40), 255 - (255 - pixels) * 0.35, pixels)
    if model.fade:
        pixels = 255 - (255 - pixels) * (1 - model.fade * (0.7 + 0.6 * noise.random((pixels.shape[0], 1), numpy.float32)))
    image = Image.fromarray(pixels.clip(0, 255).astype(numpy.uint8))
    if sealed:
        image = seal.stamp(image, model, rng, unit_name)
    image = bend(image, model, rng)
    if model.blur:
        image = image.filter(ImageFilter.GaussianBlur(model.blur))
    pixels = numpy.asarray(image, numpy.float32)
    if model.shade:
        pixels = light(pixels, model, rng)
    if model.noise:
        grain = noise.standard_normal(pixels.shape[:2], numpy.float32) * model.noise
        pixels = pixels + (grain if pixels.ndim == 2 else grain[:, :, None])
    pixels = pixels.clip(0, 255).astype(numpy.uint8)
    if model.speckle:
        pixels = dirt(pixels, model, noise)
    if model.threshold:
        grey = pixels if pixels.ndim == 2 else numpy.asarray(Image.fromarray(pixels).convert('L'))
        return Image.fromarray(numpy.where(grey < model.threshold, 0, 255).astype(numpy.uint8)).convert('1', dither=Image.NONE)
    return Image.fromarray(pixels)


def dirt(pixels, model, noise):
    """Dark dots of one to three pixels."""
    h, w = pixels.shape[:2]
    pixels = pixels.copy()
    for _ in range(int(h * w * model.speckle)):
        y, x, size = noise.integers(0, h), noise.integers(0, w), noise.integers(1, 4)
        pixels[y:y + size, x:x + size] = noise.integers(20, 140)
    return pixels
