"""Which rows a step trains on."""

from __future__ import annotations

import unittest

import support  # noqa: F401  puts the recipes on the path
from common.train.batches import Batches


class Shards(unittest.TestCase):
    def test_of_all_ranks_are_the_batch_of_one(self) -> None:
        for world_size in (2, 3, 4):
            whole = list(Batches(10, 8, seed=1).shard(3, 0, 1))
            parts = [place for rank in range(world_size) for place in Batches(10, 8, seed=1).shard(3, rank, world_size)]
            self.assertEqual(sorted(whole), sorted(parts))

    def test_visit_every_row_once_per_epoch_in_another_order_each_time(self) -> None:
        batches = Batches(12, 4, seed=1)
        epochs = [[place.row for step in range(first, first + 3) for place in batches.shard(step, 0, 1)] for first in (1, 4)]
        self.assertEqual([list(range(12))] * 2, [sorted(epoch) for epoch in epochs])
        self.assertNotEqual(*epochs)

    def test_do_not_depend_on_the_steps_before(self) -> None:
        batches = Batches(5, 4, seed=1)
        earlier = [list(batches.shard(step, 0, 1)) for step in range(1, 9)]
        self.assertEqual(earlier[6], list(Batches(5, 4, seed=1).shard(7, 0, 1)))
