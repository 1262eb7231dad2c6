#!/usr/bin/python3
"""Makes unit-budget documents (PDF) with their truth (CSV): digital, scanned and worse, as many as wanted.

    make_samples.py --seed 7 --count 20 --preset typical200 --out DIR

writes DIR/NAME.pdf, DIR/NAME/truth/SCHEMA.csv and DIR/NAME/meta.json for each. The same arguments give the same files on
machines with the same fonts. Needs python3-cairo, python3-pil, python3-numpy and Chinese fonts, all Debian packages.
"""
import argparse
import pathlib
import random
import sys
from concurrent.futures import ProcessPoolExecutor

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import document
import scan_model


def arguments():
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('--count', type=int, default=1)
    p.add_argument('--preset', default='digital', help='one or more of: ' + ', '.join(scan_model.PRESETS) + ' (comma separated, in turn)')
    p.add_argument('--out', required=True, type=pathlib.Path)
    p.add_argument('--name', help='file stem; the default is made of preset and number')
    p.add_argument('--tables', default='', help='numbers of the tables, such as 1,1-2,6; all when empty')
    p.add_argument('--random-tables', type=int, default=0, metavar='N', help='N tables chosen anew for each document')
    p.add_argument('--pages-limit', type=int, default=0, help='leave out tables beyond this many pages, and all prose')
    p.add_argument('--no-prose', action='store_true')
    p.add_argument('--projects', type=int, default=0, help='at most this many projects')
    p.add_argument('--plain', action='store_true', help='the usual form without variation')
    p.add_argument('--jitter', action='store_true', help='vary the numbers of the scan model from document to document')
    p.add_argument('--boxes', action='store_true', help='also write boxes.csv: where each cell is printed')
    p.add_argument('--publisher-errors', type=int, default=0, metavar='N', help='print N amounts wrong on purpose; meta.json lists them')
    p.add_argument('--text-fonts', default='', help='families to draw from instead of the usual ones (comma separated)')
    p.add_argument('--digit-fonts', default='', help='the same for figures')
    p.add_argument('--watermark', default='', help='pale words behind every table')
    p.add_argument('--dark-headers', action='store_true', help='headers white on dark')
    p.add_argument('--turned-headers', action='store_true', help='header words that would wrap run upwards')
    p.add_argument('--jobs', type=int, default=1)
    return p.parse_args()


def names(text):
    return tuple(filter(None, text.split(',')))


def requests(a):
    presets = a.preset.split(',')
    unknown = [preset for preset in presets if preset not in scan_model.PRESETS]
    if unknown:
        sys.exit(f'make_samples: unknown preset {unknown[0]}; known are {", ".join(scan_model.PRESETS)}')
    numbers = ('1', '1-1', '1-2', '2', '2-1', '3', '3-1', '3-2', '3-3', '4', '4-1', '5', '6')
    for i in range(a.count):
        preset = presets[i % len(presets)]
        tables = tuple(a.tables.split(',')) if a.tables else ()
        if a.random_tables:
            tables = tuple(random.Random(f'{a.seed}/tables/{i}').sample(numbers, a.random_tables))
        name = a.name or f'{preset}-s{a.seed}-{i + 1:05d}'
        yield document.Request(name, a.seed, preset, a.out, tables, not a.no_prose, a.pages_limit, not a.plain, a.jitter, a.projects,
                               a.boxes, a.publisher_errors, names(a.text_fonts), names(a.digit_fonts),
                               a.watermark, a.dark_headers, a.turned_headers)


def main():
    a = arguments()
    a.out.mkdir(parents=True, exist_ok=True)
    if a.jobs > 1:
        with ProcessPoolExecutor(a.jobs) as pool:
            pages = sum(pool.map(document.make, requests(a), chunksize=4))
    else:
        pages = sum(map(document.make, requests(a)))
    print(f'{a.count} documents, {pages} pages in {a.out}')


if __name__ == '__main__':
    main()
