"""The works of the rows in PyTorch: each is made from a row's keys and then run as often as asked.

`settings` is a set of words. Without any, the work is set up as PyTorch's users mostly do it. `plain` changes nothing
but takes inference_mode; `fused` takes the fused optimizers; `last` puts channels last; `compile` compiles. The
precision is f32; `autocast` in bfloat16; or `short`, with weights in bfloat16.
"""

from contextlib import nullcontext

import torch
from torch.nn import functional as F

import nets
from nets import whole


class Work:
    """Something that can be run; `parameters` tells that both sides have the same net, `units` what a run does."""

    parameters = 0
    units = 1.0

    def run(self, times):
        """Runs it so often, and gives the last loss, where there is one."""
        raise NotImplementedError


def precise(precision):
    if precision == "autocast":
        return torch.autocast("cpu", torch.bfloat16)
    return nullcontext()


def compiled(net):
    import torch._dynamo
    import torch._inductor.config
    torch._dynamo.config.recompile_limit = 64  # the same code serves several rows
    torch._inductor.config.freezing = True  # of what learns nothing
    return torch.compile(net, dynamic=False)


def count(net):
    return sum(p.numel() for p in net.parameters())


class Train(Work):
    RATES = {"mlp": 0.5, "lenet": 4e-3, "resnet18": 2e-3, "lstm": 1e-3, "gpt": 3e-3, "ddpm": 2e-3}
    CLIPPED = {"lstm", "gpt", "ddpm"}
    AVERAGED = {"lenet", "ddpm"}

    def __init__(self, work, settings, precision):
        torch.manual_seed(1)
        self.net = nets.net(work)
        self.parameters = count(self.net)
        self.units = float(work["batch"])
        self.precision = precision
        kind = work["net"]
        if "last" in settings:
            self.net = self.net.to(memory_format=torch.channels_last)
        self.optimizer = self.made(kind, True if "fused" in settings else None)
        rate = self.RATES[kind]
        self.schedule = None if kind == "mlp" else torch.optim.lr_scheduler.OneCycleLR(
            self.optimizer, rate, total_steps=1_000_000)
        self.average = torch.optim.swa_utils.AveragedModel(
            self.net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.998)) if kind in self.AVERAGED else None
        self.clipped = kind in self.CLIPPED
        loss = nets.loss(work)
        self.asked = compiled(self.net) if "compile" in settings else self.net
        self.loss = loss
        self.net.train()

    def made(self, kind, fused):
        rate = self.RATES[kind]
        if kind == "mlp":
            return torch.optim.SGD(self.net.parameters(), lr=rate, fused=fused)
        if kind == "gpt":
            matrices = [p for p in self.net.parameters() if p.dim() > 1]
            others = [p for p in self.net.parameters() if p.dim() <= 1]
            return torch.optim.AdamW([{"params": matrices, "weight_decay": 0.1}, {"params": others, "weight_decay": 0}],
                                     lr=rate, betas=(0.9, 0.99), fused=fused)
        return torch.optim.AdamW(self.net.parameters(), lr=rate, weight_decay=0.02, fused=fused)

    def run(self, times):
        loss = None
        for _ in range(times):
            with precise(self.precision):
                loss = self.loss(self.asked)
            self.optimizer.zero_grad()
            loss.backward()
            if self.clipped:
                torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
            self.optimizer.step()
            if self.schedule:
                self.schedule.step()
            if self.average:
                self.average.update_parameters(self.net)
        return loss.item()


class Infer(Work):
    def __init__(self, work, settings, precision):
        torch.manual_seed(1)
        self.net = nets.net(work).eval()
        self.parameters = count(self.net)
        self.units = float(work["batch"])
        self.precision = precision
        self.given = nets.inputs(work)
        if "last" in settings:
            self.net = self.net.to(memory_format=torch.channels_last)
        if precision == "short":
            self.net = self.net.to(torch.bfloat16)
            self.given = tuple(x.to(torch.bfloat16) if x.is_floating_point() else x for x in self.given)
        if "compile" in settings:
            self.net = compiled(self.net)
        self.off = torch.inference_mode if settings else torch.no_grad

    def run(self, times):
        with self.off(), precise(self.precision):
            for _ in range(times):
                self.net(*self.given)
        return float("nan")


