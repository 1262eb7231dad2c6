"""Many small documents for the tests of the batch: pages of one table, digital and scanned, each with a content of its own.

The generator of samples draws as many as `distinct`; the others are these again with another last line, which makes another
file of them and costs as much to read."""
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def draw(out, distinct, seed=1, presets='digital,digital,digital,typical200'):
    """Draws `distinct` documents of one short table into `out`; one in four is a scan."""
    subprocess.run(['/usr/bin/python3', ROOT / 'tools/make_samples/make_samples.py', '--seed', str(seed), '--count', str(distinct), '--preset', presets,
                    '--tables', '3-3', '--no-prose', '--jitter', '--out', out], check=True, stdout=subprocess.DEVNULL)
    return sorted(out.glob('*.pdf'))


def make(out, count, distinct, **how):
    """`count` files in `out`; returns their paths."""
    drawn = draw(out / 'drawn', distinct, **how)
    files = []
    for i in range(count):
        source = drawn[i % len(drawn)]
        target = out / 'many' / f'{i % 100:02d}' / f'{source.stem}-{i:05d}.pdf'
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes() + b'\n%% %d\n' % i)
        files.append(target)
    return files
