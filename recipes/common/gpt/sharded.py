"""FSDP: parameters, gradients and optimiser are split over the ranks. Needs GPUs and PyTorch 2."""

from __future__ import annotations

from functools import partial
from typing import Any

import torch
from torch.distributed.fsdp import FullOptimStateDictConfig, FullStateDictConfig, StateDictType
from torch.distributed.fsdp import FullyShardedDataParallel as Fsdp
from torch.distributed.fsdp.wrap import transformer_auto_wrap_policy

from common.gpt.model import Block, Gpt
from common.gpt.settings import Optimisation


class Sharded:
    def __init__(self, gpt: Gpt, optimisation: Optimisation, device: torch.device) -> None:
        policy = partial(transformer_auto_wrap_policy, transformer_layer_cls={Block})
        self.model = Fsdp(gpt, auto_wrap_policy=policy, device_id=device, use_orig_params=True)
        self.optimiser = torch.optim.AdamW(self.model.parameters(), weight_decay=optimisation.weight_decay)

    def clip(self, norm: float) -> None:
        self.model.clip_grad_norm_(norm)

    def full_state(self) -> tuple[dict[str, Any], dict[str, Any]]:
        with Fsdp.state_dict_type(self.model, StateDictType.FULL_STATE_DICT,
                                  FullStateDictConfig(offload_to_cpu=True, rank0_only=True),
                                  FullOptimStateDictConfig(offload_to_cpu=True, rank0_only=True)):
            return self.model.state_dict(), Fsdp.optim_state_dict(self.model, self.optimiser)

    def load_optimiser(self, state: dict[str, Any]) -> None:
        with Fsdp.state_dict_type(self.model, StateDictType.FULL_STATE_DICT):
            own = Fsdp.optim_state_dict_to_load(model=self.model, optim=self.optimiser, optim_state_dict=state)
        self.optimiser.load_state_dict(own)
