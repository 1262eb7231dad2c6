"""Puts one document together: cover, contents, tables, notes, then the file, its truth and its description."""
import csv
import io
import json
import random
from dataclasses import asdict, dataclass

import cairo
import numpy
from PIL import Image

import budget as budget_module
import draw
import image_pdf
import layout
import ocr_layer
import scan
import scan_model
import style as style_module
import tables as tables_module


@dataclass
class Request:
    name: str
    seed: int
    preset: str
    out: object                  # pathlib.Path
    tables: tuple = ()           # numbers of tables; empty: all
    prose: bool = True
    pages_limit: int = 0         # 0: no limit; whole tables are left out at the end
    varied: bool = True
    jitter: bool = False
    projects: int = 0            # 0: as the unit has them
    boxes: bool = False          # also write where each cell was printed
    publisher_errors: int = 0    # amounts that the publisher prints wrong; the truth is what is printed
    text_fonts: tuple = ()       # families to draw from instead of the usual ones
    digit_fonts: tuple = ()
    watermark: str = ''
    dark_headers: bool = False
    turned_headers: bool = False


def make(request):
    rng = random.Random(f'{request.seed}/{request.name}')
    style = style_module.varied(rng, request.text_fonts, request.digit_fonts) if request.varied else style_module.plain(rng)
    style.watermark, style.turned_headers = request.watermark, request.turned_headers
    if request.dark_headers:
        style.header_fill = 0.25
    budget = budget_module.make_budget(rng, projects=request.projects or None)
    maker = tables_module.Maker(budget, style)
    wanted = [table for table in maker.all() if not request.tables or table.number in request.tables]
    errors = publisher_errors(rng, wanted, request.publisher_errors)
    setter = layout.Setter(style)
    unit = (f'{budget.unit_code}-' if style.code_in_head else '') + budget.unit_name
    head = (style.unit_head + unit, f'金额单位{style.colon}{style.unit}')
    set_tables, used = [], 0
    for table in wanted:
        pages = setter.table(table, head)
        if request.pages_limit and used + len(pages) > request.pages_limit and set_tables:
            continue
        set_tables.append((table, pages))
        used += len(pages)
    pages = [page for _, table_pages in set_tables for page in table_pages]
    if request.prose and not request.pages_limit:
        pages = front(setter, budget, [table for table, _ in set_tables]) + pages + back(setter, budget, style)
    if style.page_numbers:
        for number, page in enumerate(pages, 1):
            setter.put(page, page.width / 2, page.height - 22, f'- {number} -', 9, align='centre')
    model = scan_model.PRESETS[request.preset]
    if model and request.jitter:
        model = scan_model.jittered(model, rng)
    turns = write_file(request, rng, budget, pages, model)
    write_truth(request, [table for table, _ in set_tables])
    write_meta(request, budget, style, model, turns, errors)
    if request.boxes:
        write_boxes(request, pages)
    return len(pages)


def publisher_errors(rng, wanted, count):
    """Changes one digit of some printed amounts, in print and truth alike, as a careless publisher does."""
    places = [(table, i, column.key) for table in wanted if not table.groups and len(table.rows) == len(table.truth)
              for i, row in enumerate(table.rows) for column in table.columns
              if column.kind == 'amount' and column.key in table.truth_columns and any(c in '123456789' for c in row.cells.get(column.key, ''))]
    errors = []
    for table, i, key in rng.sample(places, min(count, len(places))):
        right = table.rows[i].cells[key]
        at = rng.choice([k for k, c in enumerate(right) if c in '123456789'])
        wrong = right[:at] + rng.choice([d for d in '123456789' if d != right[at]]) + right[at + 1:]
        table.rows[i].cells[key] = wrong
        table.truth[i][key] = tables_module.clean(wrong)
        errors.append({'table': table.schema, 'row': i + 1, 'column': key, 'printed': wrong, 'right': right})
    return errors


def front(setter, budget, wanted):
    title = f'{budget.year}年单位预算'
    cover = layout.Page(*layout.A4)
    for y, text in ((300, budget.unit_name), (345, title)):
        setter.put(cover, cover.width / 2, y, text, 24, align='centre', font=setter.title_font)
    contents = ['第一部分 单位概况', f'第二部分 {title}表']
    contents += [f'{tables_module.ordinal(i)}、{table.title}' for i, table in enumerate(wanted, 1)]
    contents += ['第三部分 情况说明']
    about = [f'{budget.unit_name}负责本行政区域内的相关管理和服务工作，按规定编制和执行单位预算。',
             f'{budget.year}年重点工作：（一）落实年度目标任务；（二）严格预算执行；（三）推进绩效管理和信息公开。']
    return [cover] + setter.prose('目  录', contents) + setter.prose('第一部分 单位概况', about)


