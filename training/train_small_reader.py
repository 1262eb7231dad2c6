"""Trains the small reader from shards of render.py and of worn_figures.py and writes it as ONNX. One thread; the same
shards and seed give the same weights on the same machine.

    train_small_reader.py OUT.onnx SHARD.npz... [--hold-out SHARD.npz] [--start OUT.onnx.pt] [--steps 4000] [--seed 1]
"""
import argparse
import random
import time

import numpy as np
import torch
from torch import nn

from batches import batches
from contents import CLASSES, REJECT
from render import HEIGHT, SIDE, WIDTH_STEP, darkness, to_height

CLASS_OF = {sign: i for i, sign in enumerate(CLASSES) if sign}
BATCH_COLUMNS = 6400  # of pixels in a batch: some 64 lines
WIDEST = 480          # columns of a line


def unit(inputs, outputs, kernel, stride=(1, 1), padding=(1, 1)):
    return nn.Sequential(nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())


class Reader(nn.Module):
    """24 rows of pixels to one row of class scores, one column for two of pixels. Convolutions only."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            unit(1, 16, 5, (2, 2), (2, 2)),       # 12 rows
            unit(16, 24, 3),
            unit(24, 40, 3, (2, 1)),              # 6 rows
            unit(40, 48, 3),
            unit(48, 64, 3, (2, 1)),              # 3 rows
            unit(64, 96, (3, 3), padding=(0, 1)),  # 1 row
            unit(96, 96, (1, 5), padding=(0, 2)),
            nn.Dropout(0.1),
            nn.Conv2d(96, len(CLASSES), 1))

    def forward(self, x):
        return self.body(x)


def rendered_lines(shard):
    pixels, at = shard['pixels'], 0
    for width, text in zip(shard['widths'], shard['texts']):
        yield pixels[at:at + width * HEIGHT].reshape(width, HEIGHT).T, str(text)
        at += width * HEIGHT


def worn_figures(shard):
    pixels, at = shard['pixels'], 0
    for (height, width), dpi, text in zip(shard['shapes'], shard['dpi'], shard['texts']):
        yield to_height(pixels[at:at + height * width].reshape(height, width), int(dpi)), str(text)
        at += height * width


def load(files):
    """(rows of pixels, classes, text) of each line."""
    lines = []
    for file in files:
        shard = np.load(file)
        for pixels, text in worn_figures(shard) if 'shapes' in shard else rendered_lines(shard):
            if pixels.shape[1] <= WIDEST:
                lines.append((pixels, [CLASS_OF[s] for s in text], text))
    return lines


def filled(width):
    return (width + 2 * SIDE + WIDTH_STEP - 1) // WIDTH_STEP * WIDTH_STEP


def stack(lines, group, rng=None):
    """Darkness of each line on paper; in training moved by up to two pixels and toned a little."""
    width = max(filled(lines[i][0].shape[1]) for i in group)
    x = np.zeros((len(group), 1, HEIGHT, width), np.float32)
    for k, i in enumerate(group):
        a = lines[i][0]
        d = darkness(a)
        left = SIDE
        if rng:
            left += rng.randrange(-2, 3)
            if rng.random() < 0.3:
                d = d ** rng.uniform(0.7, 1.4)
        x[k, 0, :, left:left + a.shape[1]] = d[:, :width - left]
    if rng:
        x += np.random.default_rng(rng.getrandbits(40)).standard_normal(x.shape, np.float32) * 0.02
    return torch.from_numpy(x).contiguous(memory_format=torch.channels_last)


def evaluate(model, lines):
    model.eval()
    right, known = [0, 0], [0, 0]
    with torch.inference_mode():
        for group in batches(lines, filled, BATCH_COLUMNS, random.Random(0)):
            best = model(stack(lines, group)).argmax(1)[:, 0].numpy()
            for row, i in zip(best, group):
                text = ''.join(CLASSES[c] for n, c in enumerate(row) if c and (n == 0 or c != row[n - 1]))
                rejected = int(REJECT in lines[i][2])
                known[rejected] += 1
                right[rejected] += text == lines[i][2]
    model.train()
    return tuple(r / max(k, 1) for r, k in zip(right, known))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('out')
    parser.add_argument('shards', nargs='+')
    parser.add_argument('--hold-out')
    parser.add_argument('--start', help='weights (OUT.onnx.pt) to go on from')
    parser.add_argument('--steps', type=int, default=4000)
    parser.add_argument('--rate', type=float, default=2.5e-3)
    parser.add_argument('--seed', type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    lines = load(options.shards)
    held = load([options.hold_out]) if options.hold_out else []
    model = Reader().to(memory_format=torch.channels_last)
    if options.start:
        model.load_state_dict(torch.load(options.start))
    print(len(lines), 'lines,', sum(p.numel() for p in model.parameters()), 'parameters', flush=True)
    optimizer = torch.optim.AdamW(model.parameters(), options.rate, weight_decay=1e-2)
    loss_of = nn.CTCLoss(zero_infinity=True)
    bfloat16 = 'avx512_bf16' in open('/proc/cpuinfo').read()  # slower than float32 elsewhere
    began, step, mean = time.time(), 0, None
    while step < options.steps:
        for group in batches(lines, filled, BATCH_COLUMNS, rng)[:options.steps - step]:
            rate = options.rate * min(1, (step + 1) / 100) * (0.5 + 0.5 * np.cos(np.pi * step / options.steps)) + 1e-6
            for g in optimizer.param_groups:
                g['lr'] = rate
            with torch.autocast('cpu', torch.bfloat16, enabled=bfloat16):
                scores = model(stack(lines, group, rng))
            logs = scores[:, :, 0].float().permute(2, 0, 1).log_softmax(2)
            targets = [lines[i][1] for i in group]
            loss = loss_of(logs, torch.tensor(sum(targets, [])), torch.full((len(group),), logs.shape[0]),
                           torch.tensor([len(t) for t in targets]))
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5)
            optimizer.step()
            mean = loss.item() if mean is None else 0.98 * mean + 0.02 * loss.item()
            step += 1
            if step % 200 == 0:
                print('step %d, %.0f s, loss %.4f' % (step, time.time() - began, mean), flush=True)
            if step % 1000 == 0:
                torch.save(model.state_dict(), options.out + '.pt')
                if held:
                    print('held out: numbers %.4f, with foreign print %.4f' % evaluate(model, held[:2000]), flush=True)
    if held:
        print('held out: numbers %.4f, with foreign print %.4f' % evaluate(model, held), flush=True)
    torch.save(model.state_dict(), options.out + '.pt')
    export(model, options.out)


def export(model, out):
    """Folds the normalization into the convolutions, ends with probabilities: 1 x classes x 1 x columns."""
    model = model.to(memory_format=torch.contiguous_format).eval()
    layers = []
    for layer in model.body:
        if isinstance(layer, nn.Sequential):
            layers += [torch.nn.utils.fusion.fuse_conv_bn_eval(layer[0], layer[1]), layer[2]]
        elif not isinstance(layer, nn.Dropout):
            layers.append(layer)
    plain = nn.Sequential(*layers, nn.Softmax(1))
    torch.onnx.export(plain, torch.zeros(1, 1, HEIGHT, 96), out, opset_version=11, dynamo=False, input_names=['darkness'],
                      output_names=['probabilities'], dynamic_axes={'darkness': {3: 'width'}, 'probabilities': {3: 'columns'}})


if __name__ == '__main__':
    main()
