"""GPT-2 as transformers has it: logits, and tokens written greedily. The weights are those of the formula."""

import torch
from torch.nn import functional as F
from transformers import GPT2Config, GPT2LMHeadModel

from golden import DTYPES, Subject
from vision import formula

SIZES = dict(vocab_size=50, n_positions=96, n_embd=32, n_layer=3, n_head=4)
PROMPT, WRITTEN = 8, 64


def record():
    s = Subject("gpt")
    s.note("gpt2", **SIZES, weights="formula(key, shape)", prompt=PROMPT, written=WRITTEN)
    ids = torch.tensor([[(7 * i * i + 3 * i + 11 * row) % 50 for i in range(24)] for row in range(2)])
    for short, dtype in DTYPES.items():
        net = GPT2LMHeadModel(GPT2Config(**SIZES, attn_pdrop=0, embd_pdrop=0, resid_pdrop=0)).double()
        net.transformer.load_state_dict({k: formula(k, v.shape) for k, v in net.transformer.state_dict().items()})
        net.tie_weights()
        net.to(dtype).eval()
        logits = net(ids).logits
        loss = F.cross_entropy(logits[:, :-1].flatten(0, 1), ids[:, 1:].flatten())
        loss.backward()
        written = net.generate(
            ids[:1, :PROMPT], attention_mask=torch.ones(1, PROMPT), do_sample=False, max_new_tokens=WRITTEN,
            min_new_tokens=WRITTEN, eos_token_id=None, pad_token_id=0,
        )
        s.put(short, "gpt2", "in", "ids", ids)
        s.put(short, "gpt2", "out", "logits", logits)
        s.put(short, "gpt2", "out", "loss", loss)
        s.put(short, "gpt2", "out", "written", written[0, PROMPT:])
        for key, value in net.transformer.named_parameters():
            s.put(short, "gpt2", "norm/weight", key, value.grad.norm())
    return [s]
