"""The Adam optimiser (Kingma and Ba, 2015) with its usual constants."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple, Sequence

from common.tiny.matrix import Vector

FIRST_DECAY, SECOND_DECAY, EPSILON = 0.9, 0.999, 1e-8


class Moments(NamedTuple):
    first: Vector
    second: Vector


def no_moments(size: int) -> Moments:
    return Moments([0.0] * size, [0.0] * size)


def adam_step(weights: Vector, moments: Moments, gradient: Sequence[float], step: int, rate: float) -> tuple[Vector, Moments]:
    """The weights and moments after a step, steps counted from 1."""
    first = [FIRST_DECAY * old + (1 - FIRST_DECAY) * new for old, new in zip(moments.first, gradient)]
    second = [SECOND_DECAY * old + (1 - SECOND_DECAY) * new * new for old, new in zip(moments.second, gradient)]
    scale = rate * sqrt(1 - SECOND_DECAY ** step) / (1 - FIRST_DECAY ** step)
    return [weight - scale * m / (sqrt(v) + EPSILON) for weight, m, v in zip(weights, first, second)], Moments(first, second)
