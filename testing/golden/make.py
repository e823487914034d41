"""Writes every golden file: `python testing/golden/make.py OUT`. README.md tells what is in them."""

import os
import sys
from pathlib import Path

# One thread and plain kernels: the same bits on any x86-64 processor. Must be set before torch is imported.
os.environ.update(ATEN_CPU_CAPABILITY="default", MKL_CBWR="COMPATIBLE", OMP_NUM_THREADS="1")

import torch  # noqa: E402
from safetensors import safe_open  # noqa: E402

TOPICS = (
    "layers",
    "activations",
    "losses",
    "initialisers",
    "optimizers",
    "schedules",
    "operators",
    "derivatives",
    "printing",
    "vision",
    "meta",
    "agents",
    "gpt",
    "generative",
    "fits",
    "fits",
)
LIMIT = 4_000_000


def main(folder, topics):
    torch.set_num_threads(1)
    torch.backends.mkldnn.enabled = False
    folder.mkdir(parents=True, exist_ok=True)
    for topic in topics:
        module = __import__(topic)
        if hasattr(module, "record"):
            for subject in module.record():
                subject.save(folder)
        if hasattr(module, "write"):
            module.write(folder)
    total = 0
    for path in sorted(folder.iterdir()):
        size, inside = path.stat().st_size, ""
        if path.suffix == ".safetensors":
            with safe_open(path, "pt") as file:  # the library reads what was written without it
                inside = f": {len(file.metadata())} cases, {len(file.keys())} tensors"
        print(f"{size:9,}  {path.name}{inside}")
        total += size
    print(f"{total:9,}  together")
    if total > LIMIT:
        sys.exit(f"the golden files take {total:,} bytes; keep them below {LIMIT:,}: use smaller shapes")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(f"usage: python make.py OUT [{'|'.join(TOPICS)} ...]")
    main(Path(sys.argv[1]), sys.argv[2:] or TOPICS)
