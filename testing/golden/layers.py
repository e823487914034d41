"""Layers: every kind that Gyrus has, over awkward shapes, with the gradients of inputs and weights."""

import numpy as np
import torch
from torch.nn import functional as F

from golden import Subject, booleans, integers, normal, single


def record():
    s = Subject("layers")
    for part in (linear, convolutions, pools, norms, embeddings, recurrent, attention, positions, interpolation,
                 transformer, shapes):
        part(s)
    a = Subject("activations")
    activations(a)
    return [s, a]


def linear(s):
    s.layer("linear", "Linear", {"x": (3, 5)}, in_features=5, out_features=7)
    s.layer("linear_no_bias", "Linear", {"x": (2, 3, 5)}, in_features=5, out_features=4, bias=False)
    s.layer("linear_vector", "Linear", {"x": (5,)}, in_features=5, out_features=3)
    s.layer("bilinear", "Bilinear", {"x": (3, 4), "z": (3, 5)}, in1_features=4, in2_features=5, out_features=2)
    s.layer("dropout_eval", "Dropout", {"x": (3, 5)}, train=False, p=0.4)


def convolutions(s):
    def conv(case, rank, x, **options):
        s.layer(case, f"Conv{rank}d", {"x": x}, **options)

    def transposed(case, rank, x, **options):
        s.layer(case, f"ConvTranspose{rank}d", {"x": x}, **options)

    conv("conv1d", 1, (3, 2, 11), in_channels=2, out_channels=3, kernel_size=4, stride=3, padding=2, dilation=2)
    conv("conv1d_groups", 1, (1, 4, 9), in_channels=4, out_channels=6, kernel_size=3, groups=2, bias=False)
    conv("conv2d", 2, (3, 2, 7, 9), in_channels=2, out_channels=3, kernel_size=(3, 5))
    conv("conv2d_strided", 2, (3, 2, 9, 8), in_channels=2, out_channels=3, kernel_size=(2, 3), stride=(2, 3),
         padding=(1, 2), dilation=(2, 1))
    conv("conv2d_groups", 2, (1, 4, 7, 6), in_channels=4, out_channels=6, kernel_size=(3, 2), stride=(1, 2),
         padding=(0, 1), groups=2, bias=False)
    conv("conv2d_depthwise", 2, (3, 5, 6, 7), in_channels=5, out_channels=10, kernel_size=3, stride=2, padding=1,
         groups=5)
    conv("conv2d_same", 2, (1, 2, 6, 7), in_channels=2, out_channels=2, kernel_size=(4, 3), padding="same",
         dilation=(1, 2))
    for mode in ("reflect", "replicate", "circular"):
        conv(f"conv2d_{mode}", 2, (1, 2, 5, 6), in_channels=2, out_channels=2, kernel_size=3, padding=(1, 2),
             padding_mode=mode)
    conv("conv2d_unbatched", 2, (2, 5, 6), in_channels=2, out_channels=3, kernel_size=3)
    conv("conv3d", 3, (1, 2, 5, 6, 7), in_channels=2, out_channels=3, kernel_size=(2, 3, 1), stride=(2, 1, 3),
         padding=(1, 0, 1), dilation=(1, 2, 1))
    conv("conv3d_groups", 3, (3, 4, 3, 4, 3), in_channels=4, out_channels=2, kernel_size=2, groups=2)
    transposed("conv_transpose1d", 1, (3, 2, 5), in_channels=2, out_channels=3, kernel_size=4, stride=3, padding=2,
               output_padding=1, dilation=2)
    transposed("conv_transpose1d_groups", 1, (1, 4, 5), in_channels=4, out_channels=6, kernel_size=3, stride=2,
               groups=2, bias=False)
    transposed("conv_transpose2d", 2, (3, 2, 4, 3), in_channels=2, out_channels=3, kernel_size=(3, 2))
    transposed("conv_transpose2d_strided", 2, (3, 2, 4, 3), in_channels=2, out_channels=3, kernel_size=(3, 4),
               stride=(2, 3), padding=(1, 0), output_padding=(1, 2), dilation=(1, 2))
    transposed("conv_transpose2d_groups", 2, (1, 4, 3, 4), in_channels=4, out_channels=2, kernel_size=(2, 3),
               stride=2, padding=1, groups=2)
    transposed("conv_transpose3d", 3, (1, 2, 3, 2, 3), in_channels=2, out_channels=3, kernel_size=(2, 3, 1),
               stride=(2, 1, 3), padding=(0, 1, 0), output_padding=(1, 0, 2))


