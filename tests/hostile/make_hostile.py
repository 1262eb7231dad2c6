#!/usr/bin/python3
"""Makes a folder of files that no program wants to be given: broken, cyclic, huge, encrypted, oddly named.

    make_hostile.py --out DIR

DIR/expected.csv says for each file what may become of it: `read` (it is sound), `refused` (it must fail with a reason) or
`any` (both are right, silence is not). Needs qpdf for the encrypted files and python3-pil for JPEG 2000.
"""
import argparse
import csv
import gzip
import io
import os
import pathlib
import random
import re
import subprocess
import zlib

import pdf_parts
from pdf_parts import Pdf, picture, simple

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Folder:
    def __init__(self, out):
        self.out, self.expected = out, []

    def put(self, name, data, outcome):
        path = os.fsencode(self.out) + b'/' + (name if isinstance(name, bytes) else name.encode())
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as f:
            f.write(data if isinstance(data, bytes) else data.bytes())
        self.expected.append((name if isinstance(name, str) else os.fsdecode(name), outcome))

    def write_expected(self):
        with open(self.out / 'expected.csv', 'w', newline='', encoding='utf-8', errors='surrogateescape') as f:
            csv.writer(f).writerows([('file', 'outcome')] + self.expected)


def truncated(folder, sound):
    objects = [m.start() for m in re.finditer(rb'\d+ 0 obj', sound)]
    places = {'header': 8, 'first-object': objects[1] + 5, 'dictionary': objects[len(objects) // 2] + 14,
              'stream': sound.index(b'stream') + 100, 'endstream': sound.rindex(b'endstream') + 4, 'before-xref': sound.rindex(b'startxref') - 60,
              'startxref': sound.rindex(b'startxref') + 9, 'end-of-file': len(sound) - 4}
    for tenth in range(1, 10):
        places[f'{tenth}-tenths'] = len(sound) * tenth // 10
    for name, length in places.items():
        folder.put(f'truncated/{name}.pdf', sound[:length], 'any')


def cross_reference(folder, sound):
    good = simple().bytes()
    at = good.rindex(b'xref\n0')
    digits = re.compile(rb'(\d{10}) 00000 n')
    folder.put('xref/shifted.pdf', digits.sub(lambda m: b'%010d 00000 n' % (int(m[1]) + 7), good), 'any')
    folder.put('xref/zeros.pdf', digits.sub(b'0000000000 00000 n', good), 'any')
    folder.put('xref/beyond-the-end.pdf', digits.sub(b'9999999999 00000 n', good), 'any')
    folder.put('xref/garbage.pdf', good[:at] + random.Random(1).randbytes(300) + good[at + 300:], 'any')
    folder.put('xref/no-startxref.pdf', good[:good.rindex(b'startxref')], 'any')
    folder.put('xref/startxref-negative.pdf', re.sub(rb'startxref\n\d+', b'startxref\n-1', good), 'any')
    folder.put('xref/startxref-huge.pdf', re.sub(rb'startxref\n\d+', b'startxref\n99999999999999999999', good), 'any')
    folder.put('xref/previous-is-itself.pdf', simple().bytes(f'/Prev {at}'), 'any')
    folder.put('xref/size-huge.pdf', good.replace(b'/Size 6', b'/Size 2147483647'), 'any')
    folder.put('xref/no-root.pdf', good.replace(b'/Root 1 0 R', b''), 'any')
    folder.put('xref/wrong-root.pdf', good.replace(b'/Root 1 0 R', b'/Root 5 0 R'), 'any')
    folder.put('xref/noise-inside.pdf', noisy(sound, 40), 'any')
    folder.put('xref/noise-everywhere.pdf', noisy(sound, 4000), 'any')
    folder.put('xref/rubbish-before-header.pdf', b'HTTP/1.1 200 OK\r\n\r\n' + good, 'any')


def noisy(data, count):
    rng, data = random.Random(count), bytearray(data)
    for _ in range(count):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def page_trees(folder):
    tree = simple()
    tree.add('<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>', 2)
    folder.put('tree/cyclic.pdf', tree, 'any')
    deep = simple()
    for i in range(10, 3010):
        deep.add(f'<< /Type /Pages /Parent {i - 1 if i > 10 else 2} 0 R /Kids [{i + 1 if i < 3009 else 3} 0 R] /Count 1 >>', i)
    deep.add('<< /Type /Pages /Kids [10 0 R] /Count 1 >>', 2)
    folder.put('tree/three-thousand-deep.pdf', deep, 'any')
    many = simple()
    many.add('<< /Type /Pages /Count 10000 /Kids [' + ' '.join(f'{i} 0 R' for i in range(10, 10010)) + '] >>', 2)
    for i in range(10, 10010):
        many.add('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>', i)
    folder.put('tree/ten-thousand-pages.pdf', many, 'any')
    for name, kids, count in (('no-pages', '', 0), ('count-too-high', '3 0 R', 100000), ('count-negative', '3 0 R', -5),
                              ('kid-is-missing', '3 0 R 99 0 R', 2), ('kid-is-a-font', '5 0 R', 1), ('same-page-often', '3 0 R ' * 50, 50)):
        tree = simple()
        tree.add(f'<< /Type /Pages /Kids [{kids}] /Count {count} >>', 2)
        folder.put(f'tree/{name}.pdf', tree, 'refused' if name == 'no-pages' else 'any')


def boxes(folder):
    sizes = {'zero': '0 0 0 0', 'zero-width': '0 0 0 842', 'upside-down': '595 842 0 0', 'negative': '-595 -842 0 0', '14400-points': '0 0 14400 14400',
             '20000-points': '0 0 20000 20000', 'thousand-million': '0 0 1000000000 1000000000', 'hair': '0 0 1 14400', 'missing': None,
             'no-numbers': '(a) /b null 5', 'far-away': '1000000 1000000 1000595 1000842', 'tiny': '0 0 0.01 0.01'}
    for name, size in sizes.items():
        folder.put(f'boxes/{name}.pdf', simple(page=f'/MediaBox [{size}]' if size else ''), 'any')
    for degrees in (90, 180, 270, -90, 450, 45):
        folder.put(f'boxes/rotate{degrees}.pdf', simple(page=f'/MediaBox [0 0 595 842] /Rotate {degrees}'), 'any' if degrees == 45 else 'read')
    folder.put('boxes/crop-outside.pdf', simple(page='/MediaBox [0 0 595 842] /CropBox [700 900 800 1000]'), 'any')
    folder.put('boxes/user-unit.pdf', simple(page='/MediaBox [0 0 595 842] /UserUnit 1000'), 'any')


def images(folder):
    w, h = 600, 800
    rows = [b'\xff' * 75 if y % 40 else b'\0' * 75 for y in range(h)]
    try:
        from PIL import Image
        grey = Image.frombytes('1', (w, h), b''.join(rows))
        buffer = io.BytesIO()
        grey.point(lambda v: 255 - v).save(buffer, 'TIFF', compression='group4')     # in JBIG2 a set bit is black
        tiff = Image.open(io.BytesIO(buffer.getvalue()))
        data = buffer.getvalue()[tiff.tag_v2[273][0]:][:sum(tiff.tag_v2[279])]
        folder.put('images/jbig2.pdf', picture(w, h, '/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode',
                                               pdf_parts.jbig2(w, h, data)), 'read')
        folder.put('images/jbig2-cut.pdf', picture(w, h, '/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /JBIG2Decode',
                                                   pdf_parts.jbig2(w, h, data)[:40]), 'any')
        buffer = io.BytesIO()
        grey.convert('L').save(buffer, 'JPEG2000')
        folder.put('images/jpeg2000.pdf', picture(w, h, '/Filter /JPXDecode', buffer.getvalue()), 'read')
        folder.put('images/jpeg2000-cut.pdf', picture(w, h, '/Filter /JPXDecode', buffer.getvalue()[:len(buffer.getvalue()) // 2]), 'any')
        buffer = io.BytesIO()
        grey.convert('L').save(buffer, 'JPEG')
        jpeg = buffer.getvalue()
        at = jpeg.index(b'\xff\xc0') + 5
        huge = jpeg[:at] + b'\xff\xdc\xff\xdc' + jpeg[at + 4:]
        folder.put('images/jpeg-huge-header.jpg', huge, 'refused')
        folder.put('images/jpeg-huge-header.pdf', picture(65500, 65500, '/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode', huge), 'any')
        folder.put('images/jpeg-cut.jpg', jpeg[:len(jpeg) // 3], 'any')
    except ImportError:
        print('make_hostile: without python3-pil there are no JBIG2, JPEG 2000 and JPEG files')
    grey8 = '/ColorSpace /DeviceGray /BitsPerComponent 8'
    side = 30000
    folder.put('images/bomb.pdf', picture(side, side, grey8 + ' /Filter [/FlateDecode /FlateDecode]',
                                          pdf_parts.zeros_twice_deflated(side * side)), 'any')
    folder.put('images/bomb-in-contents.pdf', bomb_in_contents(), 'any')
    folder.put('images/data-missing.pdf', picture(2000, 2000, grey8 + ' /Filter /FlateDecode', zlib.compress(b'\0' * 500)), 'any')
    folder.put('images/size-zero.pdf', picture(0, 0, grey8, b''), 'any')
    folder.put('images/size-negative.pdf', picture(-5, 10, grey8, b'\0' * 50), 'any')
    folder.put('images/size-overflow.pdf', picture(2147483647, 2147483647, grey8, b'\0' * 50), 'any')
    folder.put('images/bomb.png', pdf_parts.png(60000, 60000, zlib.compress(bytes(7501 * 60000), 9)), 'refused')
    folder.put('images/cut.png', pdf_parts.png(600, 800, zlib.compress(b''.join(b'\0' + r for r in rows)))[:150], 'any')
    folder.put('images/size-overflow.tif', pdf_parts.tiff(2000000000, 2000000000), 'refused')
    folder.put('images/frames-without-end.tif', pdf_parts.tiff(64, 8, next_directory=-1), 'any')
    folder.put('images/cut.tif', pdf_parts.tiff(600, 800)[:60], 'any')


def bomb_in_contents():
    pdf = simple()
    pdf.stream('/Filter [/FlateDecode /FlateDecode]', pdf_parts.zeros_twice_deflated(300 << 20), 4)
    return pdf


def contents(folder):
    rng = random.Random(5)
    folder.put('contents/unbalanced.pdf', simple(b'q ' * 200000 + pdf_parts.TABLE), 'any')
    lines = b' '.join(b'%d %d m %d %d l S' % tuple(rng.randrange(800) for _ in range(4)) for _ in range(200000))
    folder.put('contents/many-lines.pdf', simple(lines), 'any')
    text = b'BT /F1 6 Tf ' + b' '.join(b'1 0 0 1 %d %d Tm (12.34) Tj' % (rng.randrange(560), rng.randrange(830)) for _ in range(60000)) + b' ET'
    folder.put('contents/much-text.pdf', simple(text), 'any')
    grid = b'0.3 w ' + b' '.join(b'20 %.1f m 575 %.1f l S' % (y / 2, y / 2) for y in range(40, 1600, 3)) + b' ' + \
        b' '.join(b'%.1f 20 m %.1f 800 l S' % (x / 2, x / 2) for x in range(40, 1150, 3))
    folder.put('contents/two-hundred-thousand-cells.pdf', simple(grid), 'any')
    folder.put('contents/numbers-without-end.pdf', simple(b'1e999999999 -1e999999999 m 9' + b'9' * 5000 + b' 0 l S ' + pdf_parts.TABLE), 'any')
    loop = simple(b'/X Do', resources='/XObject << /X 6 0 R >>')
    loop.stream('/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >>', b'/X Do /X Do', 6)
    folder.put('contents/form-draws-itself.pdf', loop, 'any')
    doubling = simple(b'/X Do', resources='/XObject << /X 10 0 R >>')
    for i in range(10, 40):
        doubling.stream(f'/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X {i + 1} 0 R >> >>', b'/X Do /X Do', i)
    doubling.stream('/Type /XObject /Subtype /Form /BBox [0 0 595 842]', b'0 0 m 9 9 l S', 40)
    folder.put('contents/form-doubles-thirty-times.pdf', doubling, 'any')
    tiles = simple(b'/Pattern cs /P scn 0 0 595 842 re f', resources='/Pattern << /P 6 0 R >>')
    tiles.stream('/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.01 /YStep 0.01 /Resources << >>', b'0 0 1 1 re f', 6)
    folder.put('contents/tiny-tiles.pdf', tiles, 'any')
    folder.put('contents/formula-in-cells.pdf', simple(pdf_parts.TABLE.replace(b'(', b'(=cmd|')), 'any')
    folder.put('contents/reference-to-itself.pdf', simple(page='/MediaBox 6 0 R', extra=('6 0 R',)), 'any')
    filters = Pdf()
    filters.objects = simple().objects
    filters.stream('/Filter [' + '/ASCIIHexDecode ' * 500 + ']', b'00>', 4)
    folder.put('contents/five-hundred-filters.pdf', filters, 'any')


def active(folder):
    folder.put('active/javascript.pdf', simple(catalog='/OpenAction << /S /JavaScript /JS (while \\(true\\) app.alert\\(1\\);) >>'), 'read')
    folder.put('active/launch.pdf', simple(catalog='/OpenAction << /S /Launch /F (/bin/sh) >>'), 'read')
    xfa = simple(catalog='/AcroForm << /Fields [] /XFA 6 0 R >> /NeedsRendering true')
    xfa.stream('', b'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template>' + b'<subform>' * 5000 + b'</template></xdp:xdp>', 6)
    folder.put('active/xfa.pdf', xfa, 'any')
    attachment = simple(catalog='/Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> >>', extra=('<< /Type /Filespec /F (../../evil.sh) /EF << /F 7 0 R >> >>',))
    attachment.stream('/Type /EmbeddedFile', b'#!/bin/sh\n', 7)
    folder.put('active/attachment.pdf', attachment, 'read')
    folder.put('active/remote-image.pdf', picture(10, 10, '/ColorSpace /DeviceGray /BitsPerComponent 8 /F << /FS /URL /F (http://127.0.0.1:1/x) >>', b''), 'any')


def encrypted(folder):
    plain = folder.out / 'plain.tmp'
    plain.write_bytes(simple().bytes())
    for name, passwords, options, outcome in (
            ('user-password', ('secret', 'owner'), (), 'refused'), ('owner-password', ('', 'owner'), ('--extract=n',), 'any'),
            ('old-40-bit', ('secret', 'owner'), (), 'refused')):
        bits = '40' if name.startswith('old') else '256'
        target = folder.out / 'encrypted.tmp'
        command = ['qpdf', '--allow-weak-crypto', '--encrypt', *passwords, bits, *options, '--', str(plain), str(target)]
        if subprocess.run(command, check=False).returncode in (0, 3):
            folder.put(f'encrypted/{name}.pdf', target.read_bytes(), outcome)
        target.unlink(missing_ok=True)
    plain.unlink()
    folder.put('encrypted/unknown-handler.pdf', simple().bytes('/Encrypt << /Filter /Unknown /V 99 >> /ID [(a) (b)]'), 'refused')


def not_pdf(folder):
    good = simple().bytes()
    for name, data in (('empty', b''), ('one-byte', b'%'), ('header-alone', b'%PDF-1.7\n'), ('text', '这不是表格\n'.encode()), ('zeros', bytes(5000)),
                       ('random', random.Random(2).randbytes(5000)), ('html', b'<html><body>404 Not Found</body></html>'),
                       ('gzip', gzip.compress(good, mtime=0)), ('zip', b'PK\x03\x04' + bytes(200)), ('header-and-rubbish', b'%PDF-1.4\n' + b'x' * 3000)):
        folder.put(f'not-pdf/{name}.pdf', data, 'refused')
    folder.put('not-pdf/png-inside.pdf', pdf_parts.png(8, 8, zlib.compress(bytes(16))), 'any')
    folder.put('not-pdf/pdf-inside.png', good, 'any')
    folder.put('not-pdf/empty.png', b'', 'refused')
    folder.put('not-pdf/empty.tiff', b'', 'refused')


def odd_names(folder):
    long_stem = '很长的文件名' * 14            # 252 bytes with .pdf
    names = ['with space.pdf', ' leading and trailing .pdf', 'new\nline.pdf', 'tab\there.pdf', '中文 预算（公开）.pdf', long_stem[:83] + 'xx.pdf', 'combined.pdf',
             'manifest.csv.pdf', 'review.csv.pdf', 'run.jsonl.pdf', '-o.pdf', '--help.pdf', '$(touch pwned).pdf', "quote'\".pdf", 'comma,semicolon;.pdf', '...pdf',
             'UPPER.PDF', '=1+1.pdf', 'back\\slash.pdf', 'e\u0301.pdf', '\u202egnp.pdf', 'CON.pdf', b'not-utf8-\xff\xfe.pdf', 'part-01.pdf', 'stem~12345678.pdf']
    for i, name in enumerate(names):
        data = simple(pdf_parts.TABLE + b' %% %d' % i)     # other content each, so that none is a duplicate
        folder.put((b'names/' + name) if isinstance(name, bytes) else 'names/' + name, data, 'read')
    folder.put('names/again/same stem.pdf', simple(pdf_parts.TABLE + b' % a'), 'read')
    folder.put('names/same stem.pdf', simple(pdf_parts.TABLE + b' % b'), 'read')
    folder.put('names/duplicate.pdf', simple(pdf_parts.TABLE + b' % b'), 'read')


def special_files(folder):
    """Things that are no files: they must not hang the search; what becomes of them is open."""
    base = folder.out / 'special'
    (base / 'folder.pdf').mkdir(parents=True, exist_ok=True)
    for link, target in (('loop', '..'), ('self.pdf', 'self.pdf'), ('dangling.pdf', 'nowhere.pdf'), ('folder.pdf/up', '../..')):
        path = base / link
        if not path.is_symlink():
            path.symlink_to(target)
    if not (base / 'pipe.pdf').exists():
        os.mkfifo(base / 'pipe.pdf')
    folder.put('.hidden/inside.pdf', simple(), 'unseen')
    folder.put('.hidden.pdf', simple(), 'any')


def main():
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('--out', required=True, type=pathlib.Path)
    folder = Folder(p.parse_args().out)
    folder.out.mkdir(parents=True, exist_ok=True)
    sound = (ROOT / 'samples/digital.pdf').read_bytes()
    truncated(folder, sound)
    cross_reference(folder, sound)
    for make in (page_trees, boxes, images, contents, active, encrypted, not_pdf, odd_names, special_files):
        make(folder)
    folder.write_expected()
    print(f'{len(folder.expected)} files in {folder.out}')


if __name__ == '__main__':
    main()
