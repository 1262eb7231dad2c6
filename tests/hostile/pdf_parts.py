"""Builds small PDF files object by object, right or wrong on purpose. Only the standard library."""
import struct
import zlib


class Pdf:
    """Objects by number; write() makes header, cross-reference table and trailer."""

    def __init__(self):
        self.objects = {}

    def add(self, body, number=None):
        number = number or max(self.objects, default=0) + 1
        self.objects[number] = body if isinstance(body, bytes) else body.encode('latin-1')
        return number

    def stream(self, dictionary, data, number=None):
        return self.add(f'<< {dictionary} /Length {len(data)} >>\nstream\n'.encode() + data + b'\nendstream', number)

    def bytes(self, trailer='', root=1):
        out = bytearray(b'%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')
        offsets = {}
        for number, body in sorted(self.objects.items()):
            offsets[number] = len(out)
            out += f'{number} 0 obj\n'.encode() + body + b'\nendobj\n'
        start, size = len(out), max(self.objects, default=0) + 1
        out += f'xref\n0 {size}\n0000000000 65535 f \n'.encode()
        for number in range(1, size):
            out += (f'{offsets[number]:010d} 00000 n \n' if number in offsets else '0000000000 00001 f \n').encode()
        out += f'trailer\n<< /Size {size} /Root {root} 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n'.encode()
        return bytes(out)


TABLE = b'0.6 w ' + b' '.join(b'60 %d m 500 %d l S' % (y, y) for y in range(500, 720, 20)) + b' ' + \
    b' '.join(b'%d 500 m %d 700 l S' % (x, x) for x in (60, 200, 350, 500)) + \
    b' BT /F1 10 Tf ' + b' '.join(b'1 0 0 1 %d %d Tm (%d.%02d) Tj' % (x + 10, y + 6, x * y % 977, y % 100)
                                  for x in (60, 200, 350) for y in range(500, 680, 20)) + b' ET'


def simple(content=TABLE, page='/MediaBox [0 0 595 842]', catalog='', resources='', extra=()):
    """One page with a small ruled table."""
    pdf = Pdf()
    pdf.add(f'<< /Type /Catalog /Pages 2 0 R {catalog} >>', 1)
    pdf.add('<< /Type /Pages /Kids [3 0 R] /Count 1 >>', 2)
    pdf.add(f'<< /Type /Page /Parent 2 0 R {page} /Resources << /Font << /F1 5 0 R >> {resources} >> /Contents 4 0 R >>', 3)
    pdf.stream('', content, 4)
    pdf.add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>', 5)
    for body in extra:
        pdf.add(body)
    return pdf


def picture(width, height, dictionary, data):
    """One page filled by one image."""
    pdf = simple(b'q 595 0 0 842 0 0 cm /I Do Q', resources='/XObject << /I 6 0 R >>')
    pdf.stream(f'/Type /XObject /Subtype /Image /Width {width} /Height {height} {dictionary}', data, 6)
    return pdf


def zeros_twice_deflated(count):
    """A stream of that many zero bytes, deflated twice: a few thousand bytes for a gigabyte."""
    once, block, out = zlib.compressobj(9), bytes(1 << 20), []
    for _ in range(count >> 20):
        out.append(once.compress(block))
    out.append(once.compress(bytes(count & ((1 << 20) - 1))) + once.flush())
    return zlib.compress(b''.join(out), 9)


def jbig2(width, height, group4):
    """A JBIG2 stream for PDF around data coded as fax group 4."""
    def segment(number, kind, data):
        return struct.pack('>IBBBI', number, kind, 0, 1, len(data)) + data

    page = struct.pack('>IIIIBH', width, height, 0, 0, 0, 0)
    region = struct.pack('>IIIIB', width, height, 0, 0, 0) + b'\x01' + group4
    return segment(0, 48, page) + segment(1, 38, region)


def png(width, height, rows, depth=1, colour=0):
    def chunk(name, data):
        return struct.pack('>I', len(data)) + name + data + struct.pack('>I', zlib.crc32(name + data))
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, depth, colour, 0, 0, 0)) + \
        chunk(b'IDAT', rows) + chunk(b'IEND', b'')


def tiff(width, height, strip=b'\0' * 64, next_directory=0, compression=1):
    entries = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 1), (259, 3, 1, compression), (262, 3, 1, 0),
               (273, 4, 1, 8), (277, 3, 1, 1), (278, 4, 1, height), (279, 4, 1, len(strip))]
    directory = 8 + len(strip)
    out = b'II*\0' + struct.pack('<I', directory) + strip + struct.pack('<H', len(entries))
    for tag, kind, count, value in entries:
        out += struct.pack('<HHI', tag, kind, count) + (struct.pack('<HH', value, 0) if kind == 3 else struct.pack('<I', value))
    return out + struct.pack('<I', directory if next_directory < 0 else next_directory)
