"""The nets of the rows in PyTorch, as its users write them, with what is learned and the batches that are made up."""

import math

import torch
from torch import nn
from torch.nn import functional as F


class Perceptron(nn.Module):
    def __init__(self, widths):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(a, b) for a, b in zip(widths, widths[1:]))

    def forward(self, x):
        x = x.flatten(1)
        for layer in self.layers:
            x = torch.sigmoid(layer(x))
        return x


class Lenet(nn.Module):
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


class LstmText(nn.Module):
    def __init__(self, vocabulary, width, depth):
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, width)
        self.lstm = nn.LSTM(width, width, depth, batch_first=True)
        self.logits = nn.Linear(width, vocabulary)

    def forward(self, ids):
        return self.logits(self.lstm(self.tokens(ids))[0])


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.ln_1 = nn.LayerNorm(width)
        self.packed = nn.Linear(width, 3 * width)
        self.output = nn.Linear(width, width)
        self.ln_2 = nn.LayerNorm(width)
        self.grow = nn.Linear(width, 4 * width)
        self.shrink = nn.Linear(4 * width, width)

    def forward(self, x, cache=None, at=0):
        b, t, c = x.shape
        q, k, v = (part.view(b, t, self.heads, c // self.heads).transpose(1, 2)
                   for part in self.packed(self.ln_1(x)).split(c, dim=2))
        if cache is not None:
            keys, values = cache
            keys[:, :, at:at + t] = k
            values[:, :, at:at + t] = v
            k, v = keys[:, :, :at + t], values[:, :, :at + t]
        y = F.scaled_dot_product_attention(q, k, v, is_causal=t > 1)
        x = x + self.output(y.transpose(1, 2).reshape(b, t, c))
        return x + self.shrink(F.gelu(self.grow(self.ln_2(x)), approximate="tanh"))


class Gpt(nn.Module):
    def __init__(self, vocabulary, length, width, depth, heads):
        super().__init__()
        self.wte = nn.Embedding(vocabulary, width)
        self.wpe = nn.Embedding(length, width)
        self.h = nn.ModuleList(Block(width, heads) for _ in range(depth))
        self.ln_f = nn.LayerNorm(width)
        for name, p in self.named_parameters():
            if p.dim() > 1:
                nn.init.normal_(p, 0, 0.02 / math.sqrt(2 * depth) if "output" in name or "shrink" in name else 0.02)
            elif name.endswith("bias"):
                nn.init.zeros_(p)

    def forward(self, ids, caches=None, at=0):
        x = self.wte(ids) + self.wpe(torch.arange(at, at + ids.shape[1]))
        for i, block in enumerate(self.h):
            x = block(x, None if caches is None else caches[i], at)
        x = self.ln_f(x)
        return F.linear(x if caches is None else x[:, -1], self.wte.weight)

    def cache(self):
        heads, (length, width) = self.h[0].heads, self.wpe.weight.shape
        kind = self.wte.weight.dtype
        return [(torch.zeros(1, heads, length, width // heads, dtype=kind),
                 torch.zeros(1, heads, length, width // heads, dtype=kind)) for _ in self.h]


class Denoiser(nn.Module):
    """diffusers' U-Net on blocks of 2×2 pixels, told the time and the class."""

    def __init__(self, width):
        super().__init__()
        from diffusers import UNet2DModel
        self.unet = UNet2DModel(
            sample_size=14, in_channels=4, out_channels=4, block_out_channels=(width, 2 * width), layers_per_block=1,
            down_block_types=("DownBlock2D", "AttnDownBlock2D"), up_block_types=("AttnUpBlock2D", "UpBlock2D"),
            norm_num_groups=8, attention_head_dim=16, num_class_embeds=11)

    def forward(self, x, times, shown):
        return F.pixel_shuffle(self.unet(F.pixel_unshuffle(x, 2), times, class_labels=shown).sample, 2)


def whole(work, key):
    return int(work[key])


def net(work):
    """The net of a row."""
    kind = work["net"]
    if kind == "mlp":
        return Perceptron([int(width) for width in work["widths"].split(",")])
    if kind == "lenet":
        return Lenet()
    if kind == "resnet18":
        from torchvision.models import resnet18
        return resnet18(num_classes=10)
    if kind == "lstm":
        return LstmText(whole(work, "vocabulary"), whole(work, "width"), whole(work, "depth"))
    if kind == "gpt":
        return Gpt(whole(work, "vocabulary"), whole(work, "length"), whole(work, "width"), whole(work, "depth"),
                   whole(work, "heads"))
    if kind == "ddpm":
        return Denoiser(whole(work, "width"))
    raise ValueError(f"no net {kind}")


def inputs(work):
    """What the net is given, made up."""
    kind, batch = work["net"], whole(work, "batch")
    if kind in ("mlp", "lenet"):
        return (torch.rand(batch, 1, 28, 28),)
    if kind == "resnet18":
        return (torch.randn(batch, 3, whole(work, "side"), whole(work, "side")),)
    if kind in ("lstm", "gpt"):
        return (torch.randint(0, whole(work, "vocabulary"), (batch, whole(work, "length"))),)
    return torch.randn(batch, 1, 28, 28), torch.randint(0, 1000, (batch,)), torch.randint(0, 11, (batch,))


def loss(work):
    """A function of the net that makes a batch up once, and gives the loss on it at every call."""
    kind, batch = work["net"], whole(work, "batch")
    given = inputs(work)
    if kind == "mlp":
        targets = torch.randint(0, 10, (batch,))
        return lambda net: (net(*given) - F.one_hot(targets, 10).float()).square().sum(1).mean()
    if kind in ("lenet", "resnet18"):
        targets = torch.randint(0, 10, (batch,))
        smoothing = 0.05 if kind == "lenet" else 0.0
        return lambda net: F.cross_entropy(net(*given), targets, label_smoothing=smoothing)
    if kind in ("lstm", "gpt"):
        targets = torch.randint(0, whole(work, "vocabulary"), given[0].shape)
        return lambda net: F.cross_entropy(net(*given).flatten(0, 1), targets.flatten())
    bars = torch.cos((torch.arange(1000) / 1000 + 0.008) / 1.008 * math.pi / 2).square()
    pictures, _, shown = given

    def velocity(net):
        times = torch.randint(0, 1000, (batch,))
        noise = torch.randn_like(pictures)
        told = torch.where(torch.rand(batch) < 0.1, 10, shown)
        bar = bars[times].view(-1, 1, 1, 1)
        noisy = bar.sqrt() * pictures + (1 - bar).sqrt() * noise
        return F.mse_loss(net(noisy, times, told), bar.sqrt() * noise - (1 - bar).sqrt() * pictures)

    return velocity
