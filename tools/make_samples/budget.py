"""Invents the figures of one unit's budget so that the identities of the thirteen tables hold.

Amounts are whole yuan inside; printing rounds them, so a line that is no multiple of the printed unit leaves the rounding
tails that real budgets have.
"""
import random
from dataclasses import dataclass, field

import names


@dataclass
class Money:
    """One functional subject split by source and use, in yuan."""
    code: str
    name: str
    basic: int = 0             # general public budget, this year
    basic_carry: int = 0
    project: int = 0
    project_carry: int = 0
    fund: int = 0              # government funds, project money
    capital: int = 0           # state capital budget, project money
    business: int = 0          # outside the fiscal appropriation, basic

    @property
    def general(self):
        return self.basic + self.basic_carry + self.project + self.project_carry

    @property
    def total_basic(self):
        return self.basic + self.basic_carry + self.business

    @property
    def total_project(self):
        return self.project + self.project_carry + self.fund + self.capital

    @property
    def total(self):
        return self.total_basic + self.total_project


@dataclass
class Project:
    code: str
    subject: str
    name: str
    work: str
    amount: int
    indicators: list = field(default_factory=list)   # (Indicator, value text, weight)
    goal: str = ''


@dataclass
class Budget:
    county: str
    bureau: names.Bureau
    unit_name: str
    unit_code: str
    year: int
    lines: list                # Money, by code
    projects: list             # Project, by code
    standing: list             # Project, basic money, only in the table of targets
    economic: dict             # five-digit code -> yuan, basic money of the general public budget
    local: dict                # five-digit code -> list of (code, name, yuan)
    project_economic: dict     # five-digit code -> (this year, carried over, funds, capital), yuan
    three_public: dict

    def sum(self, attribute):
        return sum(getattr(line, attribute) for line in self.lines)


