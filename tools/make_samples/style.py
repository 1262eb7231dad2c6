"""How one document is worded and set: fonts, sizes, rules, amount format, titles. Drawn once a document from its seed."""
import random
from dataclasses import dataclass, field

TEXT_FONTS = ('Noto Serif CJK SC', 'Noto Sans CJK SC', 'WenQuanYi Zen Hei', 'WenQuanYi Micro Hei', 'AR PL UMing CN', 'AR PL UKai CN')
DIGIT_FONTS = ('', '', 'Liberation Serif', 'Liberation Sans', 'Nimbus Roman', 'Nimbus Sans', 'DejaVu Serif', 'DejaVu Sans',
               'Liberation Sans Narrow')

ALIASES = {
    'title:1': ('单位收支总表', '收支总表', '单位预算收支总表', '单位收支总体情况表'),
    'title:1-1': ('单位收入总表', '收入总表', '单位预算收入总表', '单位收入总体情况表'),
    'title:1-2': ('单位支出总表', '支出总表', '单位预算支出总表', '单位支出总体情况表'),
    'title:2': ('财政拨款收支预算总表', '财政拨款收支总表', '财政拨款收支总体情况表'),
    'title:2-1': ('财政拨款支出预算表（部门经济分类科目）', '财政拨款支出预算表(部门经济分类科目)'),
    'title:3': ('一般公共预算支出预算表', '一般公共预算支出表', '一般公共预算支出情况表'),
    'title:3-1': ('一般公共预算基本支出预算表', '一般公共预算基本支出表', '一般公共预算基本支出情况表'),
    'title:3-2': ('一般公共预算项目支出预算表', '一般公共预算项目支出表', '一般公共预算项目支出情况表'),
    'title:3-3': ('一般公共预算“三公”经费支出预算表', '一般公共预算“三公”经费支出表'),
    'title:4': ('政府性基金支出预算表', '政府性基金预算支出表', '政府性基金预算支出预算表'),
    'title:4-1': ('政府性基金预算“三公”经费支出预算表', '政府性基金预算“三公”经费支出表'),
    'title:5': ('国有资本经营预算支出预算表', '国有资本经营预算支出表', '国有资本经营支出预算表'),
    'title:6': ('预算项目支出绩效目标表', '项目支出绩效目标表', '单位预算项目支出绩效目标表'),
    'budget_column': ('预算数', '金额', '年初预算数'),
    'total': ('合计', '合 计', '总计'),
    'all_total': ('总计', '合计'),
    'carryover': ('上年结转', '上年结转收入'),
    'general': ('一般公共预算拨款收入', '一般公共预算收入', '一般公共预算资金'),
    'fund': ('政府性基金预算拨款收入', '政府性基金预算收入', '政府性基金预算资金'),
    'capital': ('国有资本经营预算拨款收入', '国有资本经营预算收入', '国有资本经营预算资金'),
    'operation': ('事业单位经营收入', '经营收入'),
    'codes': ('科目编码', '功能科目编码'),
    'code_single': ('科目编码', '功能分类科目编码', '支出功能分类科目编码'),
    'unit_code': ('单位代码', '单位编码'),
    'name': ('单位名称（科目）', '科目名称', '单位名称(科目)'),
    'subject_name': ('科目名称', '功能科目名称'),
    'personnel': ('人员经费', '人员支出'),
    'public': ('公用经费', '日常公用经费'),
    'current': ('当年财政拨款安排', '本年财政拨款安排'),
    'carried': ('上年结转安排', '上年结转'),
    'overseas': ('因公出国（境）费用', '因公出国（境）费', '因公出国(境)费用'),
    'vehicles': ('公务用车购置及运行费', '公务用车购置及运行维护费'),
    'purchase': ('公务用车购置费', '购置费'),
    'operation_cost': ('公务用车运行费', '公务用车运行维护费', '运行费'),
    'item': ('项目', '项 目'),
    'left': ('收入', '收 入'),
    'right': ('支出', '支 出'),
    'empty': ('空表说明：无此项内容', '无此项内容', '注：本单位无此项内容，故本表为空。'),
}


