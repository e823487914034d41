"""A variational autoencoder and adversarial nets with weights from the formula: losses and gradients."""

import torch
from torch import nn
from torch.nn import functional as F

from golden import DTYPES, Subject
from vision import filled, formula


def record():
    return [vae(), gan()]


class Vae(nn.Module):
    """Kingma & Welling 2014: 28×28 → 3 latent numbers → 28×28."""

    def __init__(self, latent=3, width=2, hidden=5):
        super().__init__()
        maps = 2 * width
        self.encoder = nn.Sequential(
            nn.Conv2d(1, width, 4, 2, 1), nn.SiLU(), nn.Conv2d(width, maps, 4, 2, 1), nn.SiLU(), nn.Flatten(),
            nn.Dropout(0), nn.Linear(49 * maps, hidden), nn.SiLU(), nn.Linear(hidden, 2 * latent),
        )  # fmt: skip
        self.decoder = nn.Sequential(
            nn.Linear(latent, hidden), nn.SiLU(), nn.Linear(hidden, 49 * maps), nn.SiLU(),
            nn.Unflatten(1, (maps, 7, 7)), nn.ConvTranspose2d(maps, width, 4, 2, 1), nn.SiLU(),
            nn.ConvTranspose2d(width, 1, 4, 2, 1),
        )  # fmt: skip


def gradients(s, short, case, net, prefix=""):
    """Every gradient's norm, and the last bias's gradient in full."""
    named = [(k, v.grad) for k, v in net.named_parameters() if k.startswith(prefix) and v.grad is not None]
    for key, grad in named:
        s.put(short, case, "norm/weight", key, grad.norm())
    s.put(short, case, "grad/weight", *named[0])


def vae():
    s = Subject("vae")
    for case in ("bce", "mse"):
        s.note(case, pictures="|formula('pictures')|, (3, 1, 28, 28)", noise="formula('noise'), (3, 3)", beta=1.5)
        for short, dtype in DTYPES.items():
            net = Vae().double()
            net.load_state_dict(filled(net))
            net.to(dtype)
            x = formula("pictures", (3, 1, 28, 28)).abs().to(dtype)
            mean, log = net.encoder(x).chunk(2, 1)
            logits = net.decoder(mean + (log / 2).exp() * formula("noise", (3, 3)).to(dtype))
            losses = (
                F.binary_cross_entropy_with_logits(logits, x, reduction="none")
                if case == "bce"
                else F.mse_loss(logits.sigmoid(), x, reduction="none")
            )
            standard = torch.distributions.Normal(torch.zeros_like(mean), torch.ones_like(mean))
            posterior = torch.distributions.Normal(mean, (log / 2).exp())
            divergence = torch.distributions.kl_divergence(posterior, standard).sum(1)
            loss = (losses.sum((1, 2, 3)) + 1.5 * divergence).mean()
            loss.backward()
            s.put(short, case, "out", "reconstruction", losses.sum((1, 2, 3)))
            s.put(short, case, "out", "divergence", divergence)
            s.put(short, case, "out", "loss", loss)
            gradients(s, short, case, net)
    return s


class Gan(nn.Module):
    """Radford et al. 2016: 4 random numbers → 28×28 → a score."""

    def __init__(self, latent=4, width=2):
        super().__init__()
        wide, widest = 2 * width, 4 * width
        self.generator = nn.Sequential(
            nn.Linear(latent, 49 * widest, bias=False), nn.Unflatten(1, (widest, 7, 7)),
            nn.BatchNorm2d(widest), nn.ReLU(),
            nn.ConvTranspose2d(widest, wide, 4, 2, 1, bias=False), nn.BatchNorm2d(wide), nn.ReLU(),
            nn.ConvTranspose2d(wide, 1, 4, 2, 1), nn.Sigmoid(),
        )  # fmt: skip
        self.critic = nn.Sequential(
            nn.Conv2d(1, width, 4, 2, 1), nn.LeakyReLU(0.2), nn.Conv2d(width, wide, 4, 2, 1), nn.LeakyReLU(0.2),
            nn.Conv2d(wide, widest, 3, 2, 1), nn.LeakyReLU(0.2), nn.Flatten(), nn.Linear(16 * widest, 1),
        )  # fmt: skip


def critic_loss(kind, real, made):
    if kind == "wasserstein":
        return made.mean() - real.mean()
    return F.binary_cross_entropy_with_logits(real, torch.ones_like(real)) + F.binary_cross_entropy_with_logits(
        made, torch.zeros_like(made)
    )


def generator_loss(kind, made):
    if kind == "wasserstein":
        return -made.mean()
    if kind == "nonsaturating":
        return F.binary_cross_entropy_with_logits(made, torch.ones_like(made))
    return -F.binary_cross_entropy_with_logits(made, torch.zeros_like(made))


def gan():
    s = Subject("gan")
    for case in ("wasserstein", "nonsaturating", "minimax"):
        s.note(case, real="|formula('real')|, (3, 1, 28, 28)", latents="formula('latents'), (3, 4)", penalty=10)
        for short, dtype in DTYPES.items():
            net = Gan().double()
            net.load_state_dict(filled(net))
            net.to(dtype)
            real = formula("real", (3, 1, 28, 28)).abs().to(dtype)
            made = net.generator(formula("latents", (3, 4)).to(dtype))
            loss = critic_loss(case, net.critic(real), net.critic(made.detach()))
            s.put(short, case, "out", "critic", loss)
            if case == "wasserstein":
                share = formula("share", (3, 1, 1, 1)).abs().to(dtype)
                between = (share * real + (1 - share) * made.detach()).requires_grad_()
                (slopes,) = torch.autograd.grad(net.critic(between).sum(), between, create_graph=True)
                penalty = ((slopes.flatten(1).norm(dim=1) - 1) ** 2).mean()
                s.put(short, case, "out", "penalty", penalty)
                loss = loss + 10 * penalty
            loss.backward()
            gradients(s, short, case, net, "critic")
            net.zero_grad()
            loss = generator_loss(case, net.critic(made))
            loss.backward()
            s.put(short, case, "out", "generator", loss)
            gradients(s, short, case, net, "generator")
    return s
