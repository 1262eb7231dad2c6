#!/usr/bin/env python3
"""What a batch costs: documents and pages an hour, processor time a page by stage, memory, one worker against two, and the
cost as a document grows: figures.py --gouji BINARY --work FOLDER [--documents 24] [--pages 1,10,100,1000].

Prints Markdown tables. Measure on a machine that does nothing else: the load before each run is printed."""
import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / 'tests/robust'))
import small_documents

KINDS = {'digital': 'digital', 'scanned, 200 dpi': 'typical200'}


def run(gouji, given, out, *options):
    """Wall seconds and the lines of run.jsonl."""
    shutil.rmtree(out, ignore_errors=True)
    start = time.monotonic()
    subprocess.run([gouji, 'ingest', given, '-o', out, *options], stderr=subprocess.DEVNULL)
    return time.monotonic() - start, [json.loads(line) for line in (out / 'run.jsonl').read_text().splitlines()]


def stages(log):
    """Processor milliseconds a page: the worker's own stages, and the rest (loading the program, ending it)."""
    pages = sum(entry['pages'] for entry in log) or 1
    totals = {}
    for entry in log:
        for stage, seconds in entry.get('cpu_s', {}).items():
            totals[stage] = totals.get(stage, 0) + seconds
    totals['all'] = sum(entry['user_s'] + entry['system_s'] for entry in log)
    return {stage: 1000 * seconds / pages for stage, seconds in totals.items()}


def kinds(a):
    print('| documents | jobs | documents/h | pages/h | s CPU/page | of it start, extract, normalize, write (ms) | peak MB a worker | load before |')
    print('|---|---|---|---|---|---|---|---|')
    for name, preset in KINDS.items():
        given = a.work / preset
        small_documents.make(given, a.documents, min(a.documents, 12), presets=preset)
        speed = {}
        for jobs in (1, 2):
            load = os.getloadavg()[0]
            seconds, log = run(a.gouji, given / 'many', a.work / 'out', '--jobs', str(jobs))
            pages, by_stage = sum(e['pages'] for e in log), stages(log)
            speed[jobs] = pages / seconds
            print(f'| {len(log)} {name}, {pages} pages | {jobs} | {3600 * len(log) / seconds:.0f} | {3600 * pages / seconds:.0f} | '
                  f'{by_stage["all"] / 1000:.2f} | {", ".join(f"{by_stage.get(s, 0):.0f}" for s in ("start", "extract", "normalize", "write"))} | '
                  f'{max(e["peak_mb"] for e in log):.0f} | {load:.1f} |')
            sys.stdout.flush()
        print(f'\nTwo workers on {name} documents: {speed[2] / speed[1]:.2f} times as fast as one.\n')


def growth(a):
    print('| pages | seconds | s CPU/page | peak MB | load before |\n|---|---|---|---|---|')
    page = small_documents.draw(a.work / 'page', 1, presets='digital')[0]
    for count in (int(n) for n in a.pages.split(',') if n):
        given = a.work / f'grown-{count}'
        given.mkdir(parents=True)
        document = given / f'pages-{count}.pdf'
        subprocess.run(['qpdf', '--empty', '--pages', *([str(page), '1'] * count), '--', str(document)], check=True)
        load = os.getloadavg()[0]
        seconds, log = run(a.gouji, given, a.work / 'out', '--jobs', '1')
        entry = log[-1]
        print(f'| {entry["pages"]} | {seconds:.1f} | {(entry["user_s"] + entry["system_s"]) / max(1, entry["pages"]):.2f} | '
              f'{entry["peak_mb"]:.0f} | {load:.1f} |')
        sys.stdout.flush()


def main():
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('--gouji', required=True, type=pathlib.Path)
    p.add_argument('--work', required=True, type=pathlib.Path)
    p.add_argument('--documents', type=int, default=24)
    p.add_argument('--pages', default='1,10,100,1000', help='sizes of the growing document; none when empty')
    a = p.parse_args()
    shutil.rmtree(a.work, ignore_errors=True)
    if a.documents:
        kinds(a)
    growth(a)


if __name__ == '__main__':
    main()
