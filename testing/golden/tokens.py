"""What Hugging Face's tokenizers makes of texts by a tokenizer.json that Gyrus has written.

    python tokens.py        reads pairs.json among the test resources of gyrus.data, and writes pairs-ids.json beside it

It also learns from the same text, and checks that it finds the same pairs.
"""

import json
from pathlib import Path

from golden import write_json
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

ROOT = Path(__file__).parents[2]
OUT = ROOT / "data/src/test/resources/gyrus/data/text/token"
TEXT = ROOT / "data/src/main/resources/gyrus/data/sets/stories.txt"
TEXTS = [
    "",
    " ",
    "Once upon a time Anna lived in Ashby with a small cat.",
    "they're I'll we've it's don't I'd I'm YOU'RE 's'",
    "  two  spaces,\n\n\tand a tab \n",
    "trailing spaces   ",
    "1234 567.89 x2 ½ Ⅳ ٣",
    "Žluťoučký kůň; 日本語のテキスト 🙂👩‍👩‍👧 e\u0301",
    "a\u00a0b\u2003c\u3000\u0085d\u200be",
    "!!!??? (…) — «x» <|endoftext|>",
    "a" * 300,
    "".join(chr(c) for c in range(1, 256)),
]


def main():
    name = OUT / "pairs.json"
    tokenizer = Tokenizer.from_file(str(name))
    size = tokenizer.get_vocab_size()
    learned = Tokenizer(models.BPE())
    learned.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    learned.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=size, min_frequency=2, initial_alphabet=alphabet, show_progress=False)
    learned.train_from_iterator([TEXT.read_text()], trainer)
    ours, theirs = (json.loads(t)["model"] for t in (name.read_text(), learned.to_str()))
    assert ours["vocab"] == theirs["vocab"], "other tokens"
    assert ours["merges"] == theirs["merges"], "other pairs"
    rows = []
    for text in TEXTS:
        ids = tokenizer.encode(text).ids
        assert tokenizer.decode(ids) == text, text
        rows.append({"text": text, "ids": ids})
    write_json(OUT / "pairs-ids.json", rows)


if __name__ == "__main__":
    main()