def pools(s):
    sizes = {1: (3, 2, 11), 2: (3, 2, 7, 9), 3: (1, 2, 5, 6, 7)}
    for rank, x in sizes.items():
        kernel, stride, padding = (3, 2, 4)[:rank], (2, 1, 3)[:rank], (1, 0, 2)[:rank]
        for ceil in (False, True):
            tail = "_ceil" if ceil else ""
            s.layer(f"max_pool{rank}d{tail}", f"MaxPool{rank}d", {"x": x}, kernel_size=kernel, stride=stride,
                    padding=padding, ceil_mode=ceil)
            for count in (True, False):
                s.layer(f"avg_pool{rank}d{tail}{'' if count else '_exclude_pad'}", f"AvgPool{rank}d", {"x": x},
                        kernel_size=kernel, stride=stride, padding=padding, ceil_mode=ceil, count_include_pad=count)
        s.layer(f"max_pool{rank}d_dilated", f"MaxPool{rank}d", {"x": x}, kernel_size=2, stride=2, dilation=2)
        s.layer(f"avg_pool{rank}d_default_stride", f"AvgPool{rank}d", {"x": x}, kernel_size=2)
        size = (3, 4, 2)[:rank]
        s.layer(f"adaptive_avg_pool{rank}d", f"AdaptiveAvgPool{rank}d", {"x": x}, output_size=size)
        s.layer(f"adaptive_max_pool{rank}d", f"AdaptiveMaxPool{rank}d", {"x": x}, output_size=size)
        s.layer(f"global_avg_pool{rank}d", f"AdaptiveAvgPool{rank}d", {"x": x}, output_size=1)
    s.layer("max_pool2d_indices", "MaxPool2d", {"x": (3, 2, 5, 6)}, names=("y", "indices"), kernel_size=2,
            return_indices=True)
    s.layer("avg_pool2d_divisor", "AvgPool2d", {"x": (3, 2, 5, 6)}, kernel_size=2, divisor_override=3)
    s.layer("lp_pool2d", "LPPool2d", {"x": normal("lp", 1, 2, 5, 6).abs()}, norm_type=2, kernel_size=2)


def norms(s):
    sizes = {1: (5, 3), 2: (3, 3, 4, 5), 3: (3, 3, 2, 3, 4)}
    for rank, x in sizes.items():
        two = {"x1": x, "x2": x}
        s.layer(f"batch_norm{rank}d_train", f"BatchNorm{rank}d", two, names=("y1", "y2"),
                call=lambda m, x1, x2: (m(x1), m(x2)), num_features=3)
        s.layer(f"batch_norm{rank}d_eval", f"BatchNorm{rank}d", {"x": x}, train=False, num_features=3)
        s.layer(f"instance_norm{rank}d", f"InstanceNorm{rank}d", {"x": (3, 3, 7) if rank == 1 else x},
                num_features=3)
        s.layer(f"instance_norm{rank}d_affine", f"InstanceNorm{rank}d", {"x": (3, 3, 7) if rank == 1 else x},
                num_features=3, affine=True, eps=1e-3)
    two = {"x1": (5, 3, 4), "x2": (2, 3, 4)}
    s.layer("batch_norm1d_sequence_train", "BatchNorm1d", two, names=("y1", "y2"),
            call=lambda m, x1, x2: (m(x1), m(x2)), num_features=3, momentum=0.3, eps=1e-3)
    s.layer("batch_norm2d_cumulative_train", "BatchNorm2d", {"x1": sizes[2], "x2": sizes[2]}, names=("y1", "y2"),
            call=lambda m, x1, x2: (m(x1), m(x2)), num_features=3, momentum=None)
    s.layer("batch_norm2d_plain_train", "BatchNorm2d", {"x": sizes[2]}, num_features=3, affine=False,
            track_running_stats=False)
    s.layer("layer_norm", "LayerNorm", {"x": (3, 5, 7)}, normalized_shape=7)
    s.layer("layer_norm_two_dims", "LayerNorm", {"x": (3, 4, 5)}, normalized_shape=(4, 5), eps=1e-3)
    s.layer("layer_norm_no_bias", "LayerNorm", {"x": (3, 7)}, normalized_shape=7, bias=False)
    s.layer("layer_norm_plain", "LayerNorm", {"x": (3, 7)}, normalized_shape=7, elementwise_affine=False)
    s.layer("group_norm", "GroupNorm", {"x": (3, 6, 4, 5)}, num_groups=3, num_channels=6)
    s.layer("group_norm_one", "GroupNorm", {"x": (3, 4, 5)}, num_groups=1, num_channels=4, eps=1e-3)
    s.layer("group_norm_plain", "GroupNorm", {"x": (3, 4)}, num_groups=2, num_channels=4, affine=False)
    s.layer("rms_norm", "RMSNorm", {"x": (3, 5, 7)}, normalized_shape=7)
    s.layer("rms_norm_eps", "RMSNorm", {"x": (3, 4, 5)}, normalized_shape=(4, 5), eps=1e-5)
    s.layer("local_response_norm", "LocalResponseNorm", {"x": (3, 6, 4)}, size=3, alpha=0.1)


