"""What a trainer of any kind does; the loop around it is the same for all."""

from __future__ import annotations

from typing import NamedTuple, Protocol, Sequence


class Progress(NamedTuple):
    """Where a run is. Losses are means over a whole batch."""

    step: int
    """Steps taken so far."""
    loss_first: float
    loss_last: float


class Measured(NamedTuple):
    """What one step showed."""

    loss: float
    """Mean over the batch, equal on all ranks."""
    rank_loss: float
    """Mean over this rank's share of the batch."""
    reward: float
    """Mean over the batch; 0 where the objective has none."""
    tokens: int
    """Tokens in this rank's share."""


class Backend(Protocol):
    """One rank's part of a training. Every rank makes the same calls in the same order."""

    def resume(self) -> Progress:
        """Loads the checkpoint if there is one; else the start."""

    def advance(self, step: int) -> Measured:
        """Takes step number `step`, counted from 1."""

    def save(self, progress: Progress) -> None:
        """Replaces the checkpoint."""

    def evaluate(self, step: int) -> float:
        """The mean loss of the saved model, read back from its checkpoint of that step, on the evaluation split."""

    def gather(self, values: Sequence[float], step: int) -> list[list[float]]:
        """The values of every rank, in rank order."""
