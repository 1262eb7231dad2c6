"""Trains the restorer from shards of worn_lines.py and writes it as ONNX: first to give the print back pixel by pixel, then so
that a recognition network reads it, the network's own weights left as they are.

    train_restorer.py OUT.onnx SHARD.npz... --reader DIR [--hold-out SHARD.npz...] [--pixel-steps N] [--reading-steps N]

DIR holds tiny.onnx and tiny.txt (scripts/fetch-models). The same shards and seed give the same weights on the same machine.
"""
import argparse
import pathlib
import random
import tempfile
import time
import unicodedata

import numpy as np
import onnx
import onnx2torch
import onnxruntime
import torch
from torch import nn

from batches import batches

HEIGHT = 48
WIDTH_STEP = 8         # the width is filled up with paper to a multiple
BATCH_COLUMNS = 5120   # of pixels in a batch: some 16 lines
PIXEL_WEIGHT = 0.5     # of the print's pixels in the second phase, beside the reading's nats a character
ALIKE = {'”': '“', '"': '“', '—': '-', '–': '-', '∶': ':'}  # signs that print alike, beside those of one compatibility form


def unit(inputs, outputs, stride=1, kernel=3, wide=0):
    return nn.Sequential(nn.Conv2d(inputs, outputs, (kernel, kernel + 2 * wide), stride, (kernel // 2, kernel // 2 + wide), bias=False),
                         nn.BatchNorm2d(outputs), nn.ReLU())


class Restorer(nn.Module):
    """Darkness of a worn line (N x 1 x 48 x width, 0 paper to 1 ink) to that of its print, same shape. What it adds to the
    picture is seen at a half, a quarter and an eighth of its size."""

    def __init__(self):
        super().__init__()
        self.to_half = nn.Sequential(unit(1, 24, 2, 5), unit(24, 24))
        self.to_quarter = nn.Sequential(unit(24, 40, 2), unit(40, 40))
        self.to_eighth = nn.Sequential(unit(40, 64, 2), unit(64, 64), unit(64, 64, wide=1))
        self.join_quarter = unit(64 + 40, 40)
        self.join_half = unit(40 + 24, 24)
        self.strokes = nn.Sequential(nn.Conv2d(24, 4, 3, 1, 1), nn.PixelShuffle(2))

    def forward(self, darkness):
        half = self.to_half(darkness)
        quarter = self.to_quarter(half)
        eighth = self.to_eighth(quarter)
        twice = lambda x: nn.functional.interpolate(x, scale_factor=2.0, mode='nearest')
        quarter = self.join_quarter(torch.cat([twice(eighth), quarter], 1))
        half = self.join_half(torch.cat([twice(quarter), half], 1))
        return torch.sigmoid(self.strokes(half) + 8 * (darkness - 0.5))


def folded(file):
    """The network with its normalizations folded into the convolutions."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    with tempfile.NamedTemporaryFile(suffix='.onnx') as out:
        options.optimized_model_filepath = out.name
        onnxruntime.InferenceSession(str(file), options, providers=['CPUExecutionProvider'])
        return onnx.load(out.name)


def print_of(character):
    """What stands for all characters that print as this one; nothing for a space."""
    folded = unicodedata.normalize('NFKC', character).strip()
    return ALIKE.get(folded, folded)


class Reader:
    """The recognition network, frozen: pictures to log probabilities of signs."""

    def __init__(self, folder):
        self.network = onnx2torch.convert(folded(folder / 'tiny.onnx')).eval().requires_grad_(False)
        characters = (folder / 'tiny.txt').read_text(encoding='utf-8').split('\n')
        characters = [c.rstrip('\r') for c in characters if c]
        prints = [print_of(c) for c in [''] + characters + [' ']]
        self.signs = sorted(set(prints))  # what prints alike is one sign; the first is blank and space
        self.sign_of = {sign: i for i, sign in enumerate(self.signs)}
        self.groups = torch.tensor([self.sign_of[p] for p in prints])

    def logs(self, darkness):
        picture = (1 - 2 * darkness).expand(-1, 3, -1, -1)
        probabilities = self.network(picture)
        merged = torch.zeros(*probabilities.shape[:2], len(self.signs)).index_add(2, self.groups, probabilities)
        return merged.clamp_min(1e-7).log()

    def target(self, text):
        """Signs of a text; None where the network lacks one."""
        prints = [p for p in map(print_of, text) if p]
        return [self.sign_of[p] for p in prints] if all(p in self.sign_of for p in prints) else None

    def reads(self, logs, text):
        """For each line, whether it is read as its text says."""
        for row, wanted in zip(logs.argmax(2).tolist(), text):
            yield [s for n, s in enumerate(row) if s and (n == 0 or s != row[n - 1])] == wanted


def load(files):
    lines = []
    for file in files:
        shard = np.load(file)
        worn, printed, at = shard['worn'], shard['print'], 0
        for width, text in zip(shard['widths'], shard['texts']):
            cut = slice(at, at + width * HEIGHT)
            lines.append((worn[cut].reshape(width, HEIGHT).T, printed[cut].reshape(width, HEIGHT).T, str(text)))
            at += width * HEIGHT
    return lines


def filled(width):
    return (width + WIDTH_STEP - 1) // WIDTH_STEP * WIDTH_STEP


def stack(lines, group, kind):
    width = max(filled(lines[i][0].shape[1]) for i in group)
    x = np.zeros((len(group), 1, HEIGHT, width), np.float32)
    for k, i in enumerate(group):
        a = lines[i][kind]
        x[k, 0, :, :a.shape[1]] = 1 - a / np.float32(255)
    return torch.from_numpy(x).contiguous(memory_format=torch.channels_last)


def read_rates(model, reader, lines):
    """Shares of lines that the network reads exactly: as they are, and restored."""
    which = [i for i in range(len(lines)) if reader.target(lines[i][2])]
    right = [0, 0]
    model.eval()
    with torch.inference_mode():
        for group in batches(lines, filled, BATCH_COLUMNS, random.Random(0), which):
            worn = stack(lines, group, 0)
            for kind, darkness in enumerate((worn, model(worn))):
                right[kind] += sum(reader.reads(reader.logs(darkness), [reader.target(lines[i][2]) for i in group]))
    model.train()
    return [r / max(len(which), 1) for r in right]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('out')
    parser.add_argument('shards', nargs='+')
    parser.add_argument('--reader', type=pathlib.Path, required=True)
    parser.add_argument('--hold-out', nargs='*', default=[])
    parser.add_argument('--start', help='weights (OUT.onnx.pt) to go on from')
    parser.add_argument('--pixel-steps', type=int, default=4000)
    parser.add_argument('--reading-steps', type=int, default=4000)
    parser.add_argument('--rate', type=float, default=2e-3)
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--seed', type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    lines = load(options.shards)
    held = [load([file])[:1500] for file in options.hold_out]
    reader = Reader(options.reader)
    targets = [reader.target(text) for _, _, text in lines]
    model = Restorer().to(memory_format=torch.channels_last)
    if options.start:
        model.load_state_dict(torch.load(options.start))
    print(len(lines), 'lines,', sum(p.numel() for p in model.parameters()), 'parameters', flush=True)

    def show(what):
        for file, sample in zip(options.hold_out, held):
            print(what, file, 'read exactly: worn %.4f, restored %.4f' % tuple(read_rates(model, reader, sample)), flush=True)

    def train(steps, rate, loss_of):
        optimizer = torch.optim.AdamW(model.parameters(), rate, weight_decay=1e-3)
        began, step, mean = time.time(), 0, None
        while step < steps:
            for group in batches(lines, filled, BATCH_COLUMNS, rng)[:steps - step]:
                for g in optimizer.param_groups:
                    g['lr'] = rate * min(1, (step + 1) / 100) * (0.5 + 0.5 * np.cos(np.pi * step / steps)) + 1e-6
                loss = loss_of(group)
                optimizer.zero_grad(set_to_none=True)
                loss.backward()
                nn.utils.clip_grad_norm_(model.parameters(), 2)
                optimizer.step()
                mean = loss.item() if mean is None else 0.98 * mean + 0.02 * loss.item()
                step += 1
                if step % 100 == 0:
                    print('step %d, %.0f s, loss %.4f' % (step, time.time() - began, mean), flush=True)
                if step % 1000 == 0:
                    torch.save(model.state_dict(), options.out + '.pt')
                    show('step %d:' % step)

    def pixels(group):
        return nn.functional.binary_cross_entropy(model(stack(lines, group, 0)), stack(lines, group, 1))

    def reading(group):
        restored = model(stack(lines, group, 0))
        near = nn.functional.binary_cross_entropy(restored, stack(lines, group, 1))
        logs = reader.logs(restored).permute(1, 0, 2)
        read = [k for k, i in enumerate(group) if targets[i]]
        if not read:
            return PIXEL_WEIGHT * near
        wanted = [targets[group[k]] for k in read]
        nats = nn.functional.ctc_loss(logs[:, read], torch.tensor(sum(wanted, [])), torch.full((len(read),), logs.shape[0]),
                                      torch.tensor([len(t) for t in wanted]), zero_infinity=True)
        return nats + PIXEL_WEIGHT * near

    train(options.pixel_steps, options.rate, pixels)
    show('pixels:')
    train(options.reading_steps, options.rate / 2, reading)
    show('reading:')
    torch.save(model.state_dict(), options.out + '.pt')
    export(model, options.out)


def export(model, out):
    """Folds the normalization into the convolutions: N x 1 x 48 x width to the same."""
    model = model.to(memory_format=torch.contiguous_format).eval()
    for name, layer in list(model.named_modules()):
        if isinstance(layer, nn.Sequential) and len(layer) == 3 and isinstance(layer[1], nn.BatchNorm2d):
            layer[0] = torch.nn.utils.fusion.fuse_conv_bn_eval(layer[0], layer[1])
            layer[1] = nn.Identity()
    torch.onnx.export(model, torch.zeros(1, 1, HEIGHT, 96), out, opset_version=11, dynamo=False, input_names=['worn'],
                      output_names=['print'], dynamic_axes={'worn': {3: 'width'}, 'print': {3: 'width'}})


if __name__ == '__main__':
    main()