def embeddings(s):
    ids = integers("ids", 7, 3, 4)
    ids[0, 1] = ids[2, 3] = 2
    s.layer("embedding", "Embedding", {"ids": ids}, num_embeddings=7, embedding_dim=5)
    s.layer("embedding_padding", "Embedding", {"ids": ids}, num_embeddings=7, embedding_dim=5, padding_idx=2)
    for mode in ("sum", "mean", "max"):
        s.layer(f"embedding_bag_{mode}", "EmbeddingBag", {"ids": ids}, num_embeddings=7, embedding_dim=5, mode=mode)


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

        s.layer(case, kind, inputs, call=call, names=("y", "h", "c") if kind == "LSTM" else ("y", "h"), input_size=4,
                **({"bidirectional": True} if directions == 2 else {}), **options)

    for kind, name in (("RNN", "rnn"), ("LSTM", "lstm"), ("GRU", "gru")):
        rnn(name, kind, hidden_size=3)
        rnn(f"{name}_batch_first_zero_state", kind, state=False, hidden_size=3, batch_first=True)
        rnn(f"{name}_no_bias", kind, hidden_size=3, bias=False, batch=1)
        rnn(f"{name}_two_layers", kind, hidden_size=3, num_layers=2, batch_first=True)
        rnn(f"{name}_bidirectional", kind, directions=2, hidden_size=3, num_layers=1)
        rnn(f"{name}_two_layers_bidirectional", kind, directions=2, hidden_size=3, num_layers=2, batch_first=True)
    rnn("rnn_relu", "RNN", hidden_size=3, nonlinearity="relu")
    rnn("rnn_relu_two_layers_bidirectional", "RNN", directions=2, hidden_size=3, num_layers=2, nonlinearity="relu")
    s.layer("rnn_cell", "RNNCell", {"x": (3, 4), "h0": (3, 5)}, input_size=4, hidden_size=5)
    s.layer("gru_cell", "GRUCell", {"x": (3, 4), "h0": (3, 5)}, input_size=4, hidden_size=5)
    s.layer("lstm_cell", "LSTMCell", {"x": (3, 4), "h0": (3, 5), "c0": (3, 5)}, names=("h", "c"),
            call=lambda m, x, h0, c0: m(x, (h0, c0)), input_size=4, hidden_size=5)


