"""Loads a LeNet trained by Gyrus into PyTorch by its keys and writes its logits for the first eight pictures.

python testing/golden/check_lenet.py WEIGHTS.safetensors PICTURES.idx OUT.json [--mean M --std S]

The keys must match exactly. Pixels are divided by 255, then (x − mean) / std.
"""

import argparse
import gzip
import json
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file

from vision import LeNet


def pictures(path, count):
    raw = Path(path).read_bytes()
    raw = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    magic, total, height, width = np.frombuffer(raw, ">u4", 4)
    if magic != 0x803:
        raise SystemExit(f"{path} begins with {magic:#x}; IDX pictures of bytes begin with 0x803")
    pixels = np.frombuffer(raw, np.uint8, offset=16).reshape(total, 1, height, width)[:count]
    return torch.from_numpy(pixels.astype(np.float64) / 255)


def main():
    parser = argparse.ArgumentParser()
    for name in ("weights", "pictures", "out"):
        parser.add_argument(name)
    parser.add_argument("--count", type=int, default=8)
    parser.add_argument("--mean", type=float, default=0.0)
    parser.add_argument("--std", type=float, default=1.0)
    given = parser.parse_args()
    x = (pictures(given.pictures, given.count) - given.mean) / given.std
    net = LeNet()
    net.load_state_dict(load_file(given.weights), strict=True)
    with torch.no_grad():
        answer = {
            "count": len(x),
            "mean": given.mean,
            "std": given.std,
            "f32": net.float()(x.float()).tolist(),
            "f64": net.double()(x).tolist(),
        }
    answer["labels"] = [int(np.argmax(row)) for row in answer["f64"]]
    Path(given.out).write_text(json.dumps(answer) + "\n", encoding="utf-8")
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
