"""Deep Q-learning in PyTorch and Gymnasium, as the recipe `dqn` has it: a double one."""

import copy

import gymnasium
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F


class Memory:
    def __init__(self, capacity, size):
        self.seen = np.zeros((capacity, size), np.float32)
        self.next = np.zeros((capacity, size), np.float32)
        self.actions = np.zeros(capacity, np.int64)
        self.rewards = np.zeros(capacity, np.float32)
        self.going = np.zeros(capacity, np.float32)
        self.place = self.filled = 0

    def add(self, seen, actions, rewards, following, terminated):
        at = (self.place + np.arange(len(actions))) % len(self.actions)
        self.seen[at], self.next[at], self.actions[at] = seen, following, actions
        self.rewards[at], self.going[at] = rewards, 1 - terminated
        self.place = (self.place + len(actions)) % len(self.actions)
        self.filled = min(self.filled + len(actions), len(self.actions))

    def draw(self, batch):
        at = np.random.randint(0, self.filled, batch)
        return tuple(torch.from_numpy(x[at]) for x in (self.seen, self.actions, self.rewards, self.next, self.going))


class DeepQ:
    """A round is 256 steps in 8 environments and 128 steps of learning from 64 transitions each."""

    units = 256.0

    def __init__(self, settings):
        torch.manual_seed(1)
        np.random.seed(1)
        same_step = gymnasium.vector.AutoresetMode.SAME_STEP
        self.worlds = gymnasium.make_vec("CartPole-v1", 8, vectorization_mode="sync",
                                         vector_kwargs={"autoreset_mode": same_step})
        self.seen, _ = self.worlds.reset(seed=1)
        self.net = nn.Sequential(nn.Linear(4, 256), nn.ReLU(), nn.Linear(256, 256), nn.ReLU(), nn.Linear(256, 2))
        self.target = copy.deepcopy(self.net)
        self.parameters = sum(p.numel() for p in self.net.parameters())
        self.optimizer = torch.optim.AdamW(self.net.parameters(), 2.3e-3, weight_decay=0,
                                           fused=True if "fused" in settings else None)
        self.schedule = torch.optim.lr_scheduler.LinearLR(self.optimizer, 1, 0, 1_000_000)
        self.memory = Memory(50_000, 4)
        self.rounds = 0
        self.off = torch.inference_mode if settings else torch.no_grad

    def run(self, times):
        loss = None
        for _ in range(times):
            for _ in range(32):
                self.act()
            for _ in range(128):
                loss = self.learn()
            self.target.load_state_dict(self.net.state_dict())
            self.rounds += 1
        return loss.item()

    def act(self):
        epsilon = max(0.04, 1 - self.rounds / 31)
        with self.off():
            actions = self.net(torch.from_numpy(self.seen)).argmax(1).numpy()
        actions = np.where(np.random.rand(8) < epsilon, np.random.randint(0, 2, 8), actions)
        following, rewards, terminated, truncated, told = self.worlds.step(actions)
        real = following
        if "final_obs" in told:
            real = following.copy()
            for i in np.flatnonzero(told["_final_obs"]):
                real[i] = told["final_obs"][i]
        self.memory.add(self.seen, actions, rewards, real, terminated)
        self.seen = following

    def learn(self):
        seen, actions, rewards, following, going = self.memory.draw(64)
        with torch.no_grad():
            best = self.net(following).argmax(1, keepdim=True)
            wanted = rewards + 0.99 * going * self.target(following).gather(1, best).squeeze(1)
        loss = F.smooth_l1_loss(self.net(seen).gather(1, actions.unsqueeze(1)).squeeze(1), wanted)
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 10)
        self.optimizer.step()
        self.schedule.step()
        return loss
