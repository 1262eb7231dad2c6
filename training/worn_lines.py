#!/usr/bin/python3
"""Lines of words before and after a scan, for the restorer: pages as tools/make_samples draws them go through its scan model, are
laid straight again and cut into lines as gouji cuts them. The same seed gives the same lines. worn_figures.py does the same with
figures.

    worn_lines.py OUT.npz --pages N --seed S [--fonts FAMILY,...]     writes a shard
    worn_lines.py OUT.png --sheet [--seed S]                          a picture to look at: scan above print
    worn_lines.py OUT.png --cases N [--seed S] [--fonts ...]          N worn lines one below the other and OUT.tsv, for tests

A shard holds, one line after the other, `worn` and `print` (HEIGHT rows, column by column, 255 = paper), `widths`, `texts` and
`fonts`. Needs what make_samples needs.
"""
import argparse
import csv
import math
import pathlib
import random
import sys
from dataclasses import replace

import numpy
from PIL import Image

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / 'tools' / 'make_samples'))

import budget as budget_module
import draw
import scan
import scan_model
import style as style_module
import tables as tables_module
import typeset
from page import Font, Text

HEIGHT = 48               # rows of the recognition networks' input
MIN_LINE_PT = 7.0         # a lower line is set in paper of this height
MARGIN = 0.15             # of the text height, left around a line
WIDEST = 640              # columns
PAGE = (560, 790)         # points
TEXT_FONTS = ('AR PL UMing CN', 'AR PL UMing CN', 'AR PL SungtiL GB', 'AR PL SungtiL GB', 'AR PL UKai CN', 'AR PL KaitiM GB',
              'Noto Serif CJK SC', 'Noto Serif CJK SC', 'Noto Serif CJK SC Light', 'Noto Serif CJK SC ExtraLight',
              'Noto Serif CJK SC Medium', 'Noto Sans CJK SC', 'Noto Sans CJK SC DemiLight', 'Noto Sans CJK SC Light',
              'WenQuanYi Zen Hei', 'WenQuanYi Micro Hei')
DIGIT_FONTS = ('', '', '', 'Liberation Serif', 'Liberation Sans', 'Nimbus Roman', 'DejaVu Serif', 'FreeSerif', 'Carlito')
SIZES = (6, 6.5, 7, 7, 7.5, 7.5, 8, 8, 8.5, 9, 9, 9.5, 10, 10.5)               # points
SCANS = (('fax200', 60), ('copy200', 15), ('bad150', 12), ('typical200', 8), ('photo200', 5))


# ---------------------------------------------------------------- words

def lexicon_texts():
    """The texts of each lexicon."""
    lists = []
    for name in ('divisions', 'functional', 'economic', 'indicators', 'usual_cells'):
        with open(HERE.parent / 'data' / 'lexicon' / f'{name}.csv', newline='', encoding='utf-8') as file:
            rows = list(csv.DictReader(file))
        lists.append([value for row in rows for key, value in row.items() if key in ('name', 'names', 'text', 'level3') and value])
    return lists


