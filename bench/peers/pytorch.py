"""PyTorch's side of `bench/run peers`: works are opened, run and closed as standard input says, a line each.

    open ID key=value …   →  ready PARAMETERS UNITS; never REASON, where it is not meant to; cannot REASON
    run ID TIMES          →  took NANOSECONDS LOSS
    close ID              →  closed

With words after the script's name it takes one step of that work and says so: how long a program takes to begin.
"""

import os
import sys
import time

import torch


def about():
    libraries = [f"PyTorch {torch.__version__}", f"Python {sys.version.split()[0]}"]
    for name in ("torchvision", "diffusers", "transformers", "gymnasium"):
        try:
            from importlib.metadata import version
            libraries.append(f"{name} {version(name)}")
        except ImportError:
            pass
    return f"about f32,autocast,short {', '.join(libraries)}"


def pairs(words):
    return dict(word.split("=", 1) for word in words)


def answer(words, works):
    import works as all_works
    if words[0] == "open":
        work = works[words[1]] = all_works.make(pairs(words[2:]))
        return f"ready {work.parameters} {work.units}"
    if words[0] == "close":
        works.pop(words[1], None)
        if not works and "torch._dynamo" in sys.modules:
            torch._dynamo.reset()  # what was compiled for one row is no help to the next
        return "closed"
    start = time.perf_counter_ns()
    loss = works[words[1]].run(int(words[2]))
    took = time.perf_counter_ns() - start
    return f"took {took} {'NaN' if loss != loss else loss}"


def main():
    if len(sys.argv) > 1:
        import works
        works.make(pairs(sys.argv[1:])).run(1)
        print("first", flush=True)
        return
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print is no answer
    print(about(), file=out, flush=True)
    opened = {}
    for line in sys.stdin:
        try:
            told = answer(line.split(), opened)
        except NotImplementedError as e:
            told = f"never {e}"
        except Exception as e:
            told = "cannot " + " ".join(f"{type(e).__name__}: {e}".split())[:300]
        print(told, file=out, flush=True)


if __name__ == "__main__":
    main()
