"""Data-parallel training of the small model, as one rank takes part in it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any, Mapping, Sequence

from common.exchange.exchange import Exchange
from common.jobs.manifest import DataFile
from common.tiny.adam import adam_step, no_moments
from common.tiny.checkpoint import Checkpoint, load_checkpoint, save_checkpoint
from common.tiny.evaluation import evaluate
from common.tiny.network import Network, Shape, initial_weights
from common.tiny.objectives import Outcome, cross_entropy, policy_gradient
from common.tiny.windows import windows_of
from common.train.backend import Measured, Progress
from common.train.batches import Batches
from common.train.examples import Examples
from common.train.ranks import RankEnvironment
from common.train.settings import Settings


class TinyBackend:
    """Every rank adds its share of each batch's gradient, and all take the same step with the mean."""

    def __init__(self, settings: Settings, shape: Shape, ranks: RankEnvironment, exchange: Exchange,
                 examples: Examples, evaluation: DataFile, path: Path, identity: Mapping[str, Any]) -> None:
        self._settings = settings
        self._shape = shape
        self._ranks = ranks
        self._exchange = exchange
        self._examples = examples
        self._evaluation = evaluation
        self._path = path
        self._identity = identity
        self._batches = Batches(len(examples), settings.batch_rows, settings.seed)
        self._weights = initial_weights(shape, settings.seed)
        self._moments = no_moments(len(self._weights))

    def resume(self) -> Progress:
        if not self._path.exists():
            return Progress(0, 0.0, 0.0)
        progress, self._weights, self._moments = load_checkpoint(self._path, self._identity)
        return progress

    def advance(self, step: int) -> Measured:
        own, tokens = self._share_of(step)
        loss, reward, count, *gradient = self._exchange.sum([own.loss, own.reward, own.count, *own.gradient], step)
        mean = [value / count for value in gradient]
        self._weights, self._moments = adam_step(self._weights, self._moments, mean, step, self._settings.learning_rate)
        return Measured(loss / count, own.loss / own.count, reward / count, tokens)

    def save(self, progress: Progress) -> None:
        if self._ranks.is_first:
            save_checkpoint(self._path, Checkpoint(progress, self._weights, self._moments), self._identity)

    def evaluate(self, step: int) -> float:
        self._exchange.sum([], step)  # nobody reads the checkpoint before it is written
        saved = load_checkpoint(self._path, self._identity)
        loss, count = evaluate(self._settings, self._shape, saved.weights, self._evaluation, self._ranks)
        total_loss, total_count = self._exchange.sum([loss, count], step)
        return total_loss / total_count

    def gather(self, values: Sequence[float], step: int) -> list[list[float]]:
        return self._exchange.gather(values, step)

    def _share_of(self, step: int) -> tuple[Outcome, int]:
        places = list(self._batches.shard(step, self._ranks.rank, self._ranks.world_size))
        examples = [windows_of(self._examples.at(*place), self._shape.context, self._settings.max_tokens) for place in places]
        network = Network(self._shape, self._weights)
        tokens = sum(map(len, examples))
        if self._settings.objective != "rl":
            return cross_entropy(network, examples), tokens
        rngs = [random.Random(f"{self._settings.seed}/episode/{place.draw}") for place in places]
        return policy_gradient(network, examples, self._settings.episodes, rngs), tokens
