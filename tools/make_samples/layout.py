"""Sets tables and prose on pages: column widths, stacked headers, merged cells, page breaks."""
from dataclasses import dataclass

import typeset
from page import CellBox, Fill, Font, Line, Page, Text

A4 = (595.28, 841.89)
DARK = 0.5            # print on darker grounds is white
LEADING = 1.25


@dataclass
class Box:
    """A cell of the header grid."""
    row: int
    column: int
    rows: int
    columns: int
    text: str


def header_boxes(columns):
    depth = max(len(column.path) for column in columns)
    boxes = []
    for level in range(depth):
        start = 0
        while start < len(columns):
            path = columns[start].path
            end = start + 1
            if level < len(path):
                last = level == len(path) - 1
                while not last and end < len(columns) and columns[end].path[:level + 1] == path[:level + 1]:
                    end += 1
                boxes.append(Box(level, start, depth - level if last else 1, end - start, path[level]))
            start = end
    return depth, boxes


class Setter:
    def __init__(self, style):
        self.s = style
        self.font, self.bold = Font(style.text_font), Font(style.text_font, True)
        digits = style.digit_font or style.text_font
        self.digits, self.bold_digits = Font(digits), Font(digits, True)
        self.title_font = Font(style.title_font, True)
        self.carry = {}        # column key -> lines of a merged cell that the page end left over

    def fonts(self, bold):
        return (self.bold, self.bold_digits) if bold else (self.font, self.digits)

    def text_width(self, text, size, bold=False):
        return typeset.width(text, size, *self.fonts(bold))

    def put(self, page, x, y, text, size, bold=False, align='left', part='page', font=None, gray=0.0, turn=0.0):
        fonts = (font, font) if font else self.fonts(bold)
        w = typeset.width(text, size, *fonts)
        x -= {'left': 0, 'centre': w / 2, 'right': w}[align]
        page.marks.append(Text(x, y, text, size, fonts[0], fonts[1], w, part, gray, turn))

    def block(self, page, box, text, size, align, bold=False, lines=None, gray=0.0):
        """Text in a box, wrapped, in the middle of its height."""
        x0, y0, x1, y1 = box
        pad = self.s.padding
        lines = lines or typeset.wrap(text, x1 - x0 - 2 * pad, size, *self.fonts(bold))
        step = size * LEADING
        y = (y0 + y1) / 2 - step * len(lines) / 2 + size * 1.0
        for line in lines:
            x = {'left': x0 + pad, 'right': x1 - pad, 'centre': (x0 + x1) / 2}[align]
            self.put(page, x, y, line, size, bold, align, 'table', gray=gray)
            y += step

    # --- tables -------------------------------------------------------------------------------------------------------

    def widths(self, table, available, size):
        """Amounts never wrap; codes may; the rest is shared by weight."""
        pad = 2 * self.s.padding
        least = []
        for column in table.columns:
            texts = [row.cells.get(column.key, '') for row in table.rows]
            widest = max([self.text_width(text, size) for text in texts] + [0])
            head = size * (2.2 if column.kind in ('amount', 'text') else 1.3)
            if column.kind == 'amount':
                least.append(max(widest, head) + pad + 1)
            elif column.kind == 'code':
                least.append(max(min(widest, size * 2.3), head) + pad + 1)
            elif column.kind == 'short':
                least.append(max(min(widest, size * 2.2), head) + pad + 1)
            else:
                least.append(size * 3 + pad)
        spare = available - sum(least)
        weight = sum(column.weight if column.kind != 'code' else 0.4 for column in table.columns)
        if spare < 0:
            return None
        return [w + spare * (column.weight if column.kind != 'code' else 0.4) / weight for w, column in zip(least, table.columns)]

    def fit(self, table, available):
        size = self.s.wide_size if table.landscape else self.s.size
        while size > 4.5:
            widths = self.widths(table, available, size)
            if widths:
                return size, widths
            size -= 0.25
        raise ValueError(f'table {table.number} does not fit the page')

    def table(self, table, head):
        """Pages of one table. head: (unit line, amount unit line)."""
        s = self.s
        width, height = (A4[1], A4[0]) if table.landscape else A4
        size, widths = self.fit(table, width - 2 * s.margin)
        xs = [s.margin]
        for w in widths:
            xs.append(xs[-1] + w)
        depth, boxes = header_boxes(table.columns)
        head_heights = self.header_heights(depth, boxes, xs, size)
        row_heights = self.row_heights(table, xs, size)
        self.carry = {}
        pages, at, first = [], 0, True
        while first or at < len(table.rows):
            page = Page(width, height)
            if s.watermark:
                self.put(page, width * 0.2, height * 0.7, s.watermark, 64, gray=0.85, turn=30)
            y = self.page_head(page, table, head) if first or s.repeat_title else s.top
            if first or s.repeat_header:
                y = self.header(page, boxes, xs, head_heights, y, size)
            end, bottom = at, y
            while end < len(table.rows) and (end == at or bottom + row_heights[end] <= height - s.top):
                bottom += row_heights[end]
                end += 1
            self.body(page, table, xs, row_heights, at, end, y, size)
            if end == len(table.rows) and table.note:
                self.put(page, s.margin, bottom + size * 1.8, table.note, size)
            pages.append(page)
            at, first = end, False
        return pages

    def page_head(self, page, table, head):
        s = self.s
        y = s.top
        if s.number_prefix:
            self.put(page, s.margin, y, s.number_prefix + table.number, s.size)
        y += s.title_size * 1.6
        self.put(page, page.width / 2, y, table.title, s.title_size, align='centre', font=self.title_font)
        y += s.size * 2.4
        self.put(page, s.margin, y, head[0], s.size)
        self.put(page, page.width - s.margin, y, head[1], s.size, align='right')
        return y + s.size * 0.6

    def header_heights(self, depth, boxes, xs, size):
        heights = [size * LEADING + self.s.row_space] * depth
        for box in sorted(boxes, key=lambda b: b.rows):
            lines = self.header_lines(box, xs, size)
            needed = len(lines) * size * LEADING + self.s.row_space
            if self.is_turned(lines):
                needed = self.text_width(box.text, size, self.s.header_bold) + 2 * self.s.padding
            missing = needed - sum(heights[box.row:box.row + box.rows])
            if missing > 0:
                heights[box.row + box.rows - 1] += missing
        return heights

    def header_lines(self, box, xs, size):
        limit = xs[box.column + box.columns] - xs[box.column] - 2 * self.s.padding
        return typeset.wrap(box.text, limit, size, *self.fonts(self.s.header_bold))

    def is_turned(self, lines):
        return self.s.turned_headers and len(lines) > 1

    def header(self, page, boxes, xs, heights, y, size):
        s = self.s
        ys = [y]
        for h in heights:
            ys.append(ys[-1] + h)
        if s.header_fill < 1:
            page.marks.append(Fill(xs[0], y, xs[-1], ys[-1], s.header_fill))
        for box in boxes:
            area = (xs[box.column], ys[box.row], xs[box.column + box.columns], ys[box.row + box.rows])
            self.frame(page, area, xs)
            gray = 1.0 if s.header_fill < DARK else 0.0
            if self.is_turned(self.header_lines(box, xs, size)):
                middle = (area[0] + area[2] + size * 0.75) / 2
                self.put(page, middle, area[3] - s.padding, box.text, size, s.header_bold, part='table', gray=gray, turn=90)
            else:
                self.block(page, area, box.text, size, 'centre', s.header_bold, gray=gray)
        page.marks.append(Line(xs[0], y, xs[-1], y, s.frame, s.rule_gray))
        return ys[-1]

    def frame(self, page, area, xs):
        """The four rules of a cell; the outer sides are left out where the style says so."""
        s = self.s
        x0, y0, x1, y1 = area
        gray = s.rule_gray
        page.marks.append(Line(x0, y0, x1, y0, s.rule, gray))
        page.marks.append(Line(x0, y1, x1, y1, s.rule, gray))
        for x in (x0, x1):
            outer = x in (xs[0], xs[-1])
            if not (outer and s.open_sides):
                page.marks.append(Line(x, y0, x, y1, s.frame if outer else s.rule, gray))

    def grouped_keys(self, table):
        return {key for key, _, _ in table.groups}

    def row_heights(self, table, xs, size):
        s = self.s
        step, space = size * LEADING, s.row_space
        grouped = self.grouped_keys(table)
        heights = []
        for row in table.rows:
            merged = self.merged_columns(table, row)
            most = 1
            for i, column in enumerate(table.columns):
                if column.key in grouped or i in merged:
                    continue
                lines = typeset.wrap(row.cells.get(column.key, ''), xs[i + 1] - xs[i] - 2 * s.padding, size, *self.fonts(False))
                most = max(most, len(lines))
            heights.append(most * step + space)
        for key, first, last in table.groups:
            i = [column.key for column in table.columns].index(key)
            lines = typeset.wrap(table.rows[first].cells[key], xs[i + 1] - xs[i] - 2 * s.padding, size, *self.fonts(False))
            missing = len(lines) * step + space - sum(heights[first:last + 1])
            if missing > 0:
                heights[last] += missing
        return heights

    def merged_columns(self, table, row):
        keys = [column.key for column in table.columns]
        return {i for first, last, _ in row.merges for i in range(keys.index(first), keys.index(last) + 1)}

    def body(self, page, table, xs, heights, start, end, y, size):
        grouped = self.grouped_keys(table)
        ys = {start: y}
        for r in range(start, end):
            ys[r + 1] = ys[r] + heights[r]
        keys = [column.key for column in table.columns]
        for r in range(start, end):
            row = table.rows[r]
            merged = self.merged_columns(table, row)
            for first, last, text in row.merges:
                area = (xs[keys.index(first)], ys[r], xs[keys.index(last) + 1], ys[r + 1])
                self.frame(page, area, xs)
                self.block(page, area, text, size, 'centre')
                page.cells.append(CellBox(table.schema, r + 1, last, *area, text))
            for i, column in enumerate(table.columns):
                if i in merged or column.key in grouped:
                    continue
                area = (xs[i], ys[r], xs[i + 1], ys[r + 1])
                self.frame(page, area, xs)
                text = row.cells.get(column.key, '')
                if text:
                    centred = column.kind in ('code', 'short') or column.key in row.centred
                    align = 'centre' if centred else 'right' if column.kind == 'amount' else 'left'
                    self.block(page, area, text, size, align)
                    page.cells.append(CellBox(table.schema, r + 1, column.key, *area, text))
        for key, first, last in table.groups:
            if last >= start and first < end:
                self.group(page, table, key, first, last, start, end, xs, ys, size)
        if end > start:
            page.marks.append(Line(xs[0], ys[end], xs[-1], ys[end], self.s.frame, self.s.rule_gray))

    def group(self, page, table, key, first, last, start, end, xs, ys, size):
        """The part of a cell merged down that stands on this page."""
        i = [column.key for column in table.columns].index(key)
        top, bottom = max(first, start), min(last, end - 1)
        area = (xs[i], ys[top], xs[i + 1], ys[bottom + 1])
        self.frame(page, area, xs)
        text = table.rows[first].cells[key]
        lines = typeset.wrap(text, xs[i + 1] - xs[i] - 2 * self.s.padding, size, *self.fonts(False))
        room = max(1, int((area[3] - area[1]) / (size * LEADING)))
        cut = first < start or last >= end
        if cut and self.s.span_text == 'divided' and len(lines) > 1 and key == 'annual_goal':
            lines = self.share_of_lines(lines, first < start, room)
        elif cut and first < start and self.s.span_text != 'both':
            lines = self.carry.pop(key, [])
        if len(lines) > room:
            self.carry[key], lines = lines[room:], lines[:room]
        if not lines:
            return
        kind = table.columns[i].kind
        self.block(page, area, '', size, 'right' if kind == 'amount' else 'left', lines=lines)
        if not cut:
            page.cells.append(CellBox(table.schema, first + 1, key, *area, text))

    def share_of_lines(self, lines, later_part, room):
        """Half of the lines on the first part, the others on the next."""
        if later_part:
            return self.carry.pop('annual_goal', [])
        half = min(max(1, len(lines) // 2), room)
        self.carry['annual_goal'] = lines[half:]
        return lines[:half]

    # --- prose --------------------------------------------------------------------------------------------------------

    def prose(self, title, paragraphs, size=None):
        size = size or 11
        page = Page(*A4)
        y = self.s.top + 30
        if title:
            self.put(page, page.width / 2, y, title, 18, align='centre', font=self.title_font)
        y += 34
        pages = [page]
        for paragraph in paragraphs:
            for i, line in enumerate(typeset.wrap('　　' + paragraph, page.width - 2 * 60, size, *self.fonts(False))):
                if y > page.height - 60:
                    page = Page(*A4)
                    pages.append(page)
                    y = self.s.top + 30
                self.put(page, 60, y, line, size)
                y += size * 1.8
        return pages
