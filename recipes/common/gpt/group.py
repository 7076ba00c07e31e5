"""The process group of a job and the device of this rank."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from datetime import timedelta
from typing import ContextManager, Iterator, Sequence

import torch
from torch import distributed

from common.jobs.errors import JobError
from common.train.ranks import RankEnvironment
from common.train.settings import Settings


@contextmanager
def process_group(ranks: RankEnvironment, settings: Settings) -> Iterator[torch.device]:
    """Joins the other ranks through MASTER_ADDR:MASTER_PORT: NCCL where there are GPUs, gloo elsewhere."""
    cuda = torch.cuda.is_available()
    if cuda:
        torch.cuda.set_device(ranks.local_rank)
    limit = timedelta(seconds=settings.rendezvous_timeout_s)
    try:
        store, rank, world_size = next(distributed.rendezvous("env://", timeout=limit))
        store.set(f"fairlead/rank/{rank}", "here")
        store.wait([f"fairlead/rank/{other}" for other in range(world_size)], limit)
    except (RuntimeError, ValueError) as error:
        raise JobError(f"rank {ranks.rank} of {ranks.world_size} did not meet the others at {ranks.master_address}:{ranks.master_port} "
                       f"within {settings.rendezvous_timeout_s:g} s: {error}") from error
    distributed.init_process_group("nccl" if cuda else "gloo", store=store, rank=rank, world_size=world_size,
                                   timeout=timedelta(seconds=settings.exchange_timeout_s))
    try:
        yield torch.device("cuda", ranks.local_rank) if cuda else torch.device("cpu")
    finally:
        distributed.destroy_process_group()


def summed(values: Sequence[float], device: torch.device) -> list[float]:
    """The sums of the values over all ranks."""
    tensor = torch.tensor(values, dtype=torch.float64, device=device)
    distributed.all_reduce(tensor)
    return tensor.tolist()


def gathered(values: Sequence[float], ranks: RankEnvironment, device: torch.device) -> list[list[float]]:
    """The values of every rank, in rank order, on every rank."""
    slots = torch.zeros(ranks.world_size, len(values), dtype=torch.float64, device=device)
    slots[ranks.rank] = torch.tensor(values, dtype=torch.float64)
    distributed.all_reduce(slots)
    return slots.tolist()


def mixed_precision(device: torch.device) -> ContextManager[object]:
    """bfloat16 for the forward pass where the GPU computes in it."""
    if device.type == "cuda" and torch.cuda.is_bf16_supported():
        return torch.autocast("cuda", dtype=torch.bfloat16)
    return nullcontext()
