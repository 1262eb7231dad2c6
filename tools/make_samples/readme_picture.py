#!/usr/bin/python3
"""Draws docs/page-to-rows.png: a crop of the scanned sample above the rows that gouji made of it.

    readme_picture.py OUT      (OUT: the folder of `gouji ingest samples -o OUT`)
"""
import csv
import pathlib
import subprocess
import sys
import tempfile

from PIL import Image, ImageDraw, ImageFont

ROOT = pathlib.Path(__file__).resolve().parents[2]
COLUMNS = ('row_type', 'class_code', 'section_code', 'item_code', 'name', 'unit_code', 'total', 'basic', 'project', 'flags')
WIDTHS = (80, 90, 105, 90, 120, 80, 80, 80, 70, 160)
ROWS = 4
CROP = (0.06, 0.03, 1.0, 0.338)      # shares of the page
FONT = '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'


def page():
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(['pdftoppm', '-r', '110', '-l', '1', '-png', '-singlefile', ROOT / 'samples/scanned.pdf', folder + '/p'], check=True)
        image = Image.open(folder + '/p.png').convert('RGB')
    w, h = image.size
    return image.crop((int(CROP[0] * w), int(CROP[1] * h), int(CROP[2] * w), int(CROP[3] * h)))


def main():
    out = pathlib.Path(sys.argv[1])
    with open(out / 'scanned/tables/expenditure_summary.csv', newline='', encoding='utf-8') as f:
        rows = [[row[c] for c in COLUMNS] for row in list(csv.DictReader(f))[:ROWS]]
    scan = page()
    line, margin = 22, 14
    width = sum(WIDTHS) + 2 * margin
    height = scan.height + 3 * margin + line * (len(rows) + 1)
    picture = Image.new('RGB', (width, height), 'white')
    picture.paste(scan, ((width - scan.width) // 2, margin))
    draw, font = ImageDraw.Draw(picture), ImageFont.truetype(FONT, 13, index=2)
    y = scan.height + 2 * margin
    draw.rectangle((margin - 6, y - 2, width - margin + 6, y + line - 3), fill=(226, 233, 240))
    for row in [COLUMNS] + rows:
        x = margin
        for text, w in zip(row, WIDTHS):
            draw.text((x, y), text, 'black', font)
            x += w
        y += line
    picture.quantize(64).save(ROOT / 'docs/page-to-rows.png', optimize=True)


if __name__ == '__main__':
    main()
