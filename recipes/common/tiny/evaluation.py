"""The loss of a model on a rank's share of the held-out rows."""

from __future__ import annotations

from typing import Sequence

from common.jobs.manifest import DataFile
from common.tiny.matrix import Vector
from common.tiny.network import Network, Shape
from common.tiny.objectives import expected_reward, log_loss
from common.tiny.windows import Window, contexts, windows_of
from common.train.examples import Examples
from common.train.ranks import RankEnvironment
from common.train.rows import Rows
from common.train.settings import Settings


def evaluate(settings: Settings, shape: Shape, weights: Vector, data: DataFile, ranks: RankEnvironment) -> tuple[float, int]:
    """The summed loss, and how many tokens (for rl: prompts) it is of."""
    network, loss, count = Network(shape, weights), 0.0, 0
    with Examples(Rows(data), settings.objective, settings.max_tokens, settings.seed) as examples:
        for row in range(ranks.rank, min(settings.eval_rows, len(examples)), ranks.world_size):
            windows = windows_of(examples.at(row, draw=-1), shape.context, settings.max_tokens)
            loss += _loss_of(network, windows, settings.objective)
            count += 1 if settings.objective == "rl" else len(windows)
    return loss, count


def _loss_of(network: Network, windows: Sequence[Window], objective: str) -> float:
    probabilities = network.forward(contexts(windows)).probabilities
    targets = [window.target for window in windows]
    return 1.0 - expected_reward(probabilities, targets) if objective == "rl" else log_loss(probabilities, targets)