def back(setter, budget, style):
    total, basic = budget.sum('total'), budget.sum('total_basic')
    money = style.money
    unit = style.unit
    text = [f'{budget.year}年收支总预算{money(total)}{unit}。其中：基本支出{money(basic)}{unit}，占{100 * basic / total:.2f}%；'
            f'项目支出{money(total - basic) or 0}{unit}，占{100 * (total - basic) / total:.2f}%。']
    for i, line in enumerate((l for l in budget.lines if l.basic + l.project), 1):
        text.append(f'{i}.{line.name}（{line.code}）{budget.year}年预算数为{money(line.basic + line.project)}{unit}。')
    return setter.prose('第三部分 情况说明', text)


def write_file(request, rng, budget, pages, model):
    """Writes the PDF; returns the turns of its pages in degrees."""
    path = request.out / (request.name + '.pdf')
    if model is None:
        draw.write_pdf(path, pages, budget.unit_name)
        return [0] * len(pages)
    if model.tables_only:
        draw.write_mixed_pdf(path, pages, budget.unit_name, lambda page, box: picture_of(page, box, model, rng, budget))
        return [0] * len(pages)
    sheets, turns = [], []
    for page in pages:
        grey = draw.paint(page.width, page.height, page.marks, model.dpi)
        sealed = bool(model.seal) and rng.random() < model.seal_share
        image = scan.scan(grey, model, rng, budget.unit_name, sealed)
        turn = rng.choice((90, 180, 270)) if rng.random() < model.turned_share else 0
        width, height = page.width, page.height
        if turn:
            image = image.transpose({90: Image.ROTATE_90, 180: Image.ROTATE_180, 270: Image.ROTATE_270}[turn])
            width, height = (height, width) if turn != 180 else (width, height)
        sheets.append((image, width, height, ocr_layer.lines_of(page, rng) if model.ocr_layer and not turn else None))
        turns.append(turn)
    image_pdf.write(path, sheets, model.quality, budget.unit_name)
    return turns


def picture_of(page, box, model, rng, budget):
    marks = [mark for mark in page.marks if mark.part == 'table']
    grey = draw.paint(box[2] - box[0], box[3] - box[1], marks, model.dpi, origin=box[:2])
    image = scan.scan(grey, model, rng, budget.unit_name, False).convert('RGB')
    buffer = io.BytesIO()
    image.save(buffer, 'JPEG', quality=model.quality)
    w, h = image.size
    pixels = numpy.zeros((h, w, 4), numpy.uint8)
    pixels[:, :, :3] = numpy.asarray(image)[:, :, ::-1]
    surface = cairo.ImageSurface.create_for_data(bytearray(pixels.tobytes()), cairo.FORMAT_RGB24, w, h)
    surface.set_mime_data(cairo.MIME_TYPE_JPEG, buffer.getvalue())
    return surface


def write_truth(request, wanted):
    folder = request.out / request.name / 'truth'
    folder.mkdir(parents=True, exist_ok=True)
    for table in wanted:
        with open(folder / (table.schema + '.csv'), 'w', newline='', encoding='utf-8') as f:
            writer = csv.writer(f, lineterminator='\n')
            writer.writerow(table.truth_columns)
            writer.writerows([row.get(column, '') for column in table.truth_columns] for row in table.truth)


def write_meta(request, budget, style, model, turns, errors):
    meta = {'name': request.name, 'seed': request.seed, 'preset': request.preset, 'county': budget.county, 'unit_name': budget.unit_name,
            'unit_code': budget.unit_code, 'year': budget.year, 'amount_unit': style.unit, 'font': style.text_font,
            'digit_font': style.digit_font or style.text_font, 'size': style.size, 'turns': turns,
            'scan': asdict(model) if model else None, 'publisher_errors': errors}
    (request.out / request.name / 'meta.json').write_text(json.dumps(meta, ensure_ascii=False, indent=1) + '\n', encoding='utf-8')


def write_boxes(request, pages):
    """Boxes are points on the printed page, before skew and turns."""
    with open(request.out / request.name / 'boxes.csv', 'w', newline='', encoding='utf-8') as f:
        writer = csv.writer(f, lineterminator='\n')
        writer.writerow(['page', 'table', 'row', 'column', 'x0', 'y0', 'x1', 'y1', 'text'])
        for number, page in enumerate(pages, 1):
            for c in page.cells:
                writer.writerow([number, c.table, c.row, c.column] + [f'{v:.2f}' for v in (c.x0, c.y0, c.x1, c.y1)] + [c.text])