class Generate(Work):
    def __init__(self, work, settings, precision):
        torch.manual_seed(1)
        self.tokens = whole(work, "tokens")
        self.units = float(self.tokens)
        self.precision = precision
        self.settings = settings
        if settings:
            self.net = nets.Gpt(*(whole(work, key) for key in ("vocabulary", "length", "width", "depth", "heads")))
        else:
            from transformers import GPT2Config, GPT2LMHeadModel
            self.net = GPT2LMHeadModel(GPT2Config(
                vocab_size=whole(work, "vocabulary"), n_positions=whole(work, "length"), n_embd=whole(work, "width"),
                n_layer=whole(work, "depth"), n_head=whole(work, "heads"), bos_token_id=0, eos_token_id=0))
        self.net.eval()
        if precision == "short":
            self.net = self.net.to(torch.bfloat16)
        self.parameters = count(self.net)

    def run(self, times):
        with torch.inference_mode(), precise(self.precision):
            for _ in range(times):
                if self.settings:
                    self.write()
                else:
                    self.net.generate(torch.zeros(1, 1, dtype=torch.long), do_sample=True, top_k=0,
                                      min_new_tokens=self.tokens, max_new_tokens=self.tokens, pad_token_id=0)
        return float("nan")

    def write(self):
        caches = self.net.cache()
        token = torch.zeros(1, 1, dtype=torch.long)
        for at in range(self.tokens):
            logits = self.net(token, caches, at)
            token = torch.multinomial(logits.float().softmax(-1), 1)
            token.item()


class Operator(Work):
    def __init__(self, work, settings, precision):
        self.a, self.b = torch.randn(4, 4), torch.randn(4, 4)
        self.off = torch.inference_mode if settings else nullcontext

    def run(self, times):
        with self.off():
            a, b = self.a, self.b
            for _ in range(times):
                a + b
        return float("nan")


class Product(Work):
    def __init__(self, work, settings, precision):
        size = whole(work, "size")
        kind = torch.float32 if precision == "f32" else torch.bfloat16
        self.a, self.b = torch.randn(size, size).to(kind), torch.randn(size, size).to(kind)
        self.units = 2.0 * size ** 3 / 1e9
        self.off = torch.inference_mode if settings else nullcontext

    def run(self, times):
        with self.off():
            for _ in range(times):
                self.a @ self.b
        return float("nan")


class Digits(torch.utils.data.Dataset):
    """Pictures in memory, one by one, as datasets.MNIST gives them."""

    def __init__(self):
        from PIL import Image
        from torchvision import transforms
        generator = torch.Generator().manual_seed(1)
        pixels = torch.randint(0, 256, (7000, 28, 28), generator=generator, dtype=torch.uint8).numpy()
        self.pictures = [Image.fromarray(picture) for picture in pixels]
        self.change = transforms.Compose([
            transforms.RandomAffine(15, translate=(0.1, 0.1), scale=(0.85, 1.15), shear=11,
                                    interpolation=transforms.InterpolationMode.BILINEAR),
            transforms.ToTensor()])

    def __len__(self):
        return len(self.pictures)

    def __getitem__(self, i):
        return self.change(self.pictures[i]), i % 10


class WholeBatches(torch.utils.data.Dataset):
    """Pictures in one tensor, turned, scaled, slanted and moved batch by batch."""

    def __init__(self):
        self.pictures = torch.rand(7000, 1, 28, 28)
        self.targets = torch.arange(7000) % 10

    def __len__(self):
        return len(self.pictures)

    def __getitems__(self, indices):
        indices = torch.tensor(indices)
        pictures = self.pictures[indices]
        n = len(pictures)

        def uniform(bound):
            return (torch.rand(n) * 2 - 1) * bound

        angle, zoom, slant = uniform(0.2618), 1 + uniform(0.15), uniform(0.2)
        cos, sin = angle.cos() / zoom, angle.sin() / zoom
        maps = torch.stack([cos + slant * sin, slant * cos - sin, uniform(0.2), sin, cos, uniform(0.2)], 1)
        grid = F.affine_grid(maps.view(n, 2, 3), list(pictures.shape), align_corners=False)
        return F.grid_sample(pictures, grid, align_corners=False), self.targets[indices]


class Load(Work):
    def __init__(self, work, settings, precision):
        batch = whole(work, "batch")
        self.units = float(batch)
        batched = "batched" in settings
        workers = 0 if batched else 2
        self.loader = torch.utils.data.DataLoader(
            WholeBatches() if batched else Digits(), batch, shuffle=True, num_workers=workers,
            persistent_workers=workers > 0, collate_fn=(lambda made: made) if batched else None)
        self.batches = iter(self.loader)

    def run(self, times):
        for _ in range(times):
            batch = next(self.batches, None)
            if batch is None:
                self.batches = iter(self.loader)
                next(self.batches)
        return float("nan")


def make(work):
    """The work that a row's keys describe."""
    settings = frozenset(word for word in work.get("settings", "").split("+") if word)
    precision = work.get("precision", "f32")
    kind = work["work"]
    if precision != "f32" and kind in ("dqn", "operator", "load", "start"):
        raise NotImplementedError(f"{kind} is in float32")
    if precision == "short" and kind == "train":
        raise NotImplementedError("weights are learned in float32")
    if kind == "dqn":
        from dqn import DeepQ
        return DeepQ(settings)
    kinds = {"train": Train, "start": Train, "infer": Infer, "generate": Generate, "operator": Operator,
             "product": Product, "load": Load}
    return kinds[kind](work, settings, precision)
