"""Layers that work along a sequence: recurrent nets, attention, positions, transformer layers."""

import numpy as np
import torch
from torch.nn import functional as F

from golden import booleans, normal


def recurrent(s):
    def rnn(case, kind, directions=1, batch=3, state=True, **options):
        hidden, layers = options["hidden_size"], options.get("num_layers", 1)
        first = options.get("batch_first", False)
        inputs = {"x": (batch, 5, 4) if first else (5, batch, 4)}
        if state:
            inputs["h0"] = (layers * directions, batch, hidden)
            if kind == "LSTM":
                inputs["c0"] = (layers * directions, batch, hidden)

        def call(m, x, h0=None, c0=None):
            return m(x, h0 if c0 is None else (h0, c0))

        s.layer(
            case,
            kind,
            inputs,
            call=call,
            names=("y", "h", "c") if kind == "LSTM" else ("y", "h"),
            input_size=4,
            **({"bidirectional": True} if directions == 2 else {}),
            **options,
        )

    for kind, name in (("RNN", "rnn"), ("LSTM", "lstm"), ("GRU", "gru")):
        rnn(name, kind, hidden_size=3)
        rnn(f"{name}_batch_first_zero_state", kind, state=False, hidden_size=3, batch_first=True)
        rnn(f"{name}_no_bias", kind, hidden_size=3, bias=False, batch=1)
        rnn(f"{name}_two_layers", kind, hidden_size=3, num_layers=2, batch_first=True)
        rnn(f"{name}_bidirectional", kind, directions=2, hidden_size=3, num_layers=1)
        rnn(
            f"{name}_two_layers_bidirectional",
            kind,
            directions=2,
            hidden_size=3,
            num_layers=2,
            batch_first=True,
        )
    rnn("rnn_relu", "RNN", hidden_size=3, nonlinearity="relu")
    rnn(
        "rnn_relu_two_layers_bidirectional",
        "RNN",
        directions=2,
        hidden_size=3,
        num_layers=2,
        nonlinearity="relu",
    )
    s.layer("rnn_cell", "RNNCell", {"x": (3, 4), "h0": (3, 5)}, input_size=4, hidden_size=5)
    s.layer("gru_cell", "GRUCell", {"x": (3, 4), "h0": (3, 5)}, input_size=4, hidden_size=5)
    s.layer(
        "lstm_cell",
        "LSTMCell",
        {"x": (3, 4), "h0": (3, 5), "c0": (3, 5)},
        names=("h", "c"),
        call=lambda m, x, h0, c0: m(x, (h0, c0)),
        input_size=4,
        hidden_size=5,
    )


