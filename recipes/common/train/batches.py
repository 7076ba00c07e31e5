"""Which rows make up the batch of a step, and which of them belong to a rank."""

from __future__ import annotations

import random
from typing import Iterator, NamedTuple


class Place(NamedTuple):
    row: int
    draw: int
    """The position in the whole sequence of rows: tells repeated visits of a row apart."""


class Batches:
    """Every row once per epoch, in an order drawn from the seed and the epoch alone: a resumed run sees what it would have seen."""

    def __init__(self, rows: int, batch_rows: int, seed: int) -> None:
        self._rows = rows
        self._batch_rows = batch_rows
        self._seed = seed
        self._epoch = -1
        self._order: list[int] = []

    def shard(self, step: int, rank: int, world_size: int) -> Iterator[Place]:
        """The rank's part of the batch of a step, steps counted from 1."""
        first = (step - 1) * self._batch_rows
        for draw in range(first + rank, first + self._batch_rows, world_size):
            yield Place(self._row_at(draw), draw)

    def _row_at(self, draw: int) -> int:
        epoch, position = divmod(draw, self._rows)
        if epoch != self._epoch:
            self._epoch, self._order = epoch, list(range(self._rows))
            random.Random(f"{self._seed}/{epoch}").shuffle(self._order)
        return self._order[position]
