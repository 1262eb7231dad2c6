"""Renders lines of print as a scan pipeline would cut them out: text in a font, then the scan (turn, blur, faint toner,
noise, threshold, JPEG), then the marks of a form (rules, seals, speckles, neighbours), then the crop. What comes out has
the height the network reads. The same seed gives the same lines.

    render.py OUT.npz --count N --seed S [--fonts DIR...]      writes a shard for training
    render.py OUT.png --sheet [--seed S]                       a picture to look at
    render.py OUT.png --cases --count N [--list FONTS.txt]     lines one below the other and OUT.tsv, for tests
"""
import argparse
import math
import os
import random
import sys

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from contents import REJECT, line_text, target

HEIGHT = 24        # pixels of the network's input
MIN_LINE_PT = 7.0  # a lower line (a dash) is set in paper of this height
SIDE = 4           # pixels of paper at both ends
WIDTH_STEP = 8     # the width is filled up to a multiple
LEAST_CONTRAST = 64.0


# ---------------------------------------------------------------- fonts

class Fonts:
    def __init__(self, folders, font_list):
        files = {}
        for folder in folders:
            for path, _, names in os.walk(folder):
                files.update({n: os.path.join(path, n) for n in names})
        self.files, self.weights, self.cache, self.missing = [], [], {}, {}
        for entry in open(font_list, encoding='utf-8'):
            if entry.startswith('#') or not entry.strip():
                continue
            package, name, weight = entry.split()
            if name not in files:
                print('warning: %s of %s is not installed' % (name, package), file=sys.stderr)
                continue
            self.files.append(files[name])
            self.weights.append(int(weight))

    def get(self, file, size):
        index = 2 if 'CJK' in file else 0  # simplified Chinese
        if (file, size) not in self.cache:
            self.cache[file, size] = ImageFont.truetype(file, size, index=index)
        return self.cache[file, size]

    def has(self, file, sign):
        if (file, sign) not in self.missing:
            font = self.get(file, 32)
            draw = lambda s: (font.getmask(s).size, bytes(font.getmask(s)))
            self.missing[file, sign] = draw(sign) in (draw('\uffff'), draw('\U000f1234')) or not any(draw(sign)[1])
        return not self.missing[file, sign]

    def pick(self, rng, text):
        for _ in range(40):
            file = rng.choices(self.files, self.weights)[0]
            if all(s in ' \u3000' or self.has(file, s) for s in set(text)):
                return file
        return None


# ---------------------------------------------------------------- print and scan