def attention(s):
    """The weights of most cases are shown but not differentiated, as a fused kernel would have it."""
    both = ("y", "weights")
    plain = dict(embed_dim=6, num_heads=3, batch_first=True)
    average, heads = dict(average_attn_weights=True), dict(average_attn_weights=False)
    causal = torch.triu(torch.ones(5, 5, dtype=torch.bool), 1)
    padding = torch.tensor(
        [[False] * 5, [False, False, False, True, True], [True, False, False, False, True]]
    )

    def shown(result):
        return result[0], result[1].detach()

    s.layer(
        "attention_self",
        "MultiheadAttention",
        {"x": (3, 5, 6)},
        names=both,
        extra=average,
        call=lambda m, x: shown(m(x, x, x)),
        **plain,
    )
    s.layer(
        "attention_self_heads",
        "MultiheadAttention",
        {"x": (3, 5, 6)},
        names=both,
        extra=heads,
        call=lambda m, x: m(x, x, x, **heads),
        **plain,
    )
    s.layer(
        "attention_self_unweighted",
        "MultiheadAttention",
        {"x": (3, 5, 6)},
        call=lambda m, x: m(x, x, x, need_weights=False),
        **plain,
    )
    s.layer(
        "attention_no_bias",
        "MultiheadAttention",
        {"x": (3, 5, 6)},
        names=both,
        extra=average,
        call=lambda m, x: shown(m(x, x, x)),
        bias=False,
        **plain,
    )
    s.layer(
        "attention_cross",
        "MultiheadAttention",
        {"query": (3, 4, 6), "memory": (3, 5, 6)},
        names=both,
        extra=heads,
        call=lambda m, query, memory: shown(m(query, memory, memory, **heads)),
        **plain,
    )
    s.layer(
        "attention_cross_widths",
        "MultiheadAttention",
        {"query": (3, 4, 6), "key": (3, 5, 4), "value": (3, 5, 7)},
        names=both,
        extra=average,
        call=lambda m, query, key, value: shown(m(query, key, value)),
        kdim=4,
        vdim=7,
        **plain,
    )
    s.layer(
        "attention_causal",
        "MultiheadAttention",
        {"x": (3, 5, 6), "mask": causal},
        names=both,
        extra=heads,
        call=lambda m, x, mask: shown(m(x, x, x, attn_mask=mask, **heads)),
        **plain,
    )
    s.layer(
        "attention_padding",
        "MultiheadAttention",
        {"x": (3, 5, 6), "padding": padding},
        names=both,
        extra=heads,
        call=lambda m, x, padding: shown(m(x, x, x, key_padding_mask=padding, **heads)),
        **plain,
    )
    s.layer(
        "attention_added_mask",
        "MultiheadAttention",
        {"x": (3, 5, 6), "mask": (5, 5)},
        names=both,
        extra=heads,
        constant=("mask",),
        call=lambda m, x, mask: shown(m(x, x, x, attn_mask=mask, **heads)),
        **plain,
    )
    s.layer(
        "attention_sequence_first",
        "MultiheadAttention",
        {"x": (5, 3, 6)},
        names=both,
        extra=average,
        call=lambda m, x: shown(m(x, x, x)),
        embed_dim=6,
        num_heads=2,
    )

    def scaled(case, q, kv, mask=None, **options):
        inputs = {"q": q, "k": kv, "v": kv}
        if mask is not None:
            inputs["mask"] = mask
        s.function(
            case,
            lambda q, k, v, mask=None: F.scaled_dot_product_attention(q, k, v, mask, **options),
            inputs,
            {"op": "scaled_dot_product_attention", **options},
            constant=("mask",),
        )

    scaled("sdpa", (1, 2, 4, 5), (1, 2, 6, 5))
    scaled("sdpa_causal", (1, 2, 4, 5), (1, 2, 4, 5), is_causal=True)
    scaled("sdpa_scale", (1, 2, 4, 5), (1, 2, 6, 5), scale=0.3)
    scaled(
        "sdpa_kept", (1, 2, 4, 5), (1, 2, 6, 5), mask=booleans("kept", 1, 1, 4, 6) | (torch.arange(6) == 2)
    )
    scaled("sdpa_added", (1, 2, 4, 5), (1, 2, 6, 5), mask=(4, 6))
    scaled("sdpa_grouped", (1, 6, 4, 5), (1, 2, 7, 5), enable_gqa=True)
    scaled("sdpa_grouped_causal", (1, 4, 5, 3), (1, 2, 5, 3), enable_gqa=True, is_causal=True)
    scaled("sdpa_one_key_head", (3, 4, 4, 5), (3, 1, 4, 5), enable_gqa=True)


def positions(s):
    """Vaswani et al. 2017 §3.5; Su et al. 2021 §3.2.2. Angles in f64, then cast."""
    for length, width in ((9, 6), (40, 8)):
        position = np.arange(length)[:, None]
        angle = position / 10000.0 ** (np.arange(0, width, 2) / width)
        table = np.stack([np.sin(angle), np.cos(angle)], axis=-1).reshape(length, width)
        case = f"sinusoidal_{length}x{width}"
        s.note(case, op="sinusoidal", length=length, width=width, base=10000.0)
        s.both(case, "out", "y", torch.from_numpy(table))

    def rotate(x, layout, base, start):
        length, width = x.shape[-2:]
        angle = np.arange(start, start + length)[:, None] * base ** (-np.arange(0, width, 2) / width)
        cos, sin = (torch.from_numpy(f(angle)).to(x.dtype) for f in (np.cos, np.sin))
        if layout == "interleaved":
            a, b = x[..., 0::2], x[..., 1::2]
            return torch.stack([a * cos - b * sin, a * sin + b * cos], dim=-1).flatten(-2)
        a, b = x.chunk(2, dim=-1)
        return torch.cat([a * cos - b * sin, a * sin + b * cos], dim=-1)

    for layout in ("interleaved", "halves"):
        for start, base in ((0, 10000.0), (11, 500000.0)):
            s.function(
                f"rotary_{layout}_from_{start}",
                lambda x: rotate(x, layout, base, start),
                {"x": (3, 2, 5, 6)},
                {"op": "rotary", "layout": layout, "base": base, "start": start},
            )


def transformer(s):
    for first in (False, True):
        for activation in ("relu", "gelu"):
            s.layer(
                f"encoder_layer_{'pre' if first else 'post'}_norm_{activation}",
                "TransformerEncoderLayer",
                {"x": normal("encoder", 3, 5, 6, scale=2.0)},
                d_model=6,
                nhead=2,
                dim_feedforward=8,
                dropout=0.0,
                activation=activation,
                batch_first=True,
                norm_first=first,
            )
    causal = torch.triu(torch.ones(4, 4, dtype=torch.bool), 1)
    s.layer(
        "decoder_layer_causal",
        "TransformerDecoderLayer",
        {"x": (3, 4, 6), "memory": (3, 5, 6), "mask": causal},
        call=lambda m, x, memory, mask: m(x, memory, tgt_mask=mask),
        d_model=6,
        nhead=2,
        dim_feedforward=8,
        dropout=0.0,
        batch_first=True,
    )
