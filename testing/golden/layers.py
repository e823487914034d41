"""Layers: every kind that Gyrus has, over awkward shapes, with the gradients of inputs and weights."""

from torch.nn import functional as F

from golden import Subject, integers, normal
from sequences import attention, positions, recurrent, transformer


def record():
    s = Subject("layers")
    for part in (
        linear,
        convolutions,
        pools,
        norms,
        embeddings,
        recurrent,
        attention,
        positions,
        interpolation,
        transformer,
        shapes,
    ):
        part(s)
    return [s]


def linear(s):
    s.layer("linear", "Linear", {"x": (3, 5)}, in_features=5, out_features=7)
    s.layer("linear_no_bias", "Linear", {"x": (2, 3, 5)}, in_features=5, out_features=4, bias=False)
    s.layer("linear_vector", "Linear", {"x": (5,)}, in_features=5, out_features=3)
    s.layer(
        "bilinear", "Bilinear", {"x": (3, 4), "z": (3, 5)}, in1_features=4, in2_features=5, out_features=2
    )
    s.layer("dropout_eval", "Dropout", {"x": (3, 5)}, train=False, p=0.4)


def convolutions(s):
    def conv(case, rank, x, **options):
        s.layer(case, f"Conv{rank}d", {"x": x}, **options)

    def transposed(case, rank, x, **options):
        s.layer(case, f"ConvTranspose{rank}d", {"x": x}, **options)

    conv(
        "conv1d", 1, (3, 2, 11), in_channels=2, out_channels=3, kernel_size=4, stride=3, padding=2, dilation=2
    )
    conv("conv1d_groups", 1, (1, 4, 9), in_channels=4, out_channels=6, kernel_size=3, groups=2, bias=False)
    conv("conv2d", 2, (3, 2, 7, 9), in_channels=2, out_channels=3, kernel_size=(3, 5))
    conv(
        "conv2d_strided",
        2,
        (3, 2, 9, 8),
        in_channels=2,
        out_channels=3,
        kernel_size=(2, 3),
        stride=(2, 3),
        padding=(1, 2),
        dilation=(2, 1),
    )
    conv(
        "conv2d_groups",
        2,
        (1, 4, 7, 6),
        in_channels=4,
        out_channels=6,
        kernel_size=(3, 2),
        stride=(1, 2),
        padding=(0, 1),
        groups=2,
        bias=False,
    )
    conv(
        "conv2d_depthwise",
        2,
        (3, 5, 6, 7),
        in_channels=5,
        out_channels=10,
        kernel_size=3,
        stride=2,
        padding=1,
        groups=5,
    )
    conv(
        "conv2d_same",
        2,
        (1, 2, 6, 7),
        in_channels=2,
        out_channels=2,
        kernel_size=(4, 3),
        padding="same",
        dilation=(1, 2),
    )
    for mode in ("reflect", "replicate", "circular"):
        conv(
            f"conv2d_{mode}",
            2,
            (1, 2, 5, 6),
            in_channels=2,
            out_channels=2,
            kernel_size=3,
            padding=(1, 2),
            padding_mode=mode,
        )
    conv("conv2d_unbatched", 2, (2, 5, 6), in_channels=2, out_channels=3, kernel_size=3)
    conv(
        "conv3d",
        3,
        (1, 2, 5, 6, 7),
        in_channels=2,
        out_channels=3,
        kernel_size=(2, 3, 1),
        stride=(2, 1, 3),
        padding=(1, 0, 1),
        dilation=(1, 2, 1),
    )
    conv("conv3d_groups", 3, (3, 4, 3, 4, 3), in_channels=4, out_channels=2, kernel_size=2, groups=2)
    transposed(
        "conv_transpose1d",
        1,
        (3, 2, 5),
        in_channels=2,
        out_channels=3,
        kernel_size=4,
        stride=3,
        padding=2,
        output_padding=1,
        dilation=2,
    )
    transposed(
        "conv_transpose1d_groups",
        1,
        (1, 4, 5),
        in_channels=4,
        out_channels=6,
        kernel_size=3,
        stride=2,
        groups=2,
        bias=False,
    )
    transposed("conv_transpose2d", 2, (3, 2, 4, 3), in_channels=2, out_channels=3, kernel_size=(3, 2))
    transposed(
        "conv_transpose2d_strided",
        2,
        (1, 2, 4, 3),
        in_channels=2,
        out_channels=3,
        kernel_size=(3, 4),
        stride=(2, 3),
        padding=(1, 0),
        output_padding=(1, 2),
        dilation=(1, 2),
    )
    transposed(
        "conv_transpose2d_groups",
        2,
        (1, 4, 3, 4),
        in_channels=4,
        out_channels=2,
        kernel_size=(2, 3),
        stride=2,
        padding=1,
        groups=2,
    )
    transposed(
        "conv_transpose3d",
        3,
        (1, 2, 3, 2, 3),
        in_channels=2,
        out_channels=3,
        kernel_size=(2, 3, 1),
        stride=(2, 1, 3),
        padding=(0, 1, 0),
        output_padding=(1, 0, 2),
    )


