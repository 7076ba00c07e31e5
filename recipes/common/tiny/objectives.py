"""What training minimises. Sums over a rank's examples, so that sums over ranks are sums over the batch."""

from __future__ import annotations

import random
import sys
from math import log
from typing import NamedTuple, Sequence

from common.tiny.matrix import Vector
from common.tiny.network import Network
from common.tiny.windows import Window, contexts

Windows = Sequence[Sequence[Window]]


class Outcome(NamedTuple):
    loss: float
    reward: float
    count: int
    """What loss, reward and gradient are divided by: tokens, or episodes."""
    gradient: Vector


def cross_entropy(network: Network, examples: Windows) -> Outcome:
    """The negative log-likelihood of the answers, in nats, by token."""
    windows = [window for example in examples for window in example]
    forward = network.forward(contexts(windows))
    targets = [window.target for window in windows]
    errors = [list(row) for row in forward.probabilities]
    for error, target in zip(errors, targets):
        error[target] -= 1.0
    return Outcome(log_loss(forward.probabilities, targets), 0.0, len(windows), network.gradient(forward, errors))


def log_loss(rows: Sequence[Vector], targets: Sequence[int]) -> float:
    """The sum of -log p(target); a probability that underflowed counts as the smallest there is."""
    return -sum(log(max(row[target], sys.float_info.min)) for row, target in zip(rows, targets))


def policy_gradient(network: Network, examples: Windows, episodes: int, rngs: Sequence[random.Random]) -> Outcome:
    """REINFORCE (Williams, 1992), several episodes per prompt, each with the mean reward of the others as its baseline.

    An episode answers token by token and ends at its first mistake; its reward is the share of the answer that was right.
    Up to that mistake it has seen the true answer only, so one forward pass over the true answers gives every probability
    it could meet, and the expected reward exactly. The loss is one minus that expectation.
    """
    windows = [window for example in examples for window in example]
    forward = network.forward(contexts(windows))
    errors, loss, reward = [], 0.0, 0.0
    for example, rng in zip(examples, rngs):
        rows = forward.probabilities[len(errors):len(errors) + len(example)]
        answer = [window.target for window in example]
        played = [_play(rows, answer, rng) for _ in range(episodes)]
        total = sum(earned for _, earned in played)
        advantages = [earned - (total - earned) / (episodes - 1) for _, earned in played]
        errors += _errors(rows, [actions for actions, _ in played], [value / episodes for value in advantages])
        loss += 1.0 - expected_reward(rows, answer)
        reward += total / episodes
    return Outcome(loss, reward, len(examples), network.gradient(forward, errors))


def expected_reward(rows: Sequence[Vector], answer: Sequence[int]) -> float:
    """The mean share of leading tokens that are right, over all episodes the policy could play."""
    survival, total = 1.0, 0.0
    for row, target in zip(rows, answer):
        survival *= row[target]
        total += survival
    return total / len(answer)


def _play(rows: Sequence[Vector], answer: Sequence[int], rng: random.Random) -> tuple[list[int], float]:
    episode: list[int] = []
    for row, target in zip(rows, answer):
        episode.append(rng.choices(range(len(row)), row)[0])
        if episode[-1] != target:
            return episode, (len(episode) - 1) / len(answer)
    return episode, 1.0


def _errors(rows: Sequence[Vector], episodes: Sequence[Sequence[int]], advantages: Sequence[float]) -> list[Vector]:
    """The derivatives by the logits of the sum over episodes of -advantage · log p(actions)."""
    errors = []
    for position, row in enumerate(rows):
        reached = [(actions[position], advantage) for actions, advantage in zip(episodes, advantages) if position < len(actions)]
        weight = sum(advantage for _, advantage in reached)
        error = [weight * value for value in row]
        for action, advantage in reached:
            error[action] -= advantage
        errors.append(error)
    return errors
