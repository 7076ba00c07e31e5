"""Data-parallel training of the GPT, as one rank takes part in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Mapping, Sequence

import torch
from torch import distributed

from common.gpt.checkpoint import Checkpoint, load_checkpoint, save_checkpoint
from common.gpt.evaluation import evaluate
from common.gpt.group import gathered, mixed_precision, summed
from common.gpt.model import Gpt
from common.gpt.objectives import Outcome, cross_entropy, policy_gradient
from common.gpt.schedule import learning_rate
from common.gpt.settings import Optimisation, Shape
from common.gpt.strategy import spread
from common.gpt.tokens import Batch, batch_of
from common.jobs.manifest import DataFile
from common.train.backend import Measured, Progress
from common.train.batches import Batches
from common.train.examples import Examples
from common.train.ranks import RankEnvironment
from common.train.settings import Settings


class GptBackend:
    def __init__(self, settings: Settings, optimisation: Optimisation, shape: Shape, ranks: RankEnvironment, device: torch.device,
                 examples: Examples, evaluation: DataFile, path: Path, identity: Mapping[str, Any]) -> None:
        self._settings = settings
        self._optimisation = optimisation
        self._shape = shape
        self._ranks = ranks
        self._device = device
        self._examples = examples
        self._evaluation = evaluation
        self._path = path
        self._identity = identity
        self._batches = Batches(len(examples), settings.batch_rows, settings.seed)

    def resume(self) -> Progress:
        torch.manual_seed(self._settings.seed)
        gpt = Gpt(self._shape)
        saved = load_checkpoint(self._path, self._identity) if self._path.exists() else None
        if saved is not None:
            gpt.load_state_dict(saved.model)
        self._strategy = spread(gpt.to(self._device), self._optimisation, self._device)
        if saved is None:
            return Progress(0, 0.0, 0.0)
        self._strategy.load_optimiser(saved.optimiser)
        return saved.progress

    def advance(self, step: int) -> Measured:
        batch = self._share_of(step)
        optimiser = self._strategy.optimiser
        for group in optimiser.param_groups:
            group["lr"] = learning_rate(self._settings.learning_rate, step, self._optimisation.warmup_steps, self._settings.steps)
        optimiser.zero_grad(set_to_none=True)
        own = self._outcome(batch, step)
        loss, reward, count = summed([own.loss, own.reward, own.count], self._device)
        # Gradients are averaged over the ranks; this makes the average the batch's sum over the batch's count.
        (own.surrogate * (self._ranks.world_size / count)).backward()
        self._strategy.clip(self._optimisation.clip_norm)
        optimiser.step()
        return Measured(loss / count, own.loss / own.count, reward / count, int(batch.answers.sum()))

    def save(self, progress: Progress) -> None:
        model, optimiser = self._strategy.full_state()
        if self._ranks.is_first:
            save_checkpoint(self._path, Checkpoint(progress, model, optimiser), self._identity)

    def evaluate(self, step: int) -> float:
        distributed.barrier()  # nobody reads the checkpoint before it is written
        saved = load_checkpoint(self._path, self._identity)
        loss, count = evaluate(self._settings, self._shape, saved.model, self._evaluation, self._ranks, self._device)
        total_loss, total_count = summed([loss, count], self._device)
        return total_loss / total_count

    def gather(self, values: Sequence[float], step: int) -> list[list[float]]:
        return gathered(values, self._ranks, self._device)

    def _share_of(self, step: int) -> Batch:
        places = self._batches.shard(step, self._ranks.rank, self._ranks.world_size)
        return batch_of([self._examples.at(*place) for place in places], self._shape.context, self._settings.max_tokens, self._device)

    def _outcome(self, batch: Batch, step: int) -> Outcome:
        with mixed_precision(self._device):
            logits = self._strategy.model(batch.inputs)
        if self._settings.objective != "rl":
            return cross_entropy(logits, batch)
        generator = torch.Generator(self._device)
        generator.manual_seed((self._settings.seed * 1_000_003 + step) * self._ranks.world_size + self._ranks.rank)
        return policy_gradient(logits, batch, self._settings.episodes, generator)