def rounded(rng, low, high, tail_rate):
    """A figure in yuan: mostly whole hundreds, so that printing in 万元 with two decimals loses nothing."""
    value = int(round(10 ** rng.uniform(low, high)))
    return value if rng.random() < tail_rate else max(100, value // 100 * 100)


def split(rng, total, count, tail_rate):
    """Cuts a sum into positive parts; only tail_rate of the cuts fall between whole hundreds."""
    if count <= 1 or total < 100 * count * 2:
        return [total] + [0] * (max(count, 1) - 1)
    weights = [rng.uniform(0.15, 1) for _ in range(count)]
    parts = []
    for weight in weights[:-1]:
        part = int(total * weight / sum(weights))
        parts.append(part if rng.random() < tail_rate else max(100, part // 100 * 100))
    return parts + [total - sum(parts)]


def make_budget(rng: random.Random, tail_rate=0.12, projects=None):
    bureau = rng.choice(names.BUREAUS)
    county = rng.choice(names.COUNTIES)
    unit_name = county + bureau.name
    if rng.random() < 0.25 and not bureau.institution:
        unit_name += rng.choice(('机关', '综合服务中心', '信息中心'))
    year = rng.randint(2022, 2026)
    lines = running_costs(rng, bureau, tail_rate)
    found = make_projects(rng, bureau, county, year, lines, tail_rate, projects)
    other_funds(rng, lines, tail_rate)
    lines = sorted((line for line in lines if line.total), key=lambda line: line.code)
    economic, local = economic_split(rng, lines, bureau, tail_rate)
    budget = Budget(county, bureau, unit_name, f'{bureau.number}{rng.randint(1, 14):03d}', year, lines, found, [], economic, local,
                    project_economic(rng, lines, tail_rate), three_public(economic))
    budget.standing = standing_projects(rng, economic)
    weights = rng.choice((90, 90, 100))
    for project in budget.standing + found:
        add_targets(rng, project, project in budget.standing, year, weights)
    return budget


def running_costs(rng, bureau, tail_rate):
    pay = rounded(rng, 5.9, 7.4, tail_rate)
    social = pay // 1000 * 100
    lines = [Money(bureau.section + bureau.basic, names.BASIC_SUBJECT_NAMES[bureau.basic], basic=pay),
             Money('2080505', '机关事业单位基本养老保险缴费支出', basic=social),
             Money('2080506', '机关事业单位职业年金缴费支出', basic=social // 200 * 100),
             Money('2210201', '住房公积金', basic=int(social * 0.8) // 100 * 100)]
    medical = ('2101102', '事业单位医疗') if bureau.institution else ('2101101', '行政单位医疗')
    lines.append(Money(*medical, basic=int(social * 0.4) // 100 * 100))
    if rng.random() < 0.4:
        lines.append(Money('2101103', '公务员医疗补助', basic=int(social * 0.13) // 100 * 100))
    if bureau.basic == '01' and rng.random() < 0.5:
        lines.append(Money(bureau.section + '50', '事业运行', basic=rounded(rng, 5, 6.6, tail_rate)))
    if rng.random() < 0.3:
        lines.append(Money('2080599', '其他行政事业单位养老支出', basic=rounded(rng, 4.5, 6.5, tail_rate)))
    if rng.random() < 0.3:
        lines.append(Money('2080801', '死亡抚恤', basic=rounded(rng, 4, 5.6, tail_rate)))
    if rng.random() < 0.35:
        for line in rng.sample(lines, rng.randint(1, 3)):
            line.basic_carry = rounded(rng, 3, 5.5, tail_rate)
    return lines


def make_projects(rng, bureau, county, year, lines, tail_rate, limit):
    works = rng.sample(bureau.works, rng.randint(2, len(bureau.works)))
    if limit:
        works = works[:limit]
    subjects = sorted(rng.sample(bureau.subjects, rng.randint(1, len(bureau.subjects))))
    by_code = {line.code: line for line in lines}
    projects = []
    for work in works:
        digits, subject = rng.choice(subjects)
        code = bureau.section + digits
        line = by_code.setdefault(code, Money(code, subject))
        if line not in lines:
            lines.append(line)
        amount = rounded(rng, 4.3, 6.8, tail_rate)
        ending = rng.choice(names.PROJECT_ENDINGS).format(year=year)
        prefix = rng.choice(('', '', county[-1] + bureau.name, county))
        if '结转' in ending or rng.random() < 0.1:
            line.project_carry += amount
        else:
            line.project += amount
        projects.append(Project(code, subject, prefix + work + ending, work, amount))
    if rng.random() < 0.5 and (limit is None or len(projects) < limit):
        lines.append(Money('2130599', '其他巩固脱贫攻坚成果衔接乡村振兴支出', project=50000))
        projects.append(Project('2130599', lines[-1].name, '驻村帮扶经费', '驻村帮扶', 50000))
    return sorted(projects, key=lambda project: project.code)


def other_funds(rng, lines, tail_rate):
    if rng.random() < 0.3:
        for code, name in sorted(rng.sample(names.FUND_SUBJECTS, rng.randint(1, 3))):
            lines.append(Money(code, name, fund=rounded(rng, 5, 7.2, 0)))
    if rng.random() < 0.1:
        code, name = rng.choice(names.CAPITAL_SUBJECTS)
        lines.append(Money(code, name, capital=rounded(rng, 4, 6, 0)))
    if rng.random() < 0.2:
        lines[0].business = rounded(rng, 4.5, 6.2, tail_rate)


def economic_split(rng, lines, bureau, tail_rate):
    """Divides the basic money of the general public budget over economic items and the lines below them."""
    def basic_of(*codes):
        return sum(line.basic + line.basic_carry for line in lines if line.code in codes)

    fixed = {'30108': basic_of('2080505'), '30109': basic_of('2080506'), '30110': basic_of('2101101', '2101102'),
             '30111': basic_of('2101103'), '30113': basic_of('2210201'), '30304': basic_of('2080801')}
    rest = sum(line.basic + line.basic_carry for line in lines) - sum(fixed.values())
    public = int(rest * rng.uniform(0.03, 0.16)) // 100 * 100
    benefits = int(rest * rng.uniform(0.0, 0.12)) // 100 * 100
    wages = rest - public - benefits
    pay_codes = ['30101', '30102', '30103', '30112'] + (['30107'] if rng.random() < 0.6 else []) + \
        (['30199'] if rng.random() < 0.5 else [])
    goods_codes = rng.sample(sorted(c for c in names.ECONOMIC if c[:3] == '302' and c not in ('30212',)), rng.randint(6, 16))
    if rng.random() < 0.1:
        goods_codes.append('30212')
    benefit_codes = rng.sample(['30301', '30305', '30307', '30309', '30399'], rng.randint(1, 4)) if benefits > 2000 else ['30305']
    economic = {code: value for code, value in fixed.items() if value}
    for codes, amount in ((pay_codes, wages), (goods_codes, public), (benefit_codes, benefits)):
        for code, part in zip(sorted(codes), split(rng, amount, len(codes), tail_rate)):
            if part > 0:
                economic[code] = economic.get(code, 0) + part
            elif part < 0:
                economic[sorted(codes)[0]] += part
    local = {}
    for code, children in names.LOCAL_LINES.items():
        if code in economic and economic[code] > 3000 and rng.random() < 0.7:
            chosen = children[:rng.randint(1, len(children))]
            parts = split(rng, economic[code], len(chosen), tail_rate)
            local[code] = [(number, name, part) for (number, name), part in zip(chosen, parts) if part > 0]
    return dict(sorted(economic.items())), local


def project_economic(rng, lines, tail_rate):
    """Where the project money goes by economic item; one catch-all line in half of the documents."""
    sums = [sum(getattr(line, a) for line in lines) for a in ('project', 'project_carry', 'fund', 'capital')]
    codes = ['39999'] if rng.random() < 0.5 else rng.sample(['30201', '30213', '30226', '30227', '30299', '31002', '31003'],
                                                            rng.randint(2, 4))
    shares = [split(rng, amount, len(codes), tail_rate) for amount in sums]
    return {code: tuple(share[i] for share in shares) for i, code in enumerate(sorted(codes)) if any(s[i] for s in shares)}


def three_public(economic):
    parts = {'overseas': economic.get('30212', 0), 'vehicle_purchase': 0, 'vehicle_operation': economic.get('30231', 0),
             'reception': economic.get('30217', 0)}
    parts['vehicle_total'] = parts['vehicle_purchase'] + parts['vehicle_operation']
    parts['total'] = parts['overseas'] + parts['vehicle_total'] + parts['reception']
    return parts


def standing_projects(rng, economic):
    chosen = rng.sample(names.STANDING_PROJECTS, rng.randint(0, len(names.STANDING_PROJECTS)))
    return [Project('', '', name, name, rounded(rng, 4, 5.6, 0.1)) for name in chosen]


def add_targets(rng, project, standing, year, weight_sum):
    if standing:
        chosen, weights = list(names.STANDING_INDICATORS), [30, 20, 20, weight_sum - 70]
        project.goal = names.STANDING_GOAL
    else:
        chosen = rng.sample(names.INDICATORS, rng.randint(3, 8))
        base = weight_sum // len(chosen)
        weights = [weight_sum - base * (len(chosen) - 1)] + [base] * (len(chosen) - 1)
        project.goal = rng.choice(names.GOALS).format(work=project.work, year=year)
    for indicator, weight in zip(chosen, weights):
        if indicator.value is None:
            value = f'{project.amount / 10000:.2f}'.rstrip('0').rstrip('.')
        elif isinstance(indicator.value, tuple):
            value = str(rng.randint(*indicator.value))
        else:
            value = indicator.value
        project.indicators.append((indicator, value, str(weight)))
