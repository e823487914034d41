"""Agents: transitions of Gymnasium's CartPole-v1, and the losses of deep Q-learning and of PPO by PyTorch."""

import gymnasium
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from golden import Subject, integers, normal, random, uniform, write_tensors
from vision import filled, formula

TRANSITIONS = 10_000


def cartpole(folder):
    """The state before each action in f64. Half of the actions are random, half mostly hold the pole up."""
    env = gymnasium.make("CartPole-v1")
    draw = random("cartpole")
    states, actions, lasts, ends = [], [], [], []
    seen, _ = env.reset(seed=1)
    for i in range(TRANSITIONS):
        states.append(np.array(env.unwrapped.state, np.float64))
        held = seen[2] + seen[3] + 0.1 * seen[0] + 0.2 * seen[1] > 0
        guided = i >= TRANSITIONS // 2 and draw.random() < 0.9
        action = int(held) if guided else int(draw.integers(2))
        seen, reward, terminated, truncated, _ = env.step(action)
        assert reward == 1 and np.array_equal(seen, env.unwrapped.state.astype(np.float32))
        actions.append(action)
        ends.append(terminated + 2 * truncated)
        if terminated or truncated or i == TRANSITIONS - 1:
            lasts.append(np.array(env.unwrapped.state, np.float64))
            seen, _ = env.reset()
    tensors = {
        "states": torch.from_numpy(np.stack(states)),
        "actions": torch.tensor(actions, dtype=torch.uint8),
        "ends": torch.tensor(ends, dtype=torch.uint8),
        "lasts": torch.from_numpy(np.stack(lasts)),
    }
    write_tensors(folder / "cartpole.safetensors", tensors, {})


def stack(size, hidden, out, kind):
    return nn.Sequential(
        nn.Linear(size, hidden), kind(), nn.Linear(hidden, hidden), kind(), nn.Linear(hidden, out)
    )


class ActorCritic(nn.Module):
    def __init__(self):
        super().__init__()
        self.actor, self.critic = stack(4, 6, 3, nn.Tanh), stack(4, 6, 1, nn.Tanh)


class Dueling(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Linear(4, 6), nn.ReLU())
        self.value = nn.Sequential(nn.Linear(6, 6), nn.ReLU(), nn.Linear(6, 1))
        self.advantage = nn.Sequential(nn.Linear(6, 6), nn.ReLU(), nn.Linear(6, 3))

    def forward(self, x):
        x = self.features(x)
        advantage = self.advantage(x)
        return self.value(x) + advantage - advantage.mean(dim=1, keepdim=True)


def renamed(net):
    """The formula's weights under the key `target.…`, so that the two nets differ."""
    return {key: formula(f"target.{key}", value.shape) for key, value in net.state_dict().items()}


def record():
    s = Subject("agents")
    draws = {
        "observations": normal("seen", 8, 4),
        "next": normal("next", 8, 4),
        "rewards": normal("rewards", 8, scale=2.0),
        "going": integers("going", 2, 8).double(),
        "actions": integers("actions", 3, 8),
    }
    for case, make, doubled in (
        ("dqn", lambda: stack(4, 6, 3, nn.ReLU), False),
        ("dqn_double", lambda: stack(4, 6, 3, nn.ReLU), True),
        ("dqn_dueling", Dueling, True),
    ):
        net, target = make().double(), make().double()
        net.load_state_dict(filled(net))
        target.load_state_dict(renamed(target))

        def run(observations, after, rewards, going, actions):
            kind = observations.dtype
            a, b = net.to(kind), target.to(kind)
            with torch.no_grad():
                judged = b(after)
                ahead = judged.gather(1, a(after).argmax(1, keepdim=True))[:, 0] if doubled else judged.max(1)[0]
                wanted = rewards + 0.9 * going * ahead
            loss = F.smooth_l1_loss(a(observations).gather(1, actions[:, None])[:, 0], wanted)
            return {"targets": wanted, "loss": loss}

        s.function(case, run, draws, options={"discount": 0.9, "double": doubled}, grad=False)

    net = ActorCritic().double()
    net.load_state_dict(filled(net))

    def ppo(observations, actions, logs, advantages, returns):
        net.to(observations.dtype)
        choice = torch.distributions.Categorical(logits=net.actor(observations))
        ratio = torch.exp(choice.log_prob(actions) - logs)
        better = (advantages - advantages.mean()) / (advantages.std() + 1e-8)
        policy = -torch.min(ratio * better, torch.clamp(ratio, 0.8, 1.2) * better).mean()
        value = F.mse_loss(net.critic(observations)[:, 0], returns)
        entropy = choice.entropy().mean()
        loss = policy + 0.5 * value - 0.01 * entropy
        net.zero_grad()
        loss.backward()
        gradients = {f"gradient/{key}": p.grad.clone() for key, p in net.named_parameters()}
        return {"policy": policy, "value": value, "entropy": entropy, "loss": loss, **gradients}

    lived = {
        "observations": normal("lived", 16, 4),
        "actions": integers("chosen", 3, 16),
        "logs": uniform("logs", 16, low=-2.0, high=-0.3),
        "advantages": normal("advantages", 16),
        "returns": normal("returns", 16, scale=3.0),
    }
    s.function("ppo", ppo, lived, options={"clip": 0.2, "value": 0.5, "entropy": 0.01}, grad=False)

    def gae(rewards, values, ahead, ended):
        """Each advantage by its own sum Σ (γλ)ˡ δₜ₊ₗ over what is left of the episode."""
        delta = rewards + 0.98 * ahead - values
        found = torch.zeros_like(delta)
        for t in range(len(delta)):
            for i in range(delta.shape[1]):
                weight = 1.0
                for later in range(t, len(delta)):
                    found[t, i] += weight * delta[later, i]
                    weight *= 0.98 * 0.8
                    if ended[later, i]:
                        break
        return {"advantages": found}

    played = {
        "rewards": normal("earned", 12, 3),
        "values": normal("worth", 12, 3),
        "ahead": normal("ahead", 12, 3),
        "ended": integers("ended", 4, 12, 3) == 0,
    }
    s.function("gae", gae, played, options={"discount": 0.98, "lambda": 0.8}, grad=False)
    return [s]


def write(folder):
    cartpole(folder)
