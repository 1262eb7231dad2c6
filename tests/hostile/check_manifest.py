#!/usr/bin/env python3
"""Holds a run over hostile files against what make_hostile.py expects: check_manifest.py INPUT OUT.

Every file must have its row; a failed one must say why; what must be refused must not be `ok`, and what is sound must not fail.
"""
import csv
import pathlib
import sys


def key(name):
    """Names as they can be compared, whatever is done to control characters and bytes that are no UTF-8."""
    return ''.join(c for c in name if c.isprintable() and c not in '\ufffd?\\_ ')


def main():
    given, out = map(pathlib.Path, sys.argv[1:3])
    with open(given / 'expected.csv', newline='', encoding='utf-8', errors='surrogateescape') as f:
        expected = list(csv.DictReader(f))
    with open(out / 'manifest.csv', newline='', encoding='utf-8-sig', errors='replace') as f:
        rows = {key(row['source']): row for row in csv.DictReader(f)}
    problems = []
    for item in expected:
        row, outcome = rows.get(key(item['file'])), item['outcome']
        name = repr(item['file'])
        if row is None:
            if outcome != 'unseen' and not item['file'].startswith('.'):
                problems.append(f'{name} has no row in the manifest')
            continue
        if outcome == 'unseen':
            problems.append(f'{name} should not have been read')
        elif row['status'] not in ('ok', 'failed', 'duplicate', 'no_tables'):
            problems.append(f'{name} has the status {row["status"]!r}')
        elif row['status'] in ('failed', 'no_tables') and not row['error'].strip():
            problems.append(f'{name} is {row["status"]} without a reason')
        elif outcome == 'refused' and row['status'] == 'ok':
            problems.append(f'{name} must be refused and is ok')
        elif outcome == 'read' and row['status'] == 'failed':
            problems.append(f'{name} is sound and failed: {row["error"]}')
    print('\n'.join(problems) or f'{len(expected)} files, each as expected')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
