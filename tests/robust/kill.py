#!/usr/bin/env python3
"""Kills workers and the batch itself with SIGKILL at random moments of one batch, as often as asked, and starts it again; then
holds what came out against a run that nobody disturbed: kill.py --gouji BINARY --work FOLDER [--kills 100].

Every third kill is of the batch, the others are of one of its workers. Now and then a killed batch gets SIGTERM instead, which
it must answer by itself."""
import argparse
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import result_tree
import small_documents


def children(pid):
    try:
        return [int(child) for child in pathlib.Path(f'/proc/{pid}/task/{pid}/children').read_text().split()]
    except OSError:
        return []


class Batch:
    def __init__(self, command):
        self.command, self.process = command, None

    def start(self):
        self.process = subprocess.Popen(self.command, stderr=subprocess.DEVNULL)

    def ended(self):
        return self.process.poll() is not None

    def kill_worker(self, rng):
        workers = children(self.process.pid)
        if not workers:
            return False
        try:
            os.kill(rng.choice(workers), signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def kill(self, number):
        self.process.send_signal(number)
        return self.process.wait(timeout=60)


def disturb(batch, kills, rng):
    """Kills until it is enough or the batch has come to its end too often to be disturbed any more."""
    done = {'worker': 0, 'batch': 0, 'asked to stop': 0}
    starts, idle = 1, 0
    batch.start()
    while sum(done.values()) < kills and idle < 5:
        time.sleep(rng.uniform(0.02, 0.8))
        if batch.ended():                           # all is done: kills during a run with nothing to do but its tables
            idle += 1
            starts += 1
            batch.start()
            continue
        what = rng.choice(('worker', 'worker', 'batch'))
        if what == 'worker':
            done['worker'] += batch.kill_worker(rng)
            continue
        polite = rng.random() < 0.2
        code = batch.kill(signal.SIGTERM if polite else signal.SIGKILL)
        if polite and code not in (0, 1, -signal.SIGTERM):     # the last: before it had begun to listen
            sys.exit(f'kill: SIGTERM ended the batch with {code}')
        done['asked to stop' if polite else 'batch'] += 1
        starts += 1
        batch.start()
    if not batch.ended():
        done['batch'] += 1
        batch.kill(signal.SIGKILL)
    return done, starts


def main():
    p = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    p.add_argument('--gouji', required=True, type=pathlib.Path)
    p.add_argument('--work', required=True, type=pathlib.Path)
    p.add_argument('--kills', type=int, default=100)
    p.add_argument('--documents', type=int, default=150)
    p.add_argument('--distinct', type=int, default=10)
    p.add_argument('--presets', default='digital,digital,digital,typical200')
    p.add_argument('--seed', type=int, default=1)
    a = p.parse_args()
    shutil.rmtree(a.work, ignore_errors=True)
    small_documents.make(a.work / 'in', a.documents, a.distinct, presets=a.presets)
    given = a.work / 'in/many'

    def command(out):
        return [a.gouji, 'ingest', given, '-o', a.work / out, '--jobs', '2']

    calm = subprocess.run(command('calm'), stderr=subprocess.DEVNULL).returncode
    done, starts = disturb(Batch(command('disturbed')), a.kills, random.Random(a.seed))
    final = subprocess.run(command('disturbed'), stderr=subprocess.DEVNULL).returncode
    wrong = result_tree.differences(a.work / 'calm', a.work / 'disturbed')
    print(f'{a.documents} documents, {sum(done.values())} kills ({", ".join(f"{n} of {what}" for what, n in done.items())}), {starts} starts')
    if sum(done.values()) < a.kills:
        wrong.append(f'only {sum(done.values())} kills found something to kill: give it more documents')
    if calm != final:
        wrong.append(f'exit codes {calm} and {final}')
    print('\n'.join(wrong[:20]) or 'byte for byte as without')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