def draw(rng, font, text, ss):
    """White text on black, spaced a little unlike the font; also where each sign stands."""
    spread = rng.choices([0.0, rng.uniform(-0.03, 0.1), rng.uniform(0.1, 0.5)], [70, 25, 5])[0] * font.size
    half = rng.random() < 0.25  # a comma or point without the room of a wide sign
    x, places = 0.0, []
    for sign in text:
        places.append(x)
        step = font.getlength(sign)
        if half and sign in '，．％（）':
            step *= 0.6
        x += step + spread
    pad = int(font.size)
    image = Image.new('L', (int(x) + 2 * pad, int(font.size * 1.6) + pad), 0)
    pen = ImageDraw.Draw(image)
    if spread:
        for sign, at in zip(text, places):
            pen.text((pad + at, pad / 2), sign, font=font, fill=255)
    else:
        pen.text((pad, pad / 2), text, font=font, fill=255)
        places = [font.getlength(text[:i]) for i in range(len(text))]
    a = np.asarray(image, np.float32) / 255
    weight = rng.random()
    if weight < 0.12:
        a = cv2.dilate(a, np.ones((rng.randrange(1, 2 + ss // 2), rng.randrange(1, 2 + ss // 2)), np.uint8))
    elif weight < 0.2:
        a = cv2.erode(a, np.ones((1, 2) if rng.random() < 0.5 else (2, 1), np.uint8))
    return a, [pad + p for p in places]


def ink_box(a, level):
    rows, columns = np.where(a.max(1) > level)[0], np.where(a.max(0) > level)[0]
    return (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1) if len(rows) else None


def tone(rng):
    """How the scanner went about the page."""
    return rng.choices(['clean', 'typical', 'bad', 'fax', 'photo'], [18, 34, 24, 14, 10])[0]


def render(rng, fonts):
    """A line as the network sees it (HEIGHT rows, 255 = paper), and the text that a reader must give."""
    pixels, dpi, truth = render_crop(rng, fonts)
    return to_height(pixels, dpi), truth


def render_crop(rng, fonts):
    """A line as cut out of a page, its resolution, and the text that a reader must give."""
    text = line_text(rng)
    while (file := fonts.pick(rng, text)) is None:
        text = line_text(rng)
    noise = np.random.default_rng(rng.getrandbits(48))
    pt = rng.choice([5, 6, 7, 8, 8, 9, 9, 9, 10, 10, 10.5, 10.5, 11, 12])
    dpi = rng.choice([100, 120, 130, 150, 150, 150, 200, 200, 200, 200, 240, 300])
    while pt * dpi < 780:  # digits of some 7 pixels: less is nobody's to read
        pt, dpi = rng.choice([7, 8, 9, 10, 11, 12]), rng.choice([130, 150, 200, 200, 300])
    look = tone(rng)
    ss = 2 if pt * dpi > 1600 else 3
    size = max(8, round(pt * dpi / 72 * ss))
    a, places = draw(rng, fonts.get(file, size), text, ss)
    box = ink_box(a, 0.3)
    if box is None:
        return render_crop(rng, fonts)
    truth = target(text)

    # A crop that lost a part of its last or first sign.
    room = max(2, int(0.6 * size))
    a = a[max(0, box[1] - room):box[3] + room, max(0, box[0] - room):box[2] + room]
    places = [p - max(0, box[0] - room) for p in places] + [a.shape[1] - room]
    cut = rng.random() < 0.012 and len(text) > 1 and text[-1] in '0123456789' and text[0] in '0123456789'
    if cut:
        if rng.random() < 0.5:
            a = a[:, :int(places[-2] + rng.uniform(0.3, 0.65) * (places[-1] - places[-2]))]
            truth = target(text[:-1] + REJECT)
        else:
            a = a[:, int(places[0] + rng.uniform(0.35, 0.7) * (places[1] - places[0])):]
            truth = target(REJECT + text[1:])

    height, width = a.shape
    turn = np.clip(rng.gauss(0, 0.4), -1.2, 1.2) * math.pi / 180
    slant = rng.gauss(0, 0.03) if rng.random() < 0.3 else 0.0
    aspect = math.exp(np.clip(rng.gauss(0, 0.07), -0.2, 0.2))
    fx, fy = aspect / ss, 1 / ss
    w, h = max(3, math.ceil(width * fx) + 1), max(3, math.ceil(height * fy) + 1)
    blur = {'clean': rng.uniform(0.2, 0.5), 'typical': rng.uniform(0.3, 0.8), 'bad': rng.uniform(0.5, 1.1),
            'fax': rng.uniform(0.2, 0.7), 'photo': rng.uniform(0.5, 1.0)}[look] * dpi / 200 + 0.12
    if text[0] in '≥≤＝=' and rng.random() < 0.3:  # strokes that run together
        blur *= rng.uniform(1, 1.7)
    a = cv2.GaussianBlur(a, (0, 0), max(0.3, math.hypot(blur * ss, 0.35 * ss)))
    move = np.float32([[fx * math.cos(turn), fx * (slant - math.sin(turn)), rng.random() - fx * slant * height / 2],
                       [fy * math.sin(turn), fy * math.cos(turn), rng.random() - fy * math.sin(turn) * width / 2]])
    a = cv2.warpAffine(a, move, (w, h), flags=cv2.INTER_LINEAR)
    digit = 0.72 * size / ss  # height of a digit, about

    strength = {'clean': rng.uniform(0.8, 1), 'typical': rng.uniform(0.6, 1), 'bad': rng.uniform(0.35, 0.9),
                'fax': rng.uniform(0.6, 1), 'photo': rng.uniform(0.5, 0.95)}[look]
    if look in ('bad', 'fax') and rng.random() < 0.5:  # toner that did not hold
        holes = cv2.GaussianBlur(noise.random(a.shape, np.float32), (0, 0), rng.uniform(0.5, 1.5))
        holes = (holes - holes.mean()) / (holes.std() + 1e-6)
        a = a * np.clip(1.0 - rng.uniform(0.05, 0.3) * np.maximum(holes, 0) * 1.2, 0.1, 1)
    box = ink_box(a, 0.35) or (0, 0, w, h)
    a = a * strength

    clutter(rng, noise, a, box, digit)
    grain = {'clean': rng.uniform(0, 0.015), 'typical': rng.uniform(0.005, 0.04), 'bad': rng.uniform(0.02, 0.09),
             'fax': rng.uniform(0.02, 0.08), 'photo': rng.uniform(0.01, 0.05)}[look]
    a = a + grain * noise.standard_normal(a.shape, np.float32)
    if look == 'photo':
        a = a + np.linspace(0, rng.uniform(0, 0.12), w, dtype=np.float32)
    if look == 'fax':
        a = (a > strength * rng.uniform(0.3, 0.58)).astype(np.float32)
        if rng.random() < 0.3:
            a = cv2.GaussianBlur(a, (0, 0), rng.uniform(0.3, 0.6))
    a = np.clip(245 - 225 * a, 0, 255).astype(np.uint8)
    if look != 'fax' and rng.random() < 0.75:
        quality = rng.randrange(30, 92) if look == 'bad' else rng.randrange(50, 95)
        a = cv2.imdecode(cv2.imencode('.jpg', a, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_GRAYSCALE)
    return cleaned(rng, crop(rng, a, box, digit)), dpi, truth


def clutter(rng, noise, a, box, digit):
    """Marks that are not the line's: rules, a seal, speckles, a neighbour's feet."""
    h, w = a.shape
    thick = max(1, round(rng.uniform(0.05, 0.14) * digit))
    if rng.random() < 0.10:  # what is left of a rule, mostly above or below
        grey = rng.uniform(0.15, 0.9)
        x0 = rng.randrange(0, w)
        x1 = rng.randrange(x0, w) + 1 if rng.random() < 0.5 else w
        y = box[3] + rng.randrange(1, 2 + int(0.3 * digit)) if rng.random() < 0.6 else box[1] - thick - rng.randrange(0, 2 + int(0.3 * digit))
        if 0 <= y < h:
            a[y:y + thick, x0:x1] = np.maximum(a[y:y + thick, x0:x1], grey)
    if rng.random() < 0.05:  # a side rule
        grey = rng.uniform(0.15, 0.8)
        gap = rng.randrange(1, 3 + int(0.3 * digit))
        x = box[0] - gap - thick if rng.random() < 0.5 else box[2] + gap
        if 0 <= x < w:
            y0 = 0 if rng.random() < 0.5 else rng.randrange(0, h)
            a[y0:y0 + rng.randrange(1, max(2, int(0.4 * digit))), x:x + thick] += grey
    if rng.random() < 0.07:  # the ring of a seal, or strokes of its writing
        seal = np.zeros_like(a)
        for _ in range(rng.randrange(1, 3)):
            radius = rng.uniform(1.5, 8) * digit
            angle = rng.uniform(0, 2 * math.pi)
            x, y = rng.uniform(0, w), rng.uniform(0, h)
            centre = (int(x + radius * math.cos(angle)), int(y + radius * math.sin(angle)))
            cv2.circle(seal, centre, int(radius), rng.uniform(0.12, 0.55), max(1, round(rng.uniform(0.08, 0.3) * digit)),
                       cv2.LINE_AA)
        np.maximum(a, np.minimum(1, a + 0.4 * seal), out=a)
        np.maximum(a, seal, out=a)
    if rng.random() < 0.12:  # speckles
        for _ in range(rng.randrange(1, 5)):
            x, y, r = rng.randrange(w), rng.randrange(h), rng.choice([0, 0, 0, 1])
            near = box[0] - 1 <= x < box[2] + 1 and box[1] - 1 <= y < box[3] + 1
            dark = rng.uniform(0.15, 0.45 if near or y > box[1] + 0.5 * digit else 0.8)
            a[max(0, y - r):y + 1, max(0, x - r):x + 1] = np.maximum(a[max(0, y - r):y + 1, max(0, x - r):x + 1], dark)
    if rng.random() < 0.06:  # specks at the foot, before or behind
        for _ in range(rng.randrange(1, 4)):
            size, gap = rng.randrange(1, max(2, round(0.16 * digit)) + 1), rng.randrange(1, 2 + int(0.6 * digit))
            x = box[0] - gap - size if rng.random() < 0.5 else box[2] + gap
            y = round(box[3] - rng.uniform(0, 1) ** 2 * 0.8 * digit) - size
            if 0 <= x < w - size and 0 <= y < h - size:
                a[y:y + size, x:x + size] = np.maximum(a[y:y + size, x:x + size], rng.uniform(0.2, 0.9))
    if rng.random() < 0.04:  # feet of the line above
        y = max(0, box[1] - rng.randrange(1, 2 + int(0.3 * digit)))
        for _ in range(rng.randrange(1, 6)):
            x = rng.randrange(w)
            a[max(0, y - 2):y, x:x + rng.randrange(1, 4)] = rng.uniform(0.3, 0.8)


def crop(rng, a, box, digit):
    """Tight or loose; most as the pipeline cuts: a margin of 0.15 heights and a pixel."""
    if rng.random() < 0.5:
        top = right = bottom = left = 1 + int(0.15 * digit)
    else:
        top, right, bottom, left = (rng.randrange(0, 2 + int(0.6 * digit)) for _ in range(4))
    return a[max(0, box[1] - top):box[3] + bottom, max(0, box[0] - left):box[2] + right]


def cleaned(rng, a):
    """Contrast as the pipeline leaves it, or as the scanner gave it."""
    if rng.random() < 0.7:
        dark = np.float32(255) - a
        floor = rng.uniform(5, 45)
        inked = dark[dark > 0.35 * dark.max()]  # strokes are darkened until this share of them is full
        level = max(np.percentile(inked, rng.uniform(40, 97)), 40) if inked.size else 40
        a = 255 - np.clip((dark - floor) * (220 / max(level - floor, 20)), 0, 255)
    return a.astype(np.uint8)


def paper_and_ink(a):
    ranked = np.sort(a, axis=None)
    return int(ranked[int(0.9 * (ranked.size - 1))]), int(ranked[0])


def to_height(a, dpi):
    """The network's view of a line: set in paper when low, scaled to HEIGHT. small_reader.cpp does the same."""
    lowest = round(MIN_LINE_PT * dpi / 72)
    missing = max(0, lowest - a.shape[0])
    if missing:
        paper = paper_and_ink(a)[0]
        a = cv2.copyMakeBorder(a, missing // 2, missing - missing // 2, 0, 0, cv2.BORDER_CONSTANT, value=paper)
    scale = HEIGHT / a.shape[0]
    width = max(1, round(a.shape[1] * scale))
    return cv2.resize(a, (width, HEIGHT), interpolation=cv2.INTER_LINEAR if scale > 1 else cv2.INTER_AREA)


def darkness(a):
    """0 = paper, 1 = the darkest ink, float32."""
    paper, ink = paper_and_ink(a)
    return np.clip((paper - a.astype(np.float32)) / max(paper - ink, LEAST_CONTRAST), 0, 1)


def write_cases(out, lines):
    sheet = np.full((sum(p.shape[0] for p, _, _ in lines), max(p.shape[1] for p, _, _ in lines)), 255, np.uint8)
    y = 0
    with open(os.path.splitext(out)[0] + '.tsv', 'w', encoding='utf-8') as file:
        print('y\twidth\theight\tdpi\ttext', file=file)
        for pixels, dpi, truth in lines:
            height, width = pixels.shape
            sheet[y:y + height, :width] = pixels
            print(y, width, height, dpi, truth, sep='\t', file=file)
            y += height
    cv2.imwrite(out, sheet, [cv2.IMWRITE_PNG_COMPRESSION, 9])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('out')
    parser.add_argument('--count', type=int, default=20000)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--fonts', nargs='*', default=['/usr/share/fonts'])
    parser.add_argument('--list', default=os.path.join(os.path.dirname(os.path.abspath(__file__)), 'fonts.txt'))
    parser.add_argument('--sheet', action='store_true')
    parser.add_argument('--cases', action='store_true')
    options = parser.parse_args()
    cv2.setNumThreads(1)
    rng = random.Random(options.seed)
    fonts = Fonts(options.fonts, options.list)
    if options.cases:
        return write_cases(options.out, [render_crop(rng, fonts) for _ in range(options.count)])
    if options.sheet:
        sheet = np.full((40 * 28, 900), 255, np.uint8)
        for i in range(160):
            pixels, truth = render(rng, fonts)
            x, y = 225 * (i % 4), 28 * (i // 4)
            width = min(pixels.shape[1], 220)
            sheet[y:y + HEIGHT, x:x + width] = pixels[:, :width]
        cv2.imwrite(options.out, sheet)
        return
    pixels, widths, texts = [], [], []
    for _ in range(options.count):
        line, truth = render(rng, fonts)
        if not 0 < len(truth) <= 24 or line.shape[1] > 480:
            continue
        pixels.append(line.T.reshape(-1))
        widths.append(line.shape[1])
        texts.append(truth)
    np.savez(options.out, pixels=np.concatenate(pixels), widths=np.array(widths, np.int32), texts=np.array(texts))


if __name__ == '__main__':
    main()
