"""What budgets print in the cells that the small reader is for, and print that it must refuse. CLASSES are the network's;
extract/reading/small_reader.cpp lists the same."""

SIGNS = '0123456789,.-()%△≥≤＝<>/'
REJECT = '□'       # print that is none of the signs, a run of any length
CLASSES = [''] + list(SIGNS) + [REJECT]
ALIKE = {'，': ',', '．': '.', '−': '-', '－': '-', '—': '-', '–': '-', '（': '(', '）': ')', '％': '%', '＜': '<', '＞': '>',
         '／': '/', '=': '＝', '⩾': '≥', '⩽': '≤', '≧': '≥', '≦': '≤', '∆': '△'}
WORDS = ('行政运行 合计 基本支出 项目支出 公用经费 人员 数量指标 质量指标 时效指标 成本指标 满意度指标 万元 元 人 个 次 天 年 月 日 户 公里 平方米 '
         '定性 定量 正向指标 反向指标 好坏 高中低 优良中低差 一 二 三 十 〇 八 小 川 工 口 日 目 无 类 款 项 是 否 其他 收入 总计 苍溪县 水利局 办公费 '
         '工资福利支出 商品和服务支出 个人和家庭的补助 事业单位 社会保障和就业支出 住房公积金 农林水支出 第 季度 前 内 以上 不超过 达到').split()
LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
OTHERS = '#*+:;!?&@“”、。《》℃㎡①②Ⅰ'


def normal(sign):
    sign = ALIKE.get(sign, sign)
    return sign if sign in SIGNS else '' if sign in ' \u3000' else REJECT


def target(text):
    out = ''
    for sign in map(normal, text):
        if sign and not (sign == REJECT and out.endswith(REJECT)):
            out += sign
    return out


def amount(rng, commas):
    digits = rng.choice([0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 9])
    whole = rng.randrange(10 ** max(digits - 1, 0), 10 ** digits) if digits else 0
    places = rng.choices([2, 0, 1, 4, 6], [80, 10, 5, 3, 2])[0]
    text = f'{whole:,}' if commas else str(whole)
    if places:
        fraction = ''.join(rng.choice('0123456789') for _ in range(places))
        text += '.' + ('0' * places if rng.random() < 0.15 else fraction)
    return text


def signed(rng, text):
    kind = rng.random()
    if kind < 0.90:
        return text
    if kind < 0.94:
        return rng.choice('-−－') + text
    if kind < 0.97:
        return rng.choice(['(%s)', '（%s）']) % text
    return '△' + text


def code(rng):
    length = rng.choices([1, 2, 3, 4, 5, 6, 7, 8, 12], [5, 30, 25, 3, 12, 8, 14, 2, 1])[0]
    return ''.join(rng.choice('0123456789') for _ in range(length))


def relation(rng):
    sign = rng.choice('≥≥≥≤≤≤＝＝＝=<>＜＞')
    if rng.random() < 0.5:
        return sign
    number = rng.choice([str(rng.randrange(1, 400)), str(rng.choice([80, 85, 90, 95, 98, 99, 100])), amount(rng, False)])
    return sign + (' ' if rng.random() < 0.2 else '') + number + (rng.choice('%％') if rng.random() < 0.4 else '')


def date(rng):
    y, m, d = rng.randrange(2015, 2031), rng.randrange(1, 13), rng.randrange(1, 32)
    return rng.choice(['%d-%02d-%02d', '%d/%02d/%02d', '%d.%d.%d', '%d/%d/%d', '%d-%d-%d']) % (y, m, d)


def jumble(rng):
    text = ''.join(rng.choice(SIGNS) for _ in range(rng.randrange(1, 11)))
    return text.strip('.,') or '0'  # no number begins or ends with them: such a dot is a speck


def foreign(rng):
    kind = rng.random()
    word = rng.choice(WORDS)
    if kind < 0.35:
        return ''.join(rng.choice(WORDS) for _ in range(rng.choice([1, 1, 2, 2, 3, 4, 6, 8])))
    if kind < 0.45:
        return rng.choice(['%s（%s）', '（%s）%s', '%s(%s)', '%s%%%s', '%s、%s', '%s-%s', '%s，%s']) % (
            word * rng.randrange(1, 3), rng.choice(WORDS + ['2023', '1', '05']))
    if kind < 0.60:
        return rng.choice(['', '≥', '≤', '＝']) + str(rng.randrange(1, 3000)) + word
    if kind < 0.70:
        return word + str(rng.randrange(1, 300)) + rng.choice(['', '%'])
    if kind < 0.85:
        return ''.join(rng.choice(LETTERS) for _ in range(rng.randrange(1, 9)))
    if kind < 0.92:
        return rng.choice(OTHERS) * rng.randrange(1, 7)
    return amount(rng, True) + rng.choice(LETTERS + OTHERS)


KINDS = [('amount', 28), ('plain', 22), ('code', 17), ('percent', 5), ('relation', 12), ('dash', 4), ('date', 3), ('jumble', 5),
         ('foreign', 11)]


def line_text(rng):
    kind = rng.choices([k for k, _ in KINDS], [w for _, w in KINDS])[0]
    if kind == 'amount':
        return signed(rng, amount(rng, True))
    if kind == 'plain':
        return signed(rng, amount(rng, False))
    if kind == 'percent':
        return amount(rng, False) + rng.choice('%％')
    if kind == 'dash':
        return rng.choice('--−－—') if rng.random() < 0.6 else rng.choice('%%％/△')
    return {'code': code, 'relation': relation, 'date': date, 'jumble': jumble, 'foreign': foreign}[kind](rng)
