"""Comparing two output folders byte for byte."""
import hashlib
import os
import pathlib

MAY_DIFFER = {'run.jsonl'}        # times
PASSING = {'.gouji/lock', '.gouji/work'}


def digest(out):
    """Relative path -> SHA-256 of every file that a run promises to make alike."""
    out, files = pathlib.Path(out), {}
    for folder, _, names in os.walk(out):
        for name in names:
            path = pathlib.Path(folder) / name
            relative = str(path.relative_to(out))
            if relative in MAY_DIFFER or any(relative.startswith(p) for p in PASSING):
                continue
            files[relative] = hashlib.sha256(path.read_bytes()).hexdigest()
    return files


def differences(a, b):
    """Sentences; none when the folders are alike."""
    first, second = digest(a), digest(b)
    if not first:
        return [f'{a} is empty']
    return [f'{path}: ' + ('only in ' + str(a) if path not in second else 'only in ' + str(b) if path not in first else 'differs')
            for path in sorted(first.keys() | second.keys()) if first.get(path) != second.get(path)]
