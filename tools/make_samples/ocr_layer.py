"""The text layer of a careless scanner: right places, many wrong characters, cells run together."""
from page import Text

LOOKALIKES = {'0': 'OoD', '1': 'lI|7', '2': 'Z', '3': '8', '4': 'A', '5': 'S6', '6': '5b', '7': '1', '8': '3B', '9': 'gq', '.': ',·', ',': '.',
              '一': '－', '款': '歀', '项': '顶', '财': '贝', '预': '顶', '算': '箅', '支': '攴', '出': '岀', '金': '全', '基': '墓', '本': '木',
              '人': '入', '未': '末', '日': '曰', '土': '士', '县': '具', '局': '屈', '合': '台', '计': '汁', '目': '日', '性': '牲', '标': '杯'}


def lines_of(page, rng, error_rate=0.12):
    lines = []
    for mark in page.marks:
        if not isinstance(mark, Text) or not mark.text.strip() or rng.random() < 0.04:
            continue
        text = ''.join(rng.choice(LOOKALIKES[c]) if c in LOOKALIKES and rng.random() < error_rate else c for c in mark.text)
        lines.append((mark.x + rng.uniform(-2, 2), mark.y + rng.uniform(-1.5, 1.5), mark.size, mark.width, text))
    return lines
