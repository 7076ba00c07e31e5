"""What training minimises, summed over a rank's share of a batch. The same definitions as in `common.tiny.objectives`."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch.nn import functional

from common.gpt.tokens import IGNORED, Batch


class Outcome(NamedTuple):
    surrogate: torch.Tensor
    """What is differentiated."""
    loss: float
    reward: float
    count: int
    """What the sums are divided by: tokens, or prompts."""


def cross_entropy(logits: torch.Tensor, batch: Batch) -> Outcome:
    """The negative log-likelihood of the answers, in nats, by token."""
    loss = functional.cross_entropy(logits.float().flatten(0, 1), batch.targets.flatten(), ignore_index=IGNORED, reduction="sum")
    return Outcome(loss, loss.item(), 0.0, int(batch.answers.sum()))


def policy_gradient(logits: torch.Tensor, batch: Batch, episodes: int, generator: torch.Generator) -> Outcome:
    """REINFORCE with the mean reward of a prompt's other episodes as baseline; an episode ends at its first mistake."""
    log_p = logits.float().log_softmax(-1)
    rows, length, size = log_p.shape
    drawn = torch.multinomial(log_p.detach().exp().view(-1, size), episodes, replacement=True, generator=generator)
    actions = drawn.view(rows, length, episodes)
    answers = batch.answers.unsqueeze(-1)
    survived = ((actions == batch.targets.unsqueeze(-1)) | ~answers).long().cumprod(1)
    reached = torch.cat([torch.ones_like(survived[:, :1]), survived[:, :-1]], 1) * answers
    rewards = (survived * answers).sum(1) / answers.sum(1)
    advantages = (rewards - rewards.mean(1, keepdim=True)) * (episodes / (episodes - 1))
    surrogate = -(log_p.gather(-1, actions) * reached * advantages.unsqueeze(1)).sum() / episodes
    loss = (1 - expected_reward(log_p.detach(), batch)).sum().item()
    return Outcome(surrogate, loss, rewards.mean(1).sum().item(), rows)


def expected_reward(log_p: torch.Tensor, batch: Batch) -> torch.Tensor:
    """For each row the mean share of leading tokens that are right, over all episodes the policy could play."""
    right = log_p.gather(-1, batch.targets.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    survival = right.masked_fill(~batch.answers, 0.0).cumsum(1).exp()
    return (survival * batch.answers).sum(1) / batch.answers.sum(1)
