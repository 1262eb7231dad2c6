"""Draws pages with cairo: as a PDF with text, or as pictures at a resolution."""
import math

import cairo
import numpy

import typeset
from page import Fill, Line, Text


def draw_marks(context, marks):
    for mark in marks:
        if isinstance(mark, Fill):
            context.set_source_rgb(mark.gray, mark.gray, mark.gray)
            context.rectangle(mark.x0, mark.y0, mark.x1 - mark.x0, mark.y1 - mark.y0)
            context.fill()
    for mark in marks:
        if isinstance(mark, Line):
            context.set_source_rgb(mark.gray, mark.gray, mark.gray)
            context.set_line_width(mark.width)
            context.set_line_cap(cairo.LINE_CAP_SQUARE)
            context.move_to(mark.x0, mark.y0)
            context.line_to(mark.x1, mark.y1)
            context.stroke()
        elif isinstance(mark, Text):
            draw_text(context, mark)


def draw_text(context, mark):
    context.set_source_rgb(mark.gray, mark.gray, mark.gray)
    context.save()
    context.translate(mark.x, mark.y)
    context.rotate(-math.radians(mark.turn))
    x = 0
    for run in typeset.runs(mark.text):
        font = mark.digit_font if ' ' <= run[0] <= '~' else mark.font
        context.select_font_face(font.family, cairo.FONT_SLANT_NORMAL, cairo.FONT_WEIGHT_BOLD if font.bold else cairo.FONT_WEIGHT_NORMAL)
        context.set_font_size(mark.size)
        context.move_to(x, 0)
        context.show_text(run)
        x += typeset.width(run, mark.size, mark.font, mark.digit_font)
    context.restore()


def paint(width, height, marks, dpi, origin=(0, 0)):
    """Grey picture (numpy, 0 black to 255 white) of marks on a sheet of the size in points."""
    scale = dpi / 72
    w, h = round(width * scale), round(height * scale)
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, w, h)
    context = cairo.Context(surface)
    options = cairo.FontOptions()
    options.set_hint_style(cairo.HINT_STYLE_NONE)
    options.set_hint_metrics(cairo.HINT_METRICS_OFF)     # else characters are as wide as whole pixels
    options.set_antialias(cairo.ANTIALIAS_GRAY)
    context.set_font_options(options)
    context.set_source_rgb(1, 1, 1)
    context.paint()
    context.scale(scale, scale)
    context.translate(-origin[0], -origin[1])
    draw_marks(context, marks)
    surface.flush()
    pixels = numpy.frombuffer(surface.get_data(), numpy.uint8).reshape(h, surface.get_stride() // 4, 4)
    return pixels[:, :w, 1].copy()


def write_pdf(path, pages, title):
    """Digital PDF: text as text."""
    surface = cairo.PDFSurface(str(path), *(595.28, 841.89))
    surface.set_metadata(cairo.PDFMetadata.TITLE, title)
    surface.set_metadata(cairo.PDFMetadata.CREATE_DATE, '2024-01-01T00:00:00')
    context = cairo.Context(surface)
    for page in pages:
        surface.set_size(page.width, page.height)
        draw_marks(context, page.marks)
        context.show_page()
    surface.finish()


def write_mixed_pdf(path, pages, title, picture):
    """Digital PDF whose tables are pictures. picture: (page, box in points) -> (JPEG bytes, cairo surface)."""
    surface = cairo.PDFSurface(str(path), *(595.28, 841.89))
    surface.set_metadata(cairo.PDFMetadata.TITLE, title)
    surface.set_metadata(cairo.PDFMetadata.CREATE_DATE, '2024-01-01T00:00:00')
    context = cairo.Context(surface)
    for page in pages:
        surface.set_size(page.width, page.height)
        box = page.table_box()
        draw_marks(context, [mark for mark in page.marks if mark.part == 'page' or box is None])
        if box:
            box = (box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2)
            image = picture(page, box)
            context.save()
            context.translate(box[0], box[1])
            context.scale((box[2] - box[0]) / image.get_width(), (box[3] - box[1]) / image.get_height())
            context.set_source_surface(image)
            context.paint()
            context.restore()
        context.show_page()
    surface.finish()
