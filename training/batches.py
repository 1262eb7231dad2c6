"""Batches of lines for training: of like width together, in random order."""


def batches(widths, filled, columns, rng, which=None):
    """Lists of line numbers. widths: of all lines, pixels; filled: the width that a line takes in a batch; columns: of pixels in a
    batch, at most; which: the lines to take, all when None."""
    order = sorted(range(len(widths)) if which is None else which, key=lambda i: widths[i] + rng.uniform(-6, 6))
    groups, group, widest = [], [], 0
    for i in order:
        width = filled(widths[i])
        if group and max(widest, width) * (len(group) + 1) > columns:
            groups.append(group)
            group, widest = [], 0
        group.append(i)
        widest = max(widest, width)
    groups.append(group)
    rng.shuffle(groups)
    return groups
