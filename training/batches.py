"""Batches of lines for training: of like width together, in random order."""


def batches(lines, filled, columns, rng, which=None):
    """Lists of line numbers. lines: each begins with its picture; filled: the width that a line takes in a batch; columns: of pixels
    in a batch, at most; which: the lines to take, all when None."""
    width_of = lambda i: lines[i][0].shape[1]
    order = sorted(range(len(lines)) if which is None else which, key=lambda i: width_of(i) + rng.uniform(-6, 6))
    groups, group, widest = [], [], 0
    for i in order:
        width = filled(width_of(i))
        if group and max(widest, width) * (len(group) + 1) > columns:
            groups.append(group)
            group, widest = [], 0
        group.append(i)
        widest = max(widest, width)
    groups.append(group)
    rng.shuffle(groups)
    return groups
