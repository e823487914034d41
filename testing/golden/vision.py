"""LeNet and ResNet with weights from a formula (README.md defines it), and the preparation of a picture."""

import math
import zlib
from functools import partial

import numpy as np
import torch
import torchvision
from PIL import Image
from torch import nn
from torch.nn import functional as F
from torchvision.transforms import functional as T

from golden import DTYPES, Subject, write_json, write_tensors

STAGES = ("maxpool", "layer1", "layer2", "layer3", "layer4")
MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


def stream(name, count):
    """SplitMix64 (Steele et al. 2014) seeded by the CRC32 of the name: `count` numbers in [0, 1)."""
    i = np.arange(1, count + 1, dtype=np.uint64)
    z = np.uint64(zlib.crc32(name.encode())) + i * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(11)).astype(np.float64) * 2.0**-53


def formula(key, shape):
    """The value of one state-dict entry, or of an input, in f64."""
    shape, last = tuple(shape), key.split(".")[-1]
    if last == "num_batches_tracked":
        return torch.zeros(shape, dtype=torch.int64)
    u = stream(key, math.prod(shape))
    r = 2 * u - 1
    if last == "running_var" or last == "weight" and len(shape) == 1:
        values = 0.5 + u
    elif last in ("running_mean", "bias"):
        values = 0.1 * r
    elif last == "weight":
        values = r * math.sqrt(2.0 / math.prod(shape[1:]))
    else:
        values = r
    return torch.from_numpy(values.reshape(shape))


def filled(net):
    return {key: formula(key, value.shape) for key, value in net.state_dict().items()}


def check_formula():
    """The first numbers of SplitMix64 seeded by 0, as its authors' reference gives them (top 53 bits)."""
    known = [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]
    assert zlib.crc32(b"") == 0
    assert stream("", 3).tolist() == [(k >> 11) * 2.0**-53 for k in known]


class LeNet(nn.Module):
    """1×28×28 → 10. LeCun et al. 1998, with ReLU and max pooling."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 6, 5, padding=2)
        self.conv2 = nn.Conv2d(6, 16, 5)
        self.fc1 = nn.Linear(400, 120)
        self.fc2 = nn.Linear(120, 84)
        self.fc3 = nn.Linear(84, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2).flatten(1)
        return self.fc3(F.relu(self.fc2(F.relu(self.fc1(x)))))


def record():
    check_formula()
    return [lenet(), resnets()]


def lenet():
    s = Subject("lenet")
    target = torch.tensor([3, 0, 9, 4])
    s.note(
        "lenet",
        input="formula('input', (4, 1, 28, 28))",
        weights="formula(key, shape)",
        loss="cross entropy, mean",
    )
    for short, dtype in DTYPES.items():
        net = LeNet().double()
        net.load_state_dict(filled(net))
        net.to(dtype)
        logits = net(formula("input", (4, 1, 28, 28)).to(dtype))
        loss = F.cross_entropy(logits, target)
        loss.backward()
        s.put(short, "lenet", "in", "target", target)
        s.put(short, "lenet", "out", "logits", logits)
        s.put(short, "lenet", "out", "loss", loss)
        for key, value in net.named_parameters():
            s.put(short, "lenet", "norm/weight", key, value.grad.norm())
        for key in ("conv1.weight", "fc3.bias"):
            s.put(short, "lenet", "grad/weight", key, net.get_parameter(key).grad)
    return s


def stage_mean(subject, short, name, stage, _, __, y):
    subject.put(short, name, "mean", stage, y.mean((1, 2, 3)))


def resnets():
    s = Subject("resnet")
    for name in ("resnet18", "resnet50"):
        s.note(name, input="formula('input', (2, 3, 64, 64))", weights="formula(key, shape)", eval=True)
        net = getattr(torchvision.models, name)().double()
        state = filled(net)
        for short, dtype in DTYPES.items():
            net.load_state_dict(state)
            net.to(dtype).eval()
            means = partial(stage_mean, s, short, name)
            hooks = [net.get_submodule(k).register_forward_hook(partial(means, k)) for k in STAGES]
            with torch.no_grad():
                s.put(short, name, "out", "logits", net(formula("input", (2, 3, 64, 64)).to(dtype)))
            for hook in hooks:
                hook.remove()
            net.double()
    return s


def write(folder):
    write_json(
        folder / "resnet_keys.json",
        {name: shapes(name) for name in ("resnet18", "resnet34", "resnet50", "resnet101", "resnet152")},
    )
    picture(folder)


def shapes(name):
    with torch.device("meta"):
        net = getattr(torchvision.models, name)()
    return {
        "parameters": sum(p.numel() for p in net.parameters()),
        "state": {key: list(value.shape) for key, value in net.state_dict().items()},
    }


def picture(folder):
    """A PNG drawn by formula, and every seventh pixel of what torchvision's ImageNet preset makes of it."""
    width, height = 371, 293
    y, x = np.mgrid[0:height, 0:width]
    rings = ((x - 120) ** 2 + (y - 140) ** 2) // 900 % 8 * 32
    drawn = np.stack([rings, x // 16 * 10, (x // 24 + y // 24) % 2 * 180 + y // 8], axis=-1).astype(np.uint8)
    Image.fromarray(drawn).save(folder / "picture.png", optimize=True)
    image = Image.open(folder / "picture.png")
    assert np.array_equal(np.asarray(image), drawn)
    pixels = torch.from_numpy(drawn).permute(2, 0, 1).contiguous()

    def finish(resized):
        resized = T.center_crop(resized, [224, 224])
        if not isinstance(resized, torch.Tensor):
            resized = T.pil_to_tensor(resized)
        return T.normalize(T.convert_image_dtype(resized, torch.float32), MEAN, STD)[:, ::7, ::7]

    options = dict(size=[256], interpolation=T.InterpolationMode.BILINEAR, antialias=True)
    preset = torchvision.models.ResNet50_Weights.IMAGENET1K_V1.transforms()
    ways = {
        "pil": finish(T.resize(image, **options)),
        "bytes": finish(T.resize(pixels, **options)),
        "floats": finish(T.resize(T.convert_image_dtype(pixels, torch.float32), **options)),
    }
    assert torch.equal(ways["pil"], preset(image)[:, ::7, ::7])
    write_tensors(
        folder / "picture.safetensors",
        {"pixels": pixels[:, ::7, ::7].clone(), **ways},
        {
            "pixels": "picture.png, RGB, channel first, [:, ::7, ::7]",
            "pil": "the preset on a PIL image (resized in bytes), [:, ::7, ::7]",
            "bytes": "the preset on a uint8 tensor (resized in bytes), [:, ::7, ::7]",
            "floats": "scaled to [0, 1] first, resized in floats, [:, ::7, ::7]",
        },
    )
