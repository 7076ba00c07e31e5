"""The loss of a model on a rank's share of the held-out rows."""

from __future__ import annotations

from typing import Any

import torch

from common.gpt.group import mixed_precision
from common.gpt.model import Gpt
from common.gpt.objectives import cross_entropy, expected_reward
from common.gpt.settings import Shape
from common.gpt.tokens import Batch, batch_of
from common.jobs.manifest import DataFile
from common.train.examples import Examples
from common.train.ranks import RankEnvironment
from common.train.rows import Rows
from common.train.settings import Settings

ROWS_AT_ONCE = 8


@torch.no_grad()
def evaluate(settings: Settings, shape: Shape, weights: dict[str, Any], data: DataFile,
             ranks: RankEnvironment, device: torch.device) -> tuple[float, int]:
    """The summed loss, and how many tokens (for rl: prompts) it is of."""
    model = Gpt(shape).to(device).eval()
    model.load_state_dict(weights)
    total_loss, total_count = 0.0, 0
    with Examples(Rows(data), settings.objective, settings.max_tokens, settings.seed) as examples:
        mine = range(ranks.rank, min(settings.eval_rows, len(examples)), ranks.world_size)
        for first in range(0, len(mine), ROWS_AT_ONCE):
            chosen = [examples.at(row, draw=-1) for row in mine[first:first + ROWS_AT_ONCE]]
            batch = batch_of(chosen, shape.context, settings.max_tokens, device)
            with mixed_precision(device):
                logits = model(batch.inputs)
            loss, count = _loss_of(logits, batch, settings.objective)
            total_loss, total_count = total_loss + loss, total_count + count
    return total_loss, total_count


def _loss_of(logits: torch.Tensor, batch: Batch, objective: str) -> tuple[float, int]:
    if objective == "rl":
        return (1 - expected_reward(logits.float().log_softmax(-1), batch)).sum().item(), len(batch.inputs)
    outcome = cross_entropy(logits, batch)
    return outcome.loss, outcome.count
