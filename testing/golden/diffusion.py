"""Diffusion as diffusers has it: schedules, steps back, and the U-Net, its weights from the formula."""

import math

import torch
from diffusers import DDIMScheduler, DDPMScheduler, UNet2DModel
from torch import nn

from golden import DTYPES, Subject, normal
from vision import filled, formula

STEPS = 1000


class Waves(nn.Module):
    """diffusers' `Timesteps`, which always computes in f32, in the type that is asked for."""

    def __init__(self, count, dtype):
        super().__init__()
        self.half, self.dtype = count // 2, dtype

    def forward(self, times):
        exponents = -math.log(10000) * torch.arange(self.half, dtype=self.dtype) / self.half
        angles = times[:, None].to(self.dtype) * exponents.exp()[None]
        return torch.cat([angles.cos(), angles.sin()], dim=-1)


def record():
    s = Subject("diffusion")
    tables(s)
    steps(s)
    net(s, "unet", ("DownBlock2D", "AttnDownBlock2D"), (16, 32), 1, 4, 8)
    net(s, "unet_deep", ("DownBlock2D", "AttnDownBlock2D", "DownBlock2D"), (8, 16, 24), 2, None, 8)
    return [s]


def tables(s):
    s.note("tables", source="alphas_cumprod of DDPMScheduler: beta_schedule linear and squaredcos_cap_v2")
    for name, kind in (("linear", "linear"), ("cosine", "squaredcos_cap_v2")):
        s.both("tables", "out", name, DDPMScheduler(STEPS, beta_schedule=kind).alphas_cumprod.double())


def exact(scheduler):
    """The scheduler with its tables in f64, so that what is compared is the step and not their rounding."""
    scheduler.betas = torch.linspace(1e-4, 0.02, STEPS, dtype=torch.float64)
    scheduler.alphas = 1 - scheduler.betas
    scheduler.alphas_cumprod = torch.cumprod(scheduler.alphas, 0)
    return scheduler


def steps(s):
    inputs = {key: normal("steps" + key, 2, 1, 4, 4) for key in ("x", "noise", "drawn")}
    cases = [("ddim", 25, t, eta) for t in (999, 519, 39) for eta in (0.0, 0.5)]
    cases += [("ddpm", 1000, t, 1.0) for t in (999, 500, 1, 0)] + [("ddpm", 50, t, 1.0) for t in (979, 19)]
    for kind, count, t, eta in cases:
        case = f"{kind}_{count}_{t}_{eta}"
        s.note(case, steps=count, time=t, eta=eta)
        for short, dtype in DTYPES.items():
            x, noise, drawn = (value.to(dtype) for value in inputs.values())
            for key, value in (("x", x), ("noise", noise), ("drawn", drawn)):
                s.put(short, case, "in", key, value)
            if kind == "ddim":
                scheduler = exact(DDIMScheduler(STEPS, timestep_spacing="trailing"))
                scheduler.set_timesteps(count)
                extra = {"variance_noise": drawn} if eta else {}
                y = scheduler.step(noise, t, x, eta=eta, use_clipped_model_output=True, **extra)
            else:
                scheduler = exact(DDPMScheduler(STEPS, timestep_spacing="trailing"))
                scheduler.set_timesteps(count)
                y = scheduler.step(noise, t, x, generator=Given(drawn))
            s.put(short, case, "out", "y", y.prev_sample.to(dtype))


class Given(torch.Generator):
    """Stands for randomness where the noise is given."""

    def __new__(cls, noise):
        made = super().__new__(cls)
        made.noise = noise
        return made

    def __init__(self, noise):
        pass


def patch_noise():
    import diffusers.schedulers.scheduling_ddpm as ddpm

    ddpm.randn_tensor = lambda shape, generator, **_: generator.noise


patch_noise()


def net(s, case, down, widths, blocks, classes, heads):
    up = tuple(kind.replace("Down", "Up") for kind in reversed(down))
    options = dict(
        sample_size=8, in_channels=1, out_channels=1, down_block_types=down, up_block_types=up,
        block_out_channels=widths, layers_per_block=blocks, norm_num_groups=8, attention_head_dim=heads,
        num_class_embeds=classes,
    )  # fmt: skip
    s.note(case, input="formula('input', (2, 1, 8, 8))", weights="formula(key, shape)")
    times, labels = torch.tensor([3, 700]), torch.tensor([0, 3])
    for short, dtype in DTYPES.items():
        unet = UNet2DModel(**options).double().eval()
        unet.load_state_dict(filled(unet))
        unet.to(dtype)
        unet.time_proj = Waves(widths[0], dtype)
        given = {} if classes is None else {"class_labels": labels}
        y = unet(formula("input", (2, 1, 8, 8)).to(dtype), times, **given).sample
        y.square().mean().backward()
        s.put(short, case, "in", "times", times)
        s.put(short, case, "in", "labels", labels)
        s.put(short, case, "out", "y", y)
        for key, value in unet.named_parameters():
            s.put(short, case, "norm/weight", key, value.grad.norm())