def attention(s):
    both = ("y", "weights")
    plain = dict(embed_dim=6, num_heads=3, batch_first=True)
    average, heads = dict(average_attn_weights=True), dict(average_attn_weights=False)
    causal = torch.triu(torch.ones(5, 5, dtype=torch.bool), 1)
    padding = torch.tensor([[False] * 5, [False, False, False, True, True], [True, False, False, False, True]])
    s.layer("attention_self", "MultiheadAttention", {"x": (3, 5, 6)}, names=both, extra=average,
            call=lambda m, x: m(x, x, x), **plain)
    s.layer("attention_self_heads", "MultiheadAttention", {"x": (3, 5, 6)}, names=both, extra=heads,
            call=lambda m, x: m(x, x, x, **heads), **plain)
    s.layer("attention_self_unweighted", "MultiheadAttention", {"x": (3, 5, 6)},
            call=lambda m, x: m(x, x, x, need_weights=False), **plain)
    s.layer("attention_no_bias", "MultiheadAttention", {"x": (3, 5, 6)}, names=both, extra=average,
            call=lambda m, x: m(x, x, x), bias=False, **plain)
    s.layer("attention_cross", "MultiheadAttention", {"query": (3, 4, 6), "memory": (3, 5, 6)}, names=both,
            extra=heads, call=lambda m, query, memory: m(query, memory, memory, **heads), **plain)
    s.layer("attention_cross_widths", "MultiheadAttention",
            {"query": (3, 4, 6), "key": (3, 5, 4), "value": (3, 5, 7)}, names=both, extra=average,
            call=lambda m, query, key, value: m(query, key, value), kdim=4, vdim=7, **plain)
    s.layer("attention_causal", "MultiheadAttention", {"x": (3, 5, 6), "mask": causal}, names=both, extra=heads,
            call=lambda m, x, mask: m(x, x, x, attn_mask=mask, **heads), **plain)
    s.layer("attention_padding", "MultiheadAttention", {"x": (3, 5, 6), "padding": padding}, names=both, extra=heads,
            call=lambda m, x, padding: m(x, x, x, key_padding_mask=padding, **heads), **plain)
    s.layer("attention_added_mask", "MultiheadAttention", {"x": (3, 5, 6), "mask": (5, 5)}, names=both, extra=heads,
            constant=("mask",), call=lambda m, x, mask: m(x, x, x, attn_mask=mask, **heads), **plain)
    s.layer("attention_sequence_first", "MultiheadAttention", {"x": (5, 3, 6)}, names=both, extra=average,
            call=lambda m, x: m(x, x, x), embed_dim=6, num_heads=2)

    def scaled(case, q, kv, mask=None, **options):
        inputs = {"q": q, "k": kv, "v": kv}
        if mask is not None:
            inputs["mask"] = mask
        s.function(case, lambda q, k, v, mask=None: F.scaled_dot_product_attention(q, k, v, mask, **options), inputs,
                   {"op": "scaled_dot_product_attention", **options}, constant=("mask",))

    scaled("sdpa", (3, 2, 4, 5), (3, 2, 6, 5))
    scaled("sdpa_causal", (3, 2, 4, 5), (3, 2, 4, 5), is_causal=True)
    scaled("sdpa_scale", (3, 2, 4, 5), (3, 2, 6, 5), scale=0.3)
    scaled("sdpa_kept", (3, 2, 4, 5), (3, 2, 6, 5), mask=booleans("kept", 3, 1, 4, 6) | (torch.arange(6) == 2))
    scaled("sdpa_added", (3, 2, 4, 5), (3, 2, 6, 5), mask=(4, 6))
    scaled("sdpa_grouped", (3, 6, 4, 5), (3, 2, 7, 5), enable_gqa=True)
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
            s.function(f"rotary_{layout}_from_{start}", lambda x: rotate(x, layout, base, start), {"x": (3, 2, 5, 6)},
                       {"op": "rotary", "layout": layout, "base": base, "start": start})


def interpolation(s):
    def resize(case, x, **options):
        s.function(f"interpolate_{case}", lambda x: F.interpolate(x, **options), {"x": x},
                   {"op": "interpolate", **options})

    picture = (3, 2, 5, 7)
    resize("nearest", picture, size=(8, 4), mode="nearest")
    resize("nearest_factor", picture, scale_factor=(2.0, 1.5), mode="nearest")
    resize("nearest_exact", picture, size=(8, 4), mode="nearest-exact")
    for aligned in (False, True):
        tail = "_aligned" if aligned else ""
        resize(f"linear{tail}", (3, 2, 7), size=10, mode="linear", align_corners=aligned)
        resize(f"bilinear{tail}", picture, size=(8, 4), mode="bilinear", align_corners=aligned)
        resize(f"bicubic{tail}", picture, size=(8, 4), mode="bicubic", align_corners=aligned)
        resize(f"trilinear{tail}", (1, 2, 3, 4, 5), size=(5, 3, 7), mode="trilinear", align_corners=aligned)
    resize("bilinear_factor", picture, scale_factor=(1.7, 0.6), mode="bilinear", align_corners=False)
    resize("bilinear_factor_recomputed", picture, scale_factor=(1.7, 0.6), mode="bilinear", align_corners=False,
           recompute_scale_factor=True)
    resize("bilinear_antialias", (1, 2, 11, 13), size=(4, 5), mode="bilinear", align_corners=False, antialias=True)
    resize("bicubic_antialias", (1, 2, 11, 13), size=(4, 5), mode="bicubic", align_corners=False, antialias=True)
    resize("area", picture, size=(3, 4), mode="area")


