"""Training with the standard library alone, as real ranks."""

from __future__ import annotations

import csv
import json
import os
import signal
import time

from support import (
    LIMIT_S, RECIPES, Finished, FolderTest, config_file, finish_all, free_port, prepared, rank_environment, start, tiny_config, train,
)

COLUMNS = ["rank", "world_size", "steps", "loss_first", "loss_last", "val_loss", "eval_split", "tokens", "seconds", "checkpoint"]


class TinyTraining(FolderTest):
    def test_reaches_the_same_loss_with_1_2_and_4_ranks(self) -> None:
        for objective in ("pretrain", "sft", "rl"):
            manifest = prepared(self.folder / objective, objective)
            losses = []
            for world_size in (1, 2, 4):
                with self.subTest(objective=objective, world_size=world_size):
                    output = self.folder / f"{objective}-{world_size}"
                    self._succeed(train(objective, tiny_config(objective, manifest, expect_loss_factor=2), output, world_size))
                    first = self._results(output / "results.csv")[0]
                    losses.append(tuple(float(first[name]) for name in ("loss_first", "loss_last", "val_loss")))
            for other in losses[1:]:
                for expected, found in zip(losses[0], other):
                    self.assertAlmostEqual(expected, found, places=5)

    def test_records_results_and_metrics_for_every_rank(self) -> None:
        output = self.folder / "out"
        finished = self._succeed(train("sft", tiny_config("sft", prepared(self.folder, "sft")), output, 2))
        rows = self._results(output / "results.csv")
        self.assertEqual(COLUMNS, list(rows[0]))
        self.assertEqual([("0", "2", "12", "val"), ("1", "2", "12", "val")],
                         [(row["rank"], row["world_size"], row["steps"], row["eval_split"]) for row in rows])
        for rank, row in enumerate(rows):
            self.assertEqual([row], self._results(output / f"rank-{rank}" / "results.csv"))
            metrics = self._metrics(output, rank)
            self.assertEqual([1, 4, 8, 12], [line["step"] for line in metrics])
            self.assertEqual(int(row["tokens"]), metrics[-1]["tokens"])
            self.assertAlmostEqual(float(row["loss_last"]), metrics[-1]["loss"], places=5)
        self.assertRegex(finished[0].stdout.splitlines()[-1], r"^loss \d+\.\d+ -> \d+\.\d+ \(x0\.\d\d\) val \d+\.\d+ checkpoint checkpoint\.json$")
        self.assertRegex(finished[1].stdout.splitlines()[0], r"^step 1 loss [\d.]+ rank_loss [\d.]+ tokens \d+$")

    def test_measures_reward_when_it_trains_by_reinforcement(self) -> None:
        output = self.folder / "out"
        self._succeed(train("rl", tiny_config("rl", prepared(self.folder, "rl"), expect_loss_factor=2), output, 1))
        self.assertTrue(all(0 <= line["reward"] <= 1 for line in self._metrics(output, 0)))

    def test_evaluates_on_training_rows_when_none_are_held_out(self) -> None:
        output = self.folder / "out"
        self._succeed(train("sft", tiny_config("sft", prepared(self.folder, "sft", rows=8)), output, 2))
        self.assertEqual({"train"}, {row["eval_split"] for row in self._results(output / "results.csv")})

    def test_fails_when_the_loss_does_not_fall_far_enough(self) -> None:
        config = tiny_config("sft", prepared(self.folder, "sft"), expect_loss_factor=0.01)
        for each in train("sft", config, self.folder / "out", 2):
            self.assertEqual(1, each.exit_code)
            self.assertRegex(each.stderr, r"^error: the loss went from 4\.\d+ to [\d.]+ and had to reach 0\.04\d+ \(train\.expect_loss_factor 0\.01\)")

    def test_ends_on_every_rank_when_one_is_killed(self) -> None:
        for victim in (0, 1):
            with self.subTest(victim=victim):
                survivors = self._kill(victim)
                for each in survivors:
                    self.assertEqual(1, each.exit_code, each.stderr)
                    self.assertRegex(each.stderr, rf"lost rank {victim} at step \d+")

    def _kill(self, victim: int) -> list[Finished]:
        output, port = self.folder / f"out-{victim}", free_port()
        output.mkdir()
        manifest = prepared(self.folder / str(victim), "sft")
        with config_file(tiny_config("sft", manifest, steps=1_000_000, log_every=1)) as config:
            ranks = [start(RECIPES / "nano3" / "sft" / "train.py", config,
                           {"FAIRLEAD_OUTPUT_DIR": str(output), **rank_environment(rank, 3, port)}) for rank in range(3)]
            self._wait_for(output / f"rank-{victim}" / "metrics.jsonl")
            os.kill(ranks[victim].pid, signal.SIGKILL)
            finished = finish_all(ranks)
        return [each for rank, each in enumerate(finished) if rank != victim]

    def _wait_for(self, path) -> None:
        deadline = time.monotonic() + LIMIT_S
        while not (path.exists() and path.read_bytes()):
            self.assertLess(time.monotonic(), deadline, f"{path} did not come")
            time.sleep(0.02)

    def _succeed(self, finished: list[Finished]) -> list[Finished]:
        self.assertEqual([(0, "")] * len(finished), [(each.exit_code, each.stderr) for each in finished])
        return finished

    def _results(self, path) -> list[dict[str, str]]:
        with open(path, encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def _metrics(self, output, rank: int) -> list[dict]:
        return [json.loads(line) for line in (output / f"rank-{rank}" / "metrics.jsonl").read_text().splitlines()]