def pools(s):
    sizes = {1: (3, 2, 11), 2: (1, 2, 7, 9), 3: (1, 1, 5, 6, 7)}
    for rank, x in sizes.items():
        kernel, stride, padding = (3, 2, 4)[:rank], (2, 1, 3)[:rank], (1, 0, 2)[:rank]
        for ceil in (False, True):
            tail = "_ceil" if ceil else ""
            s.layer(
                f"max_pool{rank}d{tail}",
                f"MaxPool{rank}d",
                {"x": x},
                kernel_size=kernel,
                stride=stride,
                padding=padding,
                ceil_mode=ceil,
            )
            for count in (True, False):
                s.layer(
                    f"avg_pool{rank}d{tail}{'' if count else '_exclude_pad'}",
                    f"AvgPool{rank}d",
                    {"x": x},
                    kernel_size=kernel,
                    stride=stride,
                    padding=padding,
                    ceil_mode=ceil,
                    count_include_pad=count,
                )
        s.layer(f"max_pool{rank}d_dilated", f"MaxPool{rank}d", {"x": x}, kernel_size=2, stride=2, dilation=2)
        s.layer(f"avg_pool{rank}d_default_stride", f"AvgPool{rank}d", {"x": x}, kernel_size=2)
        size = (3, 4, 2)[:rank]
        s.layer(f"adaptive_avg_pool{rank}d", f"AdaptiveAvgPool{rank}d", {"x": x}, output_size=size)
        s.layer(f"adaptive_max_pool{rank}d", f"AdaptiveMaxPool{rank}d", {"x": x}, output_size=size)
        s.layer(f"global_avg_pool{rank}d", f"AdaptiveAvgPool{rank}d", {"x": x}, output_size=1)
    s.layer(
        "max_pool2d_indices",
        "MaxPool2d",
        {"x": (3, 2, 5, 6)},
        names=("y", "indices"),
        kernel_size=2,
        return_indices=True,
    )
    s.layer("avg_pool2d_divisor", "AvgPool2d", {"x": (3, 2, 5, 6)}, kernel_size=2, divisor_override=3)
    s.layer("lp_pool2d", "LPPool2d", {"x": normal("lp", 1, 2, 5, 6).abs()}, norm_type=2, kernel_size=2)


def norms(s):
    sizes = {1: (5, 3), 2: (3, 3, 4, 5), 3: (3, 3, 2, 3, 4)}
    for rank, x in sizes.items():
        two = {"x1": x, "x2": x}
        s.layer(
            f"batch_norm{rank}d_train",
            f"BatchNorm{rank}d",
            two,
            names=("y1", "y2"),
            call=lambda m, x1, x2: (m(x1), m(x2)),
            num_features=3,
        )
        s.layer(f"batch_norm{rank}d_eval", f"BatchNorm{rank}d", {"x": x}, train=False, num_features=3)
        s.layer(
            f"instance_norm{rank}d",
            f"InstanceNorm{rank}d",
            {"x": (3, 3, 7) if rank == 1 else x},
            num_features=3,
        )
        s.layer(
            f"instance_norm{rank}d_affine",
            f"InstanceNorm{rank}d",
            {"x": (3, 3, 7) if rank == 1 else x},
            num_features=3,
            affine=True,
            eps=1e-3,
        )
    two = {"x1": (5, 3, 4), "x2": (2, 3, 4)}
    s.layer(
        "batch_norm1d_sequence_train",
        "BatchNorm1d",
        two,
        names=("y1", "y2"),
        call=lambda m, x1, x2: (m(x1), m(x2)),
        num_features=3,
        momentum=0.3,
        eps=1e-3,
    )
    s.layer(
        "batch_norm2d_cumulative_train",
        "BatchNorm2d",
        {"x1": sizes[2], "x2": sizes[2]},
        names=("y1", "y2"),
        call=lambda m, x1, x2: (m(x1), m(x2)),
        num_features=3,
        momentum=None,
    )
    s.layer(
        "batch_norm2d_plain_train",
        "BatchNorm2d",
        {"x": sizes[2]},
        num_features=3,
        affine=False,
        track_running_stats=False,
    )
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
        s.layer(
            f"embedding_bag_{mode}",
            "EmbeddingBag",
            {"ids": ids},
            num_embeddings=7,
            embedding_dim=5,
            mode=mode,
        )


def interpolation(s):
    def resize(case, x, **options):
        s.function(
            f"interpolate_{case}",
            lambda x: F.interpolate(x, **options),
            {"x": x},
            {"op": "interpolate", **options},
        )

    picture = (1, 3, 5, 7)
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
    resize(
        "bilinear_factor_recomputed",
        picture,
        scale_factor=(1.7, 0.6),
        mode="bilinear",
        align_corners=False,
        recompute_scale_factor=True,
    )
    resize(
        "bilinear_antialias",
        (1, 2, 11, 13),
        size=(4, 5),
        mode="bilinear",
        align_corners=False,
        antialias=True,
    )
    resize(
        "bicubic_antialias", (1, 2, 11, 13), size=(4, 5), mode="bicubic", align_corners=False, antialias=True
    )
    resize("area", picture, size=(3, 4), mode="area")


def shapes(s):
    s.layer("pixel_shuffle", "PixelShuffle", {"x": (1, 12, 2, 3)}, upscale_factor=2)
    s.layer("pixel_unshuffle", "PixelUnshuffle", {"x": (1, 3, 4, 6)}, downscale_factor=2)
    s.layer("unfold", "Unfold", {"x": (1, 2, 5, 6)}, kernel_size=(2, 3), stride=(2, 1), padding=(1, 0))
    s.layer("fold", "Fold", {"x": (1, 8, 12)}, output_size=(4, 5), kernel_size=2)
    s.layer("flatten", "Flatten", {"x": (3, 2, 2, 3)})
    s.layer("cosine_similarity", "CosineSimilarity", {"x": (3, 5), "z": (3, 5)}, dim=-1)
    s.layer("pairwise_distance", "PairwiseDistance", {"x": (3, 5), "z": (3, 5)})
