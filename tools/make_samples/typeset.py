"""Widths of text and line breaking. Chinese breaks anywhere, and so do codes and words that do not fit."""
import functools
import re

import cairo

from page import Font

RUNS = re.compile(r'[\x20-\x7e]+|[^\x20-\x7e]+')
NO_LINE_START = '，。；：、）)”》%'
_probe = cairo.Context(cairo.ImageSurface(cairo.FORMAT_A8, 1, 1))


@functools.lru_cache(maxsize=None)
def char_width(family, bold, char):
    """Advance of a character at size 1."""
    _probe.select_font_face(family, cairo.FONT_SLANT_NORMAL, cairo.FONT_WEIGHT_BOLD if bold else cairo.FONT_WEIGHT_NORMAL)
    _probe.set_font_size(200)
    return _probe.text_extents(char).x_advance / 200


def width(text, size, font: Font, digit_font: Font):
    total = 0.0
    for char in text:
        chosen = digit_font if ' ' <= char <= '~' else font
        total += char_width(chosen.family, chosen.bold, char)
    return total * size


def runs(text):
    return RUNS.findall(text)


def wrap(text, limit, size, font, digit_font):
    """Lines no wider than the limit; a single character that is wider stands alone."""
    lines, line, used = [], '', 0.0
    for char in text:
        advance = width(char, size, font, digit_font)
        if line and used + advance > limit:
            taken = line[-1] if char in NO_LINE_START and len(line) > 1 else ''      # no line begins with a full stop
            lines.append(line[:len(line) - len(taken)])
            line, used = taken, width(taken, size, font, digit_font)
        line += char
        used += advance
    return lines + [line] if line or not lines else lines
