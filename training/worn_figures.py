#!/usr/bin/python3
"""Figures as a scan leaves them, for the small reader: what contents.py prints is set in pages, scanned and cut into lines as
worn_lines.py does with words; half of them in type of 5 to 7 points. The same seed gives the same lines.

    worn_figures.py OUT.npz --pages N --seed S [--fonts FAMILY,...] [--digit-fonts FAMILY,...]     writes a shard
    worn_figures.py OUT.png --cases N --seed S [...]     N lines one below the other and OUT.tsv, for tests

A shard holds, one line after the other, `pixels` (row by row, at the scan's resolution, 255 = paper), `shapes` (rows, columns),
`dpi`, `texts` (what the small reader must give), `thresholds` (0: grey), `sizes` (points) and `fonts`. Needs what make_samples
needs.
"""
import argparse
import random
from dataclasses import dataclass

import numpy
from PIL import Image, ImageFilter

from contents import line_text, target
from worn_lines import TEXT_FONTS, boxes_of, set_page, toned, worn_page

DIGIT_FONTS = ('',) * 10 + ('Liberation Serif',) * 3 + ('Liberation Sans',) * 2 + (
    'Nimbus Roman', 'DejaVu Serif', 'FreeSerif', 'Carlito', 'Caladea', 'DejaVu Sans', 'FreeSans', 'Nimbus Sans', 'C059', 'P052')
SIZES = (5, 5, 5.5, 5.5, 6, 6, 6.5, 7, 7, 7.5, 8, 8, 8.5, 9, 9, 9.5, 10, 10.5)  # points
LEAST_SIZE = 950      # points times dpi: digits of some 9 pixels
LONGEST = 20          # signs
DIGIT_HEIGHT = 0.72   # of the type size
LOST_SIGN = 0.4       # of the type size: so much without ink at an end has lost a sign, which nobody can read
FOUND_BY_INK = 0.8    # of the pages: their lines are cut where ink is left, the others where print was


@dataclass(frozen=True)
class Line:
    pixels: numpy.ndarray
    dpi: int
    text: str
    threshold: int
    size: float
    font: str


def figure(rng):
    """Amounts, codes, signs, and print that the small reader must refuse."""
    text = line_text(rng).strip()
    return text if 0 < len(target(text)) <= LONGEST else figure(rng)


def lines_of(rng, marks, printed, worn, model):
    worn, ink = toned(worn, rng), printed < 160
    if rng.random() < FOUND_BY_INK:
        near = numpy.asarray(Image.fromarray(numpy.uint8(printed < 200)).filter(ImageFilter.MaxFilter(3))) > 0
        ink = near & (worn < 128)
    scale = model.dpi / 72
    for (top, bottom, left, right), mark in boxes_of(rng, marks, ink, model, DIGIT_HEIGHT):
        reach = LOST_SIGN * mark.size
        if left > (mark.x + reach) * scale or right < (mark.x + mark.width - reach) * scale:
            continue
        yield Line(worn[top:bottom, left:right], model.dpi, target(mark.text), model.threshold, mark.size, mark.digit_font.family)


def write_shard(out, lines):
    numpy.savez(out, pixels=numpy.concatenate([line.pixels.reshape(-1) for line in lines]),
                shapes=numpy.array([line.pixels.shape for line in lines], numpy.int32),
                dpi=numpy.array([line.dpi for line in lines], numpy.int32),
                texts=numpy.array([line.text for line in lines]),
                thresholds=numpy.array([line.threshold for line in lines], numpy.int32),
                sizes=numpy.array([line.size for line in lines], numpy.float32),
                fonts=numpy.array([line.font for line in lines]))
    print(len(lines), 'lines')


def write_cases(out, lines):
    sheet = numpy.full((sum(line.pixels.shape[0] for line in lines), max(line.pixels.shape[1] for line in lines)), 255, numpy.uint8)
    y = 0
    with open(out.rsplit('.', 1)[0] + '.tsv', 'w', encoding='utf-8') as file:
        print('y', 'width', 'height', 'dpi', 'text', sep='\t', file=file)
        for line in lines:
            height, width = line.pixels.shape
            sheet[y:y + height, :width] = line.pixels
            print(y, width, height, line.dpi, line.text, sep='\t', file=file)
            y += height
    Image.fromarray(sheet).save(out, optimize=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('out')
    parser.add_argument('--pages', type=int, default=12)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--fonts', default=','.join(TEXT_FONTS))
    parser.add_argument('--digit-fonts', default=','.join(DIGIT_FONTS))
    parser.add_argument('--cases', type=int, default=0)
    options = parser.parse_args()
    rng, lines = random.Random(options.seed), []
    for _ in range(options.pages):
        marks = set_page(rng, figure, SIZES, options.fonts.split(','), options.digit_fonts.split(','))
        printed, worn, model = worn_page(rng, marks)
        if marks[0].size * model.dpi >= LEAST_SIZE:
            lines += lines_of(rng, marks, printed, worn, model)
    if options.cases:
        write_cases(options.out, rng.sample(lines, options.cases))
    else:
        write_shard(options.out, lines)


if __name__ == '__main__':
    main()
