"""Writes PDF files whose pages are one picture each, as scanners do, with an invisible text layer where one is asked for."""
import io
import zlib

from PIL import Image


class Writer:
    def __init__(self):
        self.objects = []

    def add(self, body):
        self.objects.append(body if isinstance(body, bytes) else body.encode('latin-1'))
        return len(self.objects)

    def stream(self, dictionary, data):
        return self.add(f'<< {dictionary} /Length {len(data)} >>\nstream\n'.encode('latin-1') + data + b'\nendstream')

    def write(self, path, root):
        with open(path, 'wb') as f:
            f.write(b'%PDF-1.5\n%\xe2\xe3\xcf\xd3\n')
            offsets = []
            for number, body in enumerate(self.objects, 1):
                offsets.append(f.tell())
                f.write(f'{number} 0 obj\n'.encode() + body + b'\nendobj\n')
            start = f.tell()
            f.write(f'xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n'.encode())
            f.write(b''.join(f'{offset:010d} 00000 n \n'.encode() for offset in offsets))
            f.write(f'trailer\n<< /Size {len(offsets) + 1} /Root {root} 0 R >>\nstartxref\n{start}\n%%EOF\n'.encode())


def image_object(writer, image, quality):
    w, h = image.size
    size = f'/Type /XObject /Subtype /Image /Width {w} /Height {h}'
    if image.mode == '1':
        buffer = io.BytesIO()
        image.save(buffer, 'TIFF', compression='group4', tiffinfo={278: h})
        tiff = Image.open(io.BytesIO(buffer.getvalue()))
        offsets, counts = tiff.tag_v2[273], tiff.tag_v2[279]
        if len(offsets) == 1:
            data = buffer.getvalue()[offsets[0]:offsets[0] + counts[0]]
            black = 'true' if tiff.tag_v2[262] == 1 else 'false'
            return writer.stream(f'{size} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms '
                                 f'<< /K -1 /Columns {w} /Rows {h} /BlackIs1 {black} >>', data)
        return writer.stream(f'{size} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode', zlib.compress(image.tobytes(), 6))
    buffer = io.BytesIO()
    image.save(buffer, 'JPEG', quality=quality)
    space = '/DeviceGray' if image.mode == 'L' else '/DeviceRGB'
    return writer.stream(f'{size} /ColorSpace {space} /BitsPerComponent 8 /Filter /DCTDecode', buffer.getvalue())


def text_layer(lines, height):
    """Invisible text. lines: (x, y from the top, size, width, text) in points."""
    out = ['BT 3 Tr']
    for x, y, size, width, text in lines:
        natural = sum(0.5 if ord(c) < 128 else 1.0 for c in text) * size or 1
        code = text.encode('utf-16-be').hex()
        out.append(f'/F1 {size:.2f} Tf {100 * width / natural:.1f} Tz 1 0 0 1 {x:.2f} {height - y:.2f} Tm <{code}> Tj')
    return '\n'.join(out + ['ET'])


def write(path, pages, quality, title):
    """pages: (PIL image, width and height in points, text lines or None)."""
    writer = Writer()
    parent = writer.add('')
    kids, font = [], None
    for image, width, height, lines in pages:
        picture = image_object(writer, image, quality)
        content = f'q {width:.2f} 0 0 {height:.2f} 0 0 cm /I Do Q'
        resources = f'/XObject << /I {picture} 0 R >>'
        if lines:
            if font is None:
                below = writer.add('<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo '
                                   '<< /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /W [1 95 500] >>')
                font = writer.add('<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UCS2-H /Encoding /UniGB-UCS2-H '
                                  f'/DescendantFonts [{below} 0 R] >>')
            content += '\n' + text_layer(lines, height)
            resources += f' /Font << /F1 {font} 0 R >>'
        stream = writer.stream('/Filter /FlateDecode', zlib.compress(content.encode('latin-1')))
        kids.append(writer.add(f'<< /Type /Page /Parent {parent} 0 R /MediaBox [0 0 {width:.2f} {height:.2f}] '
                               f'/Resources << {resources} >> /Contents {stream} 0 R >>'))
    writer.objects[parent - 1] = (f'<< /Type /Pages /Count {len(kids)} /Kids [' + ' '.join(f'{k} 0 R' for k in kids) + '] >>').encode()
    root = writer.add(f'<< /Type /Catalog /Pages {parent} 0 R >>')
    writer.write(path, root)
