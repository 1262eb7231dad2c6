"""The thirteen tables of a unit budget: printed columns and rows of each, and the truth that a reader must bring back."""
from dataclasses import dataclass, field

import names

ORDINALS = '一二三四五六七八九十'


@dataclass(frozen=True)
class Column:
    key: str
    path: tuple            # header texts from top to bottom
    kind: str              # amount, code, short (centred), text
    weight: float = 1.0    # share of the width that is left over


@dataclass
class Row:
    cells: dict                                   # column key -> printed text
    merges: list = field(default_factory=list)    # (first key, last key, text) over columns
    centred: set = field(default_factory=set)


@dataclass
class Table:
    number: str
    schema: str
    title: str
    columns: list
    rows: list
    truth_columns: list
    truth: list
    landscape: bool = False
    groups: list = field(default_factory=list)    # (column key, first row, last row): merged down
    note: str = ''


def ordinal(n):
    tens, units = divmod(n, 10)
    return ('' if tens == 0 else '十' if tens == 1 else ORDINALS[tens - 1] + '十') + (ORDINALS[units - 1] if units else '')


def clean(printed):
    """The value that a printed amount stands for."""
    return '' if printed == '-' else printed.replace(',', '')


class Maker:
    """Builds tables of one budget in one style."""

    def __init__(self, budget, style):
        self.b, self.s = budget, style
        self.year_title = f'{budget.year}年' if style.year_in_title else ''

    def total_text(self):
        return '合 计' if self.s.spaced_total else '合计'

    def title(self, number):
        year = f'{self.b.year}年' if number == '6' else self.year_title
        return year + self.s.word('title:' + number)

    def amounts(self, **yuan):
        return {key: self.s.money(value) for key, value in yuan.items()}

    def finish(self, number, schema, columns, truth_columns, lines, **options):
        """lines: (row type, printed cells by column key, truth that differs from the print)."""
        kinds = {column.key: column.kind for column in columns}
        rows, truth = [], []
        labels = [c.key for c in columns if c.kind != 'amount']
        for row_type, cells, extra in lines:
            row = Row(dict(cells))
            if row_type == 'total':
                name_key = next(key for key in ('name', 'unit_name') if key in kinds)
                if self.s.merged_total:
                    span = labels[:labels.index(name_key) + 1]
                    row.merges.append((span[0], span[-1], self.total_text()))
                else:
                    row.cells[name_key] = self.total_text()
                    row.centred.add(name_key)
            rows.append(row)
            record = {'row_type': row_type}
            record.update({k: clean(v) if kinds[k] == 'amount' else v for k, v in cells.items()})
            record.update(extra)
            truth.append(record)
        return Table(number, schema, self.title(number), columns, rows, truth_columns, truth, **options)

    # --- two-sided tables ---------------------------------------------------------------------------------------------

    def classes(self):
        """(code, name, lines) of every class that is printed."""
        for code, name in names.CLASSES:
            lines = [line for line in self.b.lines if line.code[:3] == code]
            if lines or not self.s.compact_classes:
                yield code, name, lines

    def two_sided(self, number, schema, columns, left, right, truth_columns):
        """left, right: (row type, item, {key: yuan}); the totals, if any, stand on the last line of both."""
        def cells(side, entry):
            if entry is None:
                return {}
            row_type, item, money = entry
            return {side + 'item': item, **{side + k: self.s.money(v) for k, v in money.items()}}

        rows = []
        for i in range(max(len(left), len(right))):
            a, b = (side[i] if i < len(side) else None for side in (left, right))
            row = Row({**cells('left.', a), **cells('right.', b)})
            for side, entry in (('left.', a), ('right.', b)):
                if entry and ('合计' in entry[1] or '总计' in entry[1]):
                    row.centred.add(side + 'item')
            rows.append(row)
        truth = [{'side': side, 'row_type': e[0], 'item': e[1], **{k: clean(self.s.money(v)) for k, v in e[2].items()}}
                 for side, entries in (('revenue', left), ('expenditure', right)) for e in entries if e]
        return Table(number, schema, self.title(number), columns, rows, truth_columns, truth)

    def revenue_expenditure_summary(self):
        b, s = self.b, self.s
        general, fund, capital = b.sum('basic') + b.sum('project'), b.sum('fund'), b.sum('capital')
        business, carry, total = b.sum('business'), b.sum('basic_carry') + b.sum('project_carry'), b.sum('total')
        sources = [(s.word('general'), general), (s.word('fund'), fund), (s.word('capital'), capital), ('事业收入', business),
                   (s.word('operation'), 0), ('其他收入', 0)]
        left = [('item', f'{ordinal(i)}、{name}', {'amount': value}) for i, (name, value) in enumerate(sources, 1)]
        right = [('item', f'{ordinal(i)}、{name}', {'amount': sum(line.total for line in lines)})
                 for i, (_, name, lines) in enumerate(self.classes(), 1)]
        n = len(right)
        last_left = [('subtotal', '本年收入合计', {'amount': total - carry}), ('item', '七、用事业基金弥补收支差额', {'amount': 0}),
                     ('item', '八、上年结转', {'amount': carry}), ('total', '收入总计', {'amount': total})]
        last_right = [('subtotal', '本年支出合计', {'amount': total}), ('item', f'{ordinal(n + 1)}、事业单位结余分配', {'amount': 0}),
                      ('item', f'{ordinal(n + 2)}、结转下年', {'amount': 0}), ('total', '支出总计', {'amount': total})]
        height = max(len(left), n)
        left += [None] * (height - len(left)) + last_left
        right += [None] * (height - n) + last_right
        top_left, top_right, item = s.word('left'), s.word('right'), s.word('item')
        columns = [Column('left.item', (top_left, item), 'text', 2.2), Column('left.amount', (top_left, s.word('budget_column')), 'amount'),
                   Column('right.item', (top_right, item), 'text', 2.2),
                   Column('right.amount', (top_right, s.word('budget_column')), 'amount')]
        return self.two_sided('1', 'revenue_expenditure_summary', columns, left, right, ['side', 'row_type', 'item', 'amount'])

    def fiscal_appropriation_summary(self):
        b, s = self.b, self.s
        general, fund, capital = b.sum('basic') + b.sum('project'), b.sum('fund'), b.sum('capital')
        carry = b.sum('basic_carry') + b.sum('project_carry')
        total = general + fund + capital + carry
        fund_names = ('一般公共预算拨款收入', '政府性基金预算拨款收入', '国有资本经营预算拨款收入')
        left = [('subtotal', '一、本年收入', {'total': general + fund + capital})]
        left += [('item', name, {'total': v}) for name, v in zip(fund_names, (general, fund, capital))]
        left += [('subtotal', '二、上年结转', {'total': carry})]
        left += [('item', name, {'total': v}) for name, v in zip(fund_names, (carry, 0, 0))]

        def split(g, f, c):
            return {'total': g + f + c, 'general_public_budget': g, 'government_fund_budget': f, 'state_capital_budget': c}

        right = [('subtotal', '一、本年支出', split(general + carry, fund, capital))]
        for _, name, lines in self.classes():
            parts = split(*(sum(getattr(line, a) for line in lines) for a in ('general', 'fund', 'capital')))
            if parts['total'] or not s.compact_classes:
                right.append(('item', name, parts))
        right.append(('subtotal', '二、结转下年', split(0, 0, 0)))
        height = max(len(left), len(right))
        left += [None] * (height - len(left)) + [('total', '收入总计', {'total': total})]
        right += [None] * (height - len(right)) + [('total', '支出总计', split(general + carry, fund, capital))]
        a, z, item = s.word('left'), s.word('right'), s.word('item')
        columns = [Column('left.item', (a, item), 'text', 2), Column('left.total', (a, s.word('budget_column')), 'amount'),
                   Column('right.item', (z, item), 'text', 2), Column('right.total', (z, s.word('total')), 'amount'),
                   Column('right.general_public_budget', (z, '一般公共预算'), 'amount'),
                   Column('right.government_fund_budget', (z, '政府性基金预算'), 'amount'),
                   Column('right.state_capital_budget', (z, '国有资本经营预算'), 'amount')]
        return self.two_sided('2', 'fiscal_appropriation_summary', columns, left, right,
                              ['side', 'row_type', 'item', 'total', 'general_public_budget', 'government_fund_budget',
                               'state_capital_budget'])

    # --- by functional subject ----------------------------------------------------------------------------------------

    def code_columns(self, *above):
        s = self.s
        if s.single_code:
            return [Column('code', above + (s.word('code_single'),), 'code')]
        return [Column(key, above + (s.word('codes'), text), 'code')
                for key, text in (('class_code', '类'), ('section_code', '款'), ('item_code', '项'))]

    def codes(self, code):
        """Printed cells and truth of a functional code of 3, 5 or 7 digits."""
        parts = {'class_code': code[:3], 'section_code': code[3:5], 'item_code': code[5:7]}
        return ({'code': code}, parts) if self.s.single_code else (parts, parts)

    def coded(self, row_type, code, cells):
        printed, truth = self.codes(code) if code else ({}, {})
        return row_type, {**printed, **cells}, truth

    def revenue_summary(self):
        b, s = self.b, self.s
        carry, total = b.sum('basic_carry') + b.sum('project_carry'), b.sum('total')
        money = self.amounts(total=total, carryover=carry, general_public_budget=b.sum('basic') + b.sum('project'),
                             government_fund_budget=b.sum('fund'), state_capital_budget=b.sum('capital'),
                             business_income=b.sum('business'), business_operation_income=0, other_income=0)
        texts = [('total', s.word('total')), ('carryover', s.word('carryover')), ('general_public_budget', s.word('general')),
                 ('government_fund_budget', s.word('fund')), ('state_capital_budget', s.word('capital')), ('business_income', '事业收入'),
                 ('business_operation_income', s.word('operation')), ('other_income', '其他收入')]
        if s.fiscal_account:
            texts.append(('fiscal_special_account', '财政专户管理资金收入'))
            money['fiscal_special_account'] = s.money(0)
        item = s.word('item')
        columns = [Column('unit_code', (item, s.word('unit_code')), 'code'), Column('unit_name', (item, s.word('name')), 'text', 3)]
        columns += [Column(key, (text,), 'amount') for key, text in texts]
        lines = [('total', money, {'unit_name': '合计'}),
                 ('item', {'unit_code': b.unit_code, 'unit_name': b.unit_name, **money}, {})]
        truth_columns = ['row_type', 'unit_code', 'unit_name', 'total', 'carryover', 'general_public_budget', 'government_fund_budget',
                         'state_capital_budget', 'business_income', 'business_operation_income', 'other_income', 'fiscal_special_account']
        return self.finish('1-1', 'revenue_summary', columns, truth_columns, lines)

    def by_unit(self, number, schema, figures, above):
        """Tables 1-2, 4 and 5: subject, unit, 合计 = 基本 + 项目. figures: (line) -> (basic, project)."""
        b, s = self.b, self.s
        item = s.word('item')
        columns = self.code_columns(item)
        columns += [Column('unit_code', (item, s.word('unit_code')), 'code'), Column('name', (item, s.word('name')), 'text', 4)]
        columns += [Column(key, above + (text,), 'amount', 1.2)
                    for key, text in (('total', s.word('total')), ('basic', '基本支出'), ('project', '项目支出'))]
        found = [(line, *figures(line)) for line in b.lines if sum(figures(line))]
        basic, project = sum(f[1] for f in found), sum(f[2] for f in found)
        lines = [('total', self.amounts(total=basic + project, basic=basic, project=project) if found else
                  {'total': '', 'basic': '', 'project': ''}, {'name': '合计'})]
        for line, one, two in found:
            lines.append(self.coded('item', line.code, {'unit_code': b.unit_code, 'name': line.name,
                                                        **self.amounts(total=one + two, basic=one, project=two)}))
        return self.finish(number, schema, columns, ['row_type', 'class_code', 'section_code', 'item_code', 'name', 'unit_code', 'total',
                                                     'basic', 'project'], lines, note='' if found else s.word('empty'))

    def expenditure_summary(self):
        return self.by_unit('1-2', 'expenditure_summary', lambda line: (line.total_basic, line.total_project), ())

    def government_fund_expenditure(self):
        return self.by_unit('4', 'government_fund_expenditure', lambda line: (0, line.fund), ('本年政府性基金预算支出',))

    def state_capital_expenditure(self):
        return self.by_unit('5', 'state_capital_expenditure', lambda line: (0, line.capital), ('本年国有资本经营预算支出',))

    def general_budget_expenditure(self):
        b, s = self.b, self.s

        def figures(lines):
            current = sum(line.basic + line.project for line in lines)
            carry = sum(line.basic_carry + line.project_carry for line in lines)
            return self.amounts(total=current + carry, current_year=current, carryover=carry)

        lines_all = [line for line in b.lines if line.general]
        out = [('total', figures(lines_all), {'name': '合计'})]
        for class_code, class_name in names.CLASSES:
            in_class = [line for line in lines_all if line.code[:3] == class_code]
            if not in_class:
                continue
            out.append(self.coded('subtotal', class_code if s.codes_on_subtotals else '', {'name': class_name, **figures(in_class)}))
            for section in sorted({line.code[:5] for line in in_class}):
                below = [line for line in in_class if line.code[:5] == section]
                out.append(self.coded('subtotal', section if s.codes_on_subtotals else '',
                                      {'name': names.SECTIONS[section], **figures(below)}))
                out += [self.coded('item', line.code, {'name': line.name, **figures([line])}) for line in below]
        item = s.word('item')
        columns = self.code_columns(item) + [
            Column('name', (item, s.word('subject_name')), 'text', 4), Column('total', (s.word('total'),), 'amount', 1.2),
            Column('current_year', (s.word('current'),), 'amount', 1.2), Column('carryover', (s.word('carried'),), 'amount', 1.2)]
        return self.finish('3', 'general_budget_expenditure', columns,
                           ['row_type', 'class_code', 'section_code', 'item_code', 'name', 'total', 'current_year', 'carryover'], out)

    def general_budget_project_expenditure(self):
        b, s = self.b, self.s
        out = [('total', self.amounts(amount=sum(p.amount for p in b.projects)), {'name': '合计'})]
        for code in sorted({project.code for project in b.projects}):
            below = [project for project in b.projects if project.code == code]
            out.append(('subtotal', {'name': below[0].subject, **self.amounts(amount=sum(p.amount for p in below))}, {}))
            out += [self.coded('item', code, {'unit_code': b.unit_code, 'name': p.name, **self.amounts(amount=p.amount)}) for p in below]
        columns = self.code_columns() + [Column('unit_code', (s.word('unit_code'),), 'code'),
                                         Column('name', (s.word('name'),), 'text', 5), Column('amount', ('金额',), 'amount', 1.5)]
        return self.finish('3-2', 'general_budget_project_expenditure', columns,
                           ['row_type', 'class_code', 'section_code', 'item_code', 'name', 'unit_code', 'amount'], out)

    # --- by economic class --------------------------------------------------------------------------------------------

    def general_budget_basic_expenditure(self):
        b, s = self.b, self.s

        def figures(code, yuan):
            people = code[:3] in ('301', '303')
            return self.amounts(total=yuan, personnel=yuan if people else 0, public=0 if people else yuan)

        people = sum(v for code, v in b.economic.items() if code[:3] in ('301', '303'))
        everything = sum(b.economic.values())
        out = [('total', self.amounts(total=everything, personnel=people, public=everything - people), {'name': '合计'})]
        for class_code, class_name in names.ECONOMIC_CLASSES.items():
            below = {code: v for code, v in b.economic.items() if code[:3] == class_code}
            if not below:
                continue
            out.append(('subtotal', {'unit_code': class_code, 'name': class_name, **figures(class_code, sum(below.values()))}, {}))
            for code, yuan in below.items():
                parts = {'class_code': code[:3], 'section_code': code[3:]}
                out.append(('item', {**parts, 'unit_code': code, 'name': names.ECONOMIC[code], **figures(code, yuan)}, {}))
                for number, name, part in b.local.get(code, ()):
                    out.append(('item', {**parts, 'unit_code': number, 'name': name, **figures(code, part)}, {}))
        item = s.word('item')
        columns = [Column('class_code', (item, '科目编码', '类'), 'code'), Column('section_code', (item, '科目编码', '款'), 'code'),
                   Column('unit_code', (item, s.word('unit_code')), 'code'), Column('name', (item, s.word('name')), 'text', 4)]
        columns += [Column(key, ('基本支出', text), 'amount', 1.2)
                    for key, text in (('total', s.word('total')), ('personnel', s.word('personnel')), ('public', s.word('public')))]
        return self.finish('3-1', 'general_budget_basic_expenditure', columns,
                           ['row_type', 'class_code', 'section_code', 'unit_code', 'name', 'total', 'personnel', 'public'], out)

    def fiscal_appropriation_by_economic_class(self):
        b, s = self.b, self.s
        funds = (('general', '一般公共预算拨款'), ('fund', '政府性基金安排'), ('capital', '国有资本经营预算安排'))
        item = s.word('item')
        columns = [Column('class_code', (item, '科目编码', '类'), 'code'), Column('section_code', (item, '科目编码', '款'), 'code'),
                   Column('unit_code', (item, s.word('unit_code')), 'code'), Column('name', (item, s.word('name')), 'text', 3),
                   Column('total', (s.word('all_total'),), 'amount'), Column('current_total', (s.word('current'), '合计'), 'amount')]
        for key, text in funds:
            columns += [Column(f'current_{key}_{k}', (s.word('current'), text, t), 'amount')
                        for k, t in (('total', '小计'), ('basic', '基本支出'), ('project', '项目支出'))]
        columns.append(Column('carryover_total', (s.word('carried'), '合计'), 'amount'))
        columns += [Column(f'carryover_general_{k}', (s.word('carried'), '一般公共预算', t), 'amount')
                    for k, t in (('total', '小计'), ('basic', '基本支出'), ('project', '项目支出'))]
        carry = {code: 0 for code in b.economic}
        left = b.sum('basic_carry')
        for code in b.economic:                      # money carried over pays the first items that can hold it
            carry[code] = min(left, b.economic[code])
            left -= carry[code]
        records = {code: (yuan - carry[code], carry[code], 0, 0, 0, 0) for code, yuan in b.economic.items()}
        for code, (now, carried, fund, capital) in b.project_economic.items():
            old = records.get(code, (0,) * 6)
            records[code] = (old[0], old[1], now, carried, fund, capital)

        def figures(rows):
            basic, basic_carry, project, project_carry, fund, capital = (sum(column) for column in zip(*rows))
            current, carried = basic + project + fund + capital, basic_carry + project_carry
            return self.amounts(total=current + carried, current_total=current, current_general_total=basic + project,
                                current_general_basic=basic, current_general_project=project, current_fund_total=fund,
                                current_fund_basic=0, current_fund_project=fund, current_capital_total=capital,
                                current_capital_basic=0, current_capital_project=capital, carryover_total=carried,
                                carryover_general_total=carried, carryover_general_basic=basic_carry,
                                carryover_general_project=project_carry)

        out = [('total', figures(records.values()), {'name': '合计'})]
        for class_code, class_name in names.ECONOMIC_CLASSES.items():
            below = {code: r for code, r in sorted(records.items()) if code[:3] == class_code}
            if below:
                out.append(('subtotal', {'name': class_name, **figures(below.values())}, {}))
            for code, record in below.items():
                out.append(('item', {'class_code': code[:3], 'section_code': code[3:], 'unit_code': b.unit_code,
                                     'name': names.ECONOMIC[code], **figures([record])}, {}))
        truth_columns = ['row_type', 'class_code', 'section_code', 'unit_code', 'name'] + [c.key for c in columns if c.kind == 'amount']
        return self.finish('2-1', 'fiscal_appropriation_by_economic_class', columns, truth_columns, out, landscape=True)

    # --- the small tables and the targets -----------------------------------------------------------------------------

    def three_public(self, number, schema, money):
        b, s = self.b, self.s
        top, vehicles = '当年财政拨款预算安排', s.word('vehicles')
        amount_columns = [Column('total', (top, s.word('total')), 'amount'), Column('overseas', (top, s.word('overseas')), 'amount'),
                          Column('vehicle_total', (top, vehicles, '小计'), 'amount'),
                          Column('vehicle_purchase', (top, vehicles, s.word('purchase')), 'amount'),
                          Column('vehicle_operation', (top, vehicles, s.word('operation_cost')), 'amount')]
        amount_columns.insert(2 if s.reception_first else 5, Column('reception', (top, '公务接待费'), 'amount'))
        columns = [Column('unit_code', (s.word('unit_code'),), 'code'), Column('unit_name', (s.word('name'),), 'text', 2.5)] + amount_columns
        blank = {column.key: '' for column in amount_columns}
        lines = [('total', self.amounts(**money) if money else blank, {'unit_name': '合计'})]
        if money:
            lines.append(('item', {'unit_code': b.unit_code, 'unit_name': b.unit_name, **self.amounts(**money)}, {}))
        return self.finish(number, schema, columns,
                           ['row_type', 'unit_code', 'unit_name', 'total', 'overseas', 'vehicle_total', 'vehicle_purchase',
                            'vehicle_operation', 'reception'], lines, note='' if money else s.word('empty'))

    def general_budget_three_public(self):
        money = self.b.three_public
        return self.three_public('3-3', 'general_budget_three_public', money if money['total'] else None)

    def government_fund_three_public(self):
        return self.three_public('4-1', 'government_fund_three_public', None)

    def project_performance_targets(self):
        b, s = self.b, self.s
        keys = ['unit_name', 'project_name', 'budget_amount', 'annual_goal', 'level1', 'level2', 'level3', 'nature', 'value',
                'measure_unit', 'weight', 'direction']
        texts = ['单位名称', '项目名称', '预算数', '年度目标', '一级指标', '二级指标', '三级指标', '指标性质', '指标值', '度量单位', '权重', '指标方向性']
        weights = [1.2, 1.8, 0.6, 3.2, 1.1, 1.5, 3.4, 0, 0.6, 0.4, 0, 0.6]
        kinds = ['text', 'text', 'amount', 'text', 'text', 'text', 'text'] + ['short'] * 5
        columns = [Column(*c) for c in zip(keys, [(t,) for t in texts], kinds, weights)]
        rows, truth, groups = [], [], []
        for project in b.standing + b.projects:
            first = len(rows)
            for indicator, value, weight in project.indicators:
                own = {'level1': indicator.level1, 'level2': indicator.level2, 'level3': indicator.level3, 'nature': indicator.nature,
                       'value': value, 'measure_unit': indicator.unit, 'weight': weight, 'direction': indicator.direction}
                shared = {'unit_name': b.unit_name, 'project_name': project.name, 'budget_amount': s.money(project.amount),
                          'annual_goal': project.goal}
                rows.append(Row({**shared, **own}))
                truth.append({**shared, **own, 'budget_amount': clean(shared['budget_amount'])})
            groups += [(key, first, len(rows) - 1) for key in ('project_name', 'budget_amount', 'annual_goal')]
        groups.append(('unit_name', 0, len(rows) - 1))
        return Table('6', 'project_performance_targets', self.title('6'), columns, rows, keys, truth, landscape=True, groups=groups)

    def all(self):
        return [self.revenue_expenditure_summary(), self.revenue_summary(), self.expenditure_summary(),
                self.fiscal_appropriation_summary(), self.fiscal_appropriation_by_economic_class(), self.general_budget_expenditure(),
                self.general_budget_basic_expenditure(), self.general_budget_project_expenditure(), self.general_budget_three_public(),
                self.government_fund_expenditure(), self.government_fund_three_public(), self.state_capital_expenditure(),
                self.project_performance_targets()]
