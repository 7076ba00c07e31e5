"""A wrong rank environment makes a job fail, soon and with a reason."""

from __future__ import annotations

from typing import Sequence

from support import Finished, FolderTest, free_port, prepared, rank_environment, tiny_config, train_with


class AWrongRankEnvironment(FolderTest):
    def test_two_processes_with_the_same_rank(self) -> None:
        finished = self._train(3, {}, {}, {"RANK": "1"})
        self._assert_reason("two processes were started with RANK 1", finished)

    def test_two_processes_with_rank_0(self) -> None:
        finished = sorted(self._train(2, {}, {"RANK": "0"}, timeout_s=3), key=lambda each: each.stderr)
        self.assertEqual([1, 1], [each.exit_code for each in finished])
        self.assertIn("1 of 2 ranks did not come within 3 s: 1", finished[0].stderr)
        self.assertIn("was another process started with RANK 0", finished[1].stderr)

    def test_ranks_that_disagree_on_the_world_size(self) -> None:
        finished = self._train(3, {}, {}, {"WORLD_SIZE": "4"})
        self._assert_reason("rank 2 was started with WORLD_SIZE 4, rank 0 with 3", finished)

    def test_two_ranks_in_one_place(self) -> None:
        finished = self._train(2, {}, {"LOCAL_RANK": "0"})
        self._assert_reason("both started with NODE_RANK 0 and LOCAL_RANK 0", finished)

    def test_a_rank_outside_the_world(self) -> None:
        finished = self._train(1, {"RANK": "1"})
        self._assert_reason("RANK 1 must be below WORLD_SIZE 1", finished, exit_code=2)

    def test_missing_variables_are_all_named(self) -> None:
        finished = self._train(1, {"RANK": "", "MASTER_ADDR": ""})
        self._assert_reason("unset: RANK, MASTER_ADDR", finished, exit_code=2)

    def test_a_variable_that_is_no_number(self) -> None:
        finished = self._train(1, {"WORLD_SIZE": "one"})
        self._assert_reason("WORLD_SIZE must be a whole number, found 'one'", finished, exit_code=2)

    def test_ranks_that_do_not_come_are_named(self) -> None:
        finished = self._train(4, {}, {}, timeout_s=2)
        self._assert_reason("2 of 4 ranks did not come within 2 s: 2, 3", finished)

    def test_a_rank_0_that_does_not_come(self) -> None:
        finished = self._train(2, {"RANK": "1", "LOCAL_RANK": "1"}, timeout_s=1)
        self._assert_reason("rank 0 did not answer at 127.0.0.1:", finished)

    def test_more_ranks_than_rows_in_a_batch(self) -> None:
        finished = self._train_with([rank_environment(0, 9, free_port())])
        self._assert_reason("train.batch_rows is 8: expected at least one row for each of 9 ranks", finished, exit_code=2)

    def _train(self, world_size: int, *changes: dict[str, str], timeout_s: float = 10) -> list[Finished]:
        port = free_port()
        environments = [{**rank_environment(rank, world_size, port), **change} for rank, change in enumerate(changes)]
        return self._train_with(environments, rendezvous_timeout_s=timeout_s)

    def _train_with(self, environments: Sequence[dict[str, str]], **settings: float) -> list[Finished]:
        config = tiny_config("sft", prepared(self.folder, "sft"), **settings)
        return train_with("sft", config, self.folder / "out", environments)

    def _assert_reason(self, reason: str, finished: Sequence[Finished], exit_code: int = 1) -> None:
        """Every rank fails and the first says why; one that comes after rank 0 has given up can only say that nobody answers."""
        self.assertIn(reason, finished[0].stderr)
        for each in finished:
            self.assertEqual(exit_code, each.exit_code, each.stderr)
            self.assertTrue(reason in each.stderr or "rank 0 did not answer" in each.stderr, each.stderr)
            self.assertNotIn("Traceback", each.stderr)