def common_characters():
    """The 3,755 characters of the first level of GB 2312, the order of the standard."""
    return ''.join(bytes((0xB0 + i // 94, 0xA1 + i % 94)).decode('gb2312') for i in range(3755))


def cell_texts(rng):
    """What the tables of an invented budget print."""
    maker = tables_module.Maker(budget_module.make_budget(rng), style_module.varied(rng))
    texts = []
    for table in maker.all():
        words = {column.key for column in table.columns if column.kind in ('text', 'short')}
        texts += [part for column in table.columns for part in column.path]
        for row in table.rows:
            texts += [text for key, text in row.cells.items() if key in words] + [text for _, _, text in row.merges]
    return [text for text in texts if any(char > '\u4e00' for char in text)]


class Words:
    """Draws what a line says. Half of the lines cannot be guessed from their neighbours: what is restored must be seen."""

    def __init__(self, rng):
        self.lexicons, self.characters = lexicon_texts(), common_characters()
        self.cells = cell_texts(rng)

    def name(self, rng):
        return rng.choice(rng.choice(self.lexicons))

    def line(self, rng):
        length = rng.choice((2, 3, 4, 4, 5, 6, 6, 7, 8, 9, 10, 12, 14))
        kind = rng.random()
        if kind < 0.08:  # signs of comparison alone in their cell, figures with their units, ordinals
            return rng.choice(('≥', '≤', '＝', '≥', '≤', '＝', f'{rng.choice("≥≤")}{rng.randrange(1, 400)}', f'{rng.randrange(10, 100)}%',
                               f'{rng.randrange(1, 400)}{rng.choice("个次人年万元项户天")}',
                               f'{tables_module.ordinal(rng.randrange(1, 32))}、{self.name(rng)[:8]}'))
        if kind < 0.3:
            return ''.join(rng.choice(self.characters) for _ in range(length))
        if kind < 0.45:  # characters as frequent as names have them
            return ''.join(rng.choice(self.name(rng)) for _ in range(length))
        text = self.name(rng) if kind < 0.7 else rng.choice(self.cells)
        start = rng.choice((0, 0, rng.randrange(len(text))))
        return text[start:start + length + 2].strip()


# ---------------------------------------------------------------- pages

def set_page(rng, next_text, sizes, families, digit_families):
    """Text marks in columns on a sheet, without rules; each with its text."""
    family, digits = rng.choice(families), rng.choice(digit_families)
    font = Font(family, rng.random() < 0.12)
    digit_font = Font(digits or family, font.bold)
    size = rng.choice(sizes)
    marks, y = [], 14 + size
    while y < PAGE[1] - 12:
        x = 8 + rng.uniform(0, 10)
        while True:
            text = next_text(rng)
            width = typeset.width(text, size, font, digit_font)
            if x + width > PAGE[0] - 8:
                break
            if text:
                marks.append(Text(x, y + rng.uniform(-0.4, 0.4), text, size, font, digit_font, width))
            x += width + 1.2 * size
        y += size * rng.uniform(1.7, 2.0)
    return marks


def scan_of(rng):
    """The kind of scan of a page; faxes at thresholds that leave little of thin strokes more often than not."""
    names, weights = zip(*SCANS)
    name = rng.choices(names, weights)[0]
    model = scan_model.jittered(scan_model.PRESETS[name], rng, 0.4)
    threshold = round(rng.triangular(126, 168, 140)) if model.threshold else 0
    return replace(model, skew=0.0, perspective=0.0, curve=0.0, seal='', quality=100, threshold=threshold,
                   shade=model.shade if name == 'photo200' else 0.0)


def tilted(pixels, degrees, filling):
    return Image.fromarray(pixels).rotate(degrees, filling, fillcolor=255)


def worn_page(rng, marks):
    """The print and its scan laid straight, both grey at the scan's resolution."""
    model = scan_of(rng)
    printed = draw.paint(*PAGE, marks, model.dpi)
    tilt = rng.uniform(-1.2, 1.2)
    scanned = scan.scan(numpy.asarray(tilted(printed, tilt, Image.BICUBIC)), model, rng, '', False).convert('L')
    worn = numpy.asarray(tilted(numpy.asarray(scanned), -tilt, Image.BILINEAR))
    return printed, worn, model


# ---------------------------------------------------------------- lines

def toned(worn, rng):
    """As gouji hands a cell to its readers: paper white, a dark level of 220, the paper's noise gone."""
    darkness = numpy.float32(numpy.median(worn)) - worn
    inked = darkness[darkness > 45]
    level = max(float(numpy.quantile(inked, 0.95)) if inked.size else 60, 60)
    floor = rng.uniform(8, 30)
    return (255 - ((darkness - floor) * (220 / max(level - floor, 25))).clip(0, 255)).astype(numpy.uint8)


def at_height(pixels, dpi):
    missing = max(0, round(MIN_LINE_PT * dpi / 72) - pixels.shape[0])
    pixels = numpy.pad(pixels, ((missing // 2, missing - missing // 2), (0, 0)), constant_values=255)
    width = min(max(1, round(pixels.shape[1] * HEIGHT / pixels.shape[0])), WIDEST)
    return numpy.asarray(Image.fromarray(pixels).resize((width, HEIGHT), Image.BILINEAR))


def boxes_of(rng, marks, ink, model, glyph):
    """Where each mark stands: ((top, bottom, left, right), mark), loose as gouji cuts. glyph: height of a sign, of the type size."""
    scale = model.dpi / 72
    for mark in marks:
        reach = 0.35 * mark.size
        left, right = (mark.x - reach) * scale, (mark.x + mark.width + reach) * scale
        top, bottom = (mark.y - mark.size * 1.05) * scale, (mark.y + mark.size * 0.35) * scale
        x0, x1, y0, y1 = max(0, int(left)), min(ink.shape[1], math.ceil(right)), max(0, int(top)), min(ink.shape[0], math.ceil(bottom))
        rows, columns = numpy.where(ink[y0:y1, x0:x1].any(1))[0], numpy.where(ink[y0:y1, x0:x1].any(0))[0]
        if not len(rows):
            continue
        margin = 1 + MARGIN * glyph * mark.size * scale
        loose = [margin + rng.uniform(-1.5, 1.5) for _ in range(4)]
        yield (max(0, round(y0 + rows[0] - loose[0])), round(y0 + rows[-1] + 1 + loose[1]),
               max(0, round(x0 + columns[0] - loose[2])), round(x0 + columns[-1] + 1 + loose[3])), mark


def lines_of(rng, marks, printed, worn, model):
    """Each mark's cut out of both pictures: (worn, print, text), both of one size."""
    worn = toned(worn, rng)
    for (top, bottom, left, right), mark in boxes_of(rng, marks, printed < 160, model, 1.0):
        cut = [at_height(page[top:bottom, left:right], model.dpi) for page in (worn, printed)]
        if cut[0].shape[1] < WIDEST and (worn[top:bottom, left:right] < 128).any():
            yield cut[0], cut[1], mark.text


def write_cases(out, lines):
    sheet = numpy.full((HEIGHT * len(lines), WIDEST), 255, numpy.uint8)
    with open(out.rsplit('.', 1)[0] + '.tsv', 'w', encoding='utf-8') as file:
        print('y', 'width', 'text', sep='\t', file=file)
        for i, (worn, _, text, _) in enumerate(lines):
            sheet[i * HEIGHT:(i + 1) * HEIGHT, :worn.shape[1]] = worn
            print(i * HEIGHT, worn.shape[1], text, sep='\t', file=file)
    Image.fromarray(sheet).save(out, optimize=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('out')
    parser.add_argument('--pages', type=int, default=100)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--fonts', default=','.join(TEXT_FONTS))
    parser.add_argument('--sheet', action='store_true')
    parser.add_argument('--cases', type=int, default=0)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    lines = []
    for number in range(1 if options.sheet else options.pages):
        if number % 20 == 0:
            words = Words(rng)
        marks = set_page(rng, words.line, SIZES, options.fonts.split(','), DIGIT_FONTS)
        lines += [(*line, marks[0].font.family) for line in lines_of(rng, marks, *worn_page(rng, marks))]
    if options.cases:
        write_cases(options.out, rng.sample(lines, options.cases))
        return
    if options.sheet:
        sheet = numpy.full((12 * 104, 1300), 255, numpy.uint8)
        for i, (worn, printed, _, _) in enumerate(lines[:24]):
            x, y, width = 650 * (i % 2), 104 * (i // 2), worn.shape[1]
            sheet[y:y + HEIGHT, x:x + width], sheet[y + 50:y + 50 + HEIGHT, x:x + width] = worn, printed
        Image.fromarray(sheet).save(options.out)
        return
    numpy.savez(options.out, worn=numpy.concatenate([w.T.reshape(-1) for w, _, _, _ in lines]),
                print=numpy.concatenate([p.T.reshape(-1) for _, p, _, _ in lines]),
                widths=numpy.array([w.shape[1] for w, _, _, _ in lines], numpy.int32),
                texts=numpy.array([t for _, _, t, _ in lines]), fonts=numpy.array([f for _, _, _, f in lines]))
    print(len(lines), 'lines')


if __name__ == '__main__':
    main()