def transformer(s):
    for first in (False, True):
        for activation in ("relu", "gelu"):
            s.layer(f"encoder_layer_{'pre' if first else 'post'}_norm_{activation}", "TransformerEncoderLayer",
                    {"x": normal("encoder", 3, 5, 6, scale=2.0)}, d_model=6, nhead=2, dim_feedforward=8, dropout=0.0,
                    activation=activation, batch_first=True, norm_first=first)
    causal = torch.triu(torch.ones(4, 4, dtype=torch.bool), 1)
    s.layer("decoder_layer_causal", "TransformerDecoderLayer", {"x": (3, 4, 6), "memory": (3, 5, 6), "mask": causal},
            call=lambda m, x, memory, mask: m(x, memory, tgt_mask=mask), d_model=6, nhead=2, dim_feedforward=8,
            dropout=0.0, batch_first=True)


def shapes(s):
    s.layer("pixel_shuffle", "PixelShuffle", {"x": (1, 12, 2, 3)}, upscale_factor=2)
    s.layer("pixel_unshuffle", "PixelUnshuffle", {"x": (1, 3, 4, 6)}, downscale_factor=2)
    s.layer("unfold", "Unfold", {"x": (3, 2, 5, 6)}, kernel_size=(2, 3), stride=(2, 1), padding=(1, 0))
    s.layer("fold", "Fold", {"x": (1, 8, 12)}, output_size=(4, 5), kernel_size=2)
    s.layer("flatten", "Flatten", {"x": (3, 2, 2, 3)})
    s.layer("cosine_similarity", "CosineSimilarity", {"x": (3, 5), "z": (3, 5)}, dim=-1)
    s.layer("pairwise_distance", "PairwiseDistance", {"x": (3, 5), "z": (3, 5)})


def activations(s):
    wide = normal("wide", 3, 6, scale=2.5)
    tails = single([[-90.0, -20.5, -7.25, -0.001, 0.001], [0.5, 3.0, 6.5, 20.5, 90.0]])
    kinds = [("relu", "ReLU", {}), ("relu6", "ReLU6", {}), ("leaky_relu", "LeakyReLU", {}),
             ("leaky_relu_slope", "LeakyReLU", {"negative_slope": 0.2}), ("elu", "ELU", {}),
             ("elu_alpha", "ELU", {"alpha": 0.7}), ("selu", "SELU", {}), ("celu", "CELU", {}),
             ("celu_alpha", "CELU", {"alpha": 0.7}), ("gelu", "GELU", {}), ("gelu_tanh", "GELU", {"approximate": "tanh"}),
             ("silu", "SiLU", {}), ("mish", "Mish", {}), ("softplus", "Softplus", {}),
             ("softplus_beta", "Softplus", {"beta": 2.0, "threshold": 5.0}), ("softsign", "Softsign", {}),
             ("tanh", "Tanh", {}), ("sigmoid", "Sigmoid", {}), ("hardtanh", "Hardtanh", {}),
             ("hardtanh_range", "Hardtanh", {"min_val": -0.5, "max_val": 2.0}), ("hardsigmoid", "Hardsigmoid", {}),
             ("hardswish", "Hardswish", {}), ("log_sigmoid", "LogSigmoid", {}),
             ("threshold", "Threshold", {"threshold": 0.3, "value": -2.0}), ("tanhshrink", "Tanhshrink", {}),
             ("softshrink", "Softshrink", {}), ("softshrink_lambda", "Softshrink", {"lambd": 1.5}),
             ("hardshrink", "Hardshrink", {}), ("hardshrink_lambda", "Hardshrink", {"lambd": 1.5})]
    for case, kind, options in kinds:
        s.layer(case, kind, {"x": wide}, **options)
        s.layer(f"{case}_tails", kind, {"x": tails}, **options)
    s.layer("rrelu_eval", "RReLU", {"x": wide}, train=False, lower=0.1, upper=0.3)
    s.layer("prelu", "PReLU", {"x": wide}, num_parameters=1)
    s.layer("prelu_channels", "PReLU", {"x": (3, 4, 5)}, num_parameters=4)
    for dim in (-1, 0, 1):
        s.layer(f"glu_dim_{dim}", "GLU", {"x": (4, 6)}, dim=dim)
        for case, kind in (("softmax", "Softmax"), ("log_softmax", "LogSoftmax"), ("softmin", "Softmin")):
            s.layer(f"{case}_dim_{dim}", kind, {"x": normal(case, 3, 4, 5, scale=3.0)}, dim=dim)
    s.layer("softmax2d", "Softmax2d", {"x": (3, 4, 2, 3)})
