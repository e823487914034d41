"""Activations: every kind of torch.nn, near zero and far out."""

from golden import Subject, normal, single


def record():
    s = Subject("activations")
    wide = normal("wide", 3, 6, scale=2.5)
    tails = single([[-90.0, -20.5, -7.25, -0.001, 0.001], [0.5, 3.0, 6.5, 20.5, 90.0]])
    kinds = [
        ("relu", "ReLU", {}),
        ("relu6", "ReLU6", {}),
        ("leaky_relu", "LeakyReLU", {}),
        ("leaky_relu_slope", "LeakyReLU", {"negative_slope": 0.2}),
        ("elu", "ELU", {}),
        ("elu_alpha", "ELU", {"alpha": 0.7}),
        ("selu", "SELU", {}),
        ("celu", "CELU", {}),
        ("celu_alpha", "CELU", {"alpha": 0.7}),
        ("gelu", "GELU", {}),
        ("gelu_tanh", "GELU", {"approximate": "tanh"}),
        ("silu", "SiLU", {}),
        ("mish", "Mish", {}),
        ("softplus", "Softplus", {}),
        ("softplus_beta", "Softplus", {"beta": 2.0, "threshold": 5.0}),
        ("softsign", "Softsign", {}),
        ("tanh", "Tanh", {}),
        ("sigmoid", "Sigmoid", {}),
        ("hardtanh", "Hardtanh", {}),
        ("hardtanh_range", "Hardtanh", {"min_val": -0.5, "max_val": 2.0}),
        ("hardsigmoid", "Hardsigmoid", {}),
        ("hardswish", "Hardswish", {}),
        ("log_sigmoid", "LogSigmoid", {}),
        ("threshold", "Threshold", {"threshold": 0.3, "value": -2.0}),
        ("tanhshrink", "Tanhshrink", {}),
        ("softshrink", "Softshrink", {}),
        ("softshrink_lambda", "Softshrink", {"lambd": 1.5}),
        ("hardshrink", "Hardshrink", {}),
        ("hardshrink_lambda", "Hardshrink", {"lambd": 1.5}),
    ]
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
    return [s]
