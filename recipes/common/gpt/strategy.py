"""How a model is spread over the ranks."""

from __future__ import annotations

from typing import Any, Protocol

import torch
from torch import nn
from torch.nn.parallel import DistributedDataParallel

from common.gpt.model import Gpt
from common.gpt.settings import Optimisation
from common.jobs.errors import BadInput


class Strategy(Protocol):
    model: nn.Module
    optimiser: torch.optim.Optimizer

    def clip(self, norm: float) -> None: ...

    def full_state(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The whole model and optimiser; every rank calls it, rank 0 uses it."""

    def load_optimiser(self, state: dict[str, Any]) -> None: ...


class Replicated:
    """DDP: every rank holds the whole model, gradients are averaged."""

    def __init__(self, gpt: Gpt, optimisation: Optimisation, device: torch.device) -> None:
        self.model = DistributedDataParallel(gpt, device_ids=[device.index] if device.type == "cuda" else None)
        self.optimiser = torch.optim.AdamW(self.model.parameters(), weight_decay=optimisation.weight_decay)

    def clip(self, norm: float) -> None:
        nn.utils.clip_grad_norm_(self.model.parameters(), norm)

    def full_state(self) -> tuple[dict[str, Any], dict[str, Any]]:
        return self.model.module.state_dict(), self.optimiser.state_dict()

    def load_optimiser(self, state: dict[str, Any]) -> None:
        self.optimiser.load_state_dict(state)


def spread(gpt: Gpt, optimisation: Optimisation, device: torch.device) -> Strategy:
    if optimisation.strategy == "ddp":
        return Replicated(gpt, optimisation, device)
    if device.type != "cuda":
        raise BadInput("train.strategy is fsdp, which needs GPUs; use ddp on this machine")
    from common.gpt.sharded import Sharded
    return Sharded(gpt, optimisation, device)
