"""The learning rate over a run."""

from __future__ import annotations

from math import cos, pi

FLOOR = 0.1


def learning_rate(peak: float, step: int, warmup_steps: int, steps: int) -> float:
    """Linear warm-up to the peak, then half a cosine down to a tenth of it; steps counted from 1."""
    if step <= warmup_steps:
        return peak * step / warmup_steps
    progress = (step - warmup_steps) / max(1, steps - warmup_steps)
    return peak * (FLOOR + (1 - FLOOR) * 0.5 * (1 + cos(pi * min(1.0, progress))))
