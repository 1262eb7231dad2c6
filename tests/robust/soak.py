#!/usr/bin/env python3
"""Thousands of small documents and a hundred hostile ones in one batch: soak.py --gouji BINARY --work FOLDER.

Checks that every file has ended, that every failure says why, that the batch stays under its memory and that workers do not
grow. Prints the figures."""
import argparse
import csv
import json
import pathlib
import shutil
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import small_documents

ROOT = small_documents.ROOT
MAX_BATCH_MB = 200


def resident_mb(pid):
    try:
        for line in pathlib.Path(f'/proc/{pid}/status').read_text().splitlines():
            if line.startswith('VmRSS'):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def run(command):
    """Exit code, seconds, and the resident memory of the batch itself, sampled."""
    start, samples = time.monotonic(), []
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    stop = threading.Event()

    def watch():
        while not stop.wait(0.5):
            samples.append(resident_mb(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    stop.set()
    watcher.join()
    return code, time.monotonic() - start, samples


def slope(values):
    """Least squares: change from the first value to the last, and the spread around the line."""
    n = len(values)
    mean_x, mean_y = (n - 1) / 2, sum(values) / n
    over = sum((x - mean_x) ** 2 for x in range(n))
    per_step = sum((x - mean_x) * (y - mean_y) for x, y in enumerate(values)) / over
    rest = (sum((y - mean_y - per_step * (x - mean_x)) ** 2 for x, y in enumerate(values)) / n) ** 0.5
    return per_step * (n - 1), rest


def drift(peaks_of):
    """The mean over documents of how their copies, in the order in which they ended, differ from the first."""
    copies = min(map(len, peaks_of.values()))
    return [sum(peaks[k] - peaks[0] for peaks in peaks_of.values()) / len(peaks_of) for k in range(copies)]


def rows_of(out):
    with open(out / 'manifest.csv', newline='', encoding='utf-8-sig', errors='replace') as f:
        return list(csv.DictReader(f))


def check_rows(rows, files):
    wrong = []
    if len(rows) < files:
        wrong.append(f'{files} files, but only {len(rows)} rows in the manifest')
    for row in rows:
        if row['status'] in ('failed', 'no_tables') and not row['error'].strip():
            wrong.append(f'{row["source"]} is {row["status"]} without a reason')
        if row['source'].startswith('small/') and row['status'] != 'ok':
            wrong.append(f'{row["source"]} is sound and {row["status"]}: {row["error"]}')
    return wrong


def main():
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('--gouji', required=True, type=pathlib.Path)
    p.add_argument('--work', required=True, type=pathlib.Path)
    p.add_argument('--documents', type=int, default=2000)
    p.add_argument('--distinct', type=int, default=40)
    p.add_argument('--jobs', default='2')
    p.add_argument('--timeout-page', default='60')
    a = p.parse_args()
    shutil.rmtree(a.work, ignore_errors=True)
    made = small_documents.make(a.work / 'made', a.documents, a.distinct)
    (a.work / 'in').mkdir()
    (a.work / 'made/many').rename(a.work / 'in/small')
    subprocess.run([ROOT / 'tests/hostile/make_hostile.py', '--out', a.work / 'in/hostile'], check=True)
    hostile = sum(1 for f in (a.work / 'in/hostile').rglob('*') if f.is_file() and not f.name.startswith('.') and f.name != 'expected.csv')
    code, seconds, samples = run([a.gouji, 'ingest', a.work / 'in', '-o', a.work / 'out', '--jobs', a.jobs, '--timeout-page', a.timeout_page])
    rows = rows_of(a.work / 'out')
    wrong = check_rows([r for r in rows if r['source'].startswith('small/')], len(made)) + check_rows(rows, len(made))
    if code != 1:
        wrong.append(f'exit code {code}, not 1')
    if max(samples) > MAX_BATCH_MB:
        wrong.append(f'the batch had {max(samples):.0f} MB')
    log = [json.loads(line) for line in (a.work / 'out/run.jsonl').read_text().splitlines()]
    kinds = {}
    for entry in log:
        if entry['source'].startswith('small/'):
            kind = kinds.setdefault('scanned' if 'typical' in entry['document'] else 'digital', {})
            kind.setdefault(entry['document'].rsplit('-', 1)[0], []).append(entry['peak_mb'])
    print(f'{len(made)} small and {hostile} hostile files in {seconds:.0f} s with --jobs {a.jobs}: {len(rows)} rows, '
          f'{sum(r["status"] == "failed" for r in rows)} failed, {sum(r["status"] == "ok" for r in rows)} ok')
    print(f'memory of the batch: {samples[len(samples) // 4]:.0f} MB after a quarter, {samples[-1] or samples[-2]:.0f} MB at the end, '
          f'{max(samples):.0f} MB at most')
    for kind, peaks_of in sorted(kinds.items()):
        peaks = sum(peaks_of.values(), [])
        change, spread = slope(drift(peaks_of))
        print(f'memory of workers, {kind}: {sum(peaks) / len(peaks):.0f} MB each, at most {max(peaks):.0f}; '
              f'from the first to the last copy of a document {change:+.1f} MB, spread {spread:.1f} MB')
        if change > 2 * spread + 1:
            wrong.append(f'workers grow: {kind}')
    print('\n'.join(wrong[:20]) or 'all ended, every failure says why')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