@dataclass
class Style:
    rng: random.Random
    text_font: str = 'Noto Serif CJK SC'
    title_font: str = 'Noto Sans CJK SC'
    digit_font: str = ''           # empty: the text font's own digits
    size: float = 9.0              # points, body of tables
    wide_size: float = 7.0         # points, tables on landscape pages
    title_size: float = 15.0
    rule: float = 0.6              # points
    frame: float = 0.6
    rule_gray: float = 0.0         # 0 black
    header_fill: float = 1.0       # 1 white
    header_bold: bool = False
    turned_headers: bool = False   # header words that would wrap run upwards
    watermark: str = ''            # pale, slanting, behind every table
    padding: float = 2.5
    row_space: float = 3.0
    margin: float = 42.0
    top: float = 44.0
    repeat_header: bool = True
    repeat_title: bool = False
    open_sides: bool = False
    span_text: str = 'first'       # merged cell cut by a page end: text in the first part, on both parts, or divided
    unit: str = '万元'
    thousands: bool = True
    decimals: int = 2
    zero: str = ''                 # how nothing is printed
    single_code: bool = False
    codes_on_subtotals: bool = False
    merged_total: bool = True      # 合计 merged over code and name columns
    spaced_total: bool = True
    compact_classes: bool = False  # lines without money are left out of tables 1 and 2
    fiscal_account: bool = False   # the column 财政专户管理资金收入 is printed
    reception_first: bool = False
    number_prefix: str = '单位公开表 '
    year_in_title: bool = False
    unit_head: str = '单位：'
    code_in_head: bool = True
    colon: str = '：'
    page_numbers: bool = False
    chosen: dict = field(default_factory=dict)

    def word(self, key):
        """The document's own wording: the usual one in most documents."""
        if key not in self.chosen:
            options = ALIASES[key]
            self.chosen[key] = options[0] if self.rng.random() < 0.65 else self.rng.choice(options)
        return self.chosen[key]

    def money(self, yuan):
        if not yuan:
            return self.zero
        if self.unit == '万元':
            hundredths = (abs(yuan) + 50) // 100
            whole, rest = divmod(hundredths, 100)
            digits = (f'{whole:,}' if self.thousands else str(whole)) + f'.{rest:02d}'
        else:
            digits = f'{abs(yuan):,}' if self.thousands else str(abs(yuan))
            digits += '.00' if self.decimals else ''
        return ('-' if yuan < 0 else '') + digits


def plain(rng):
    """The form as the province prescribes it, set as most offices set it."""
    style = Style(rng)
    style.chosen = {key: options[0] for key, options in ALIASES.items()}
    return style


def varied(rng, text_fonts=(), digit_fonts=()):
    style = Style(rng)
    style.text_font = rng.choice(text_fonts or TEXT_FONTS)
    style.title_font = rng.choice(text_fonts or TEXT_FONTS)
    style.digit_font = rng.choice(digit_fonts or DIGIT_FONTS)
    style.size = rng.choice((7.5, 8, 8.5, 9, 9, 9.5, 10, 10.5))
    style.wide_size = rng.choice((6, 6.5, 7, 7, 7.5))
    style.title_size = rng.choice((12, 14, 15, 16, 18))
    style.rule = rng.choice((0.25, 0.4, 0.5, 0.6, 0.75, 1.0))
    style.frame = style.rule * rng.choice((1, 1, 1, 2, 3))
    style.rule_gray = rng.choice((0, 0, 0, 0, 0.35))
    style.header_fill = rng.choice((1, 1, 1, 0.92, 0.86))
    style.header_bold = rng.random() < 0.35
    style.padding = rng.uniform(1.6, 4)
    style.row_space = rng.uniform(1.5, 7)
    style.margin = rng.uniform(30, 62)
    style.top = rng.uniform(34, 70)
    style.repeat_header = rng.random() < 0.75
    style.repeat_title = style.repeat_header and rng.random() < 0.2
    style.open_sides = rng.random() < 0.1
    style.span_text = rng.choice(('first', 'first', 'both', 'divided'))
    style.unit = rng.choice(('万元', '万元', '万元', '元'))
    style.thousands = rng.random() < 0.7
    style.decimals = rng.choice((0, 2))
    style.zero = rng.choice(('', '', '', '', '0.00' if style.unit == '万元' or style.decimals else '0', '-'))
    style.single_code = rng.random() < 0.15
    style.codes_on_subtotals = style.single_code or rng.random() < 0.3
    style.merged_total = rng.random() < 0.7
    style.spaced_total = rng.random() < 0.6
    style.compact_classes = rng.random() < 0.15
    style.fiscal_account = rng.random() < 0.35
    style.reception_first = rng.random() < 0.12
    style.number_prefix = rng.choice(('单位公开表 ', '单位公开表', '公开表', '表', '附表', '单位预算公开表'))
    style.year_in_title = rng.random() < 0.25
    style.unit_head = rng.choice(('单位：', '单位:', '编制单位：', '单位名称：', '预算单位：'))
    style.code_in_head = rng.random() < 0.7
    style.colon = rng.choice(('：', ':'))
    style.page_numbers = rng.random() < 0.4
    return style
