"""Checkpoints: a run that goes on from one ends where an uninterrupted one ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from support import Finished, FolderTest, prepared, tiny_config, train


class ACheckpoint(FolderTest):
    def test_leads_to_the_result_of_an_uninterrupted_run(self) -> None:
        for objective in ("sft", "rl"):
            with self.subTest(objective=objective):
                manifest, whole, parts = prepared(self.folder / objective, objective), self._output(), self._output()
                self._train(objective, manifest, whole, steps=12)
                self._train(objective, manifest, parts, steps=6)
                resumed = self._train(objective, manifest, parts, steps=12)
                self.assertIn("resuming after step 6 from checkpoint.json", resumed[0].stdout)
                self.assertEqual(self._model(whole), self._model(parts))
                self.assertEqual(self._losses(whole), self._losses(parts))

    def test_of_a_finished_run_is_only_evaluated(self) -> None:
        manifest, output = prepared(self.folder, "sft"), self._output()
        self._train("sft", manifest, output, steps=6)
        before = self._model(output)
        self._train("sft", manifest, output, steps=6)
        self.assertEqual(before, self._model(output))

    def test_drops_the_metrics_of_the_attempt_that_was_lost(self) -> None:
        manifest, output = prepared(self.folder, "sft"), self._output()
        self._train("sft", manifest, output, steps=6)
        with open(output / "rank-0" / "metrics.jsonl", "a", encoding="utf-8") as stream:
            stream.write('{"step": 8, "loss": 1.0}\n{"step": 9, "lo')
        self._train("sft", manifest, output, steps=12)
        lines = (output / "rank-0" / "metrics.jsonl").read_text().splitlines()
        self.assertEqual([1, 4, 6, 8, 12], [json.loads(line)["step"] for line in lines])

    def test_that_is_damaged_is_refused(self) -> None:
        manifest, output = prepared(self.folder, "sft"), self._output()
        self._train("sft", manifest, output, steps=6)
        whole = (output / "checkpoint.json").read_bytes()
        for name, content in {"cut": whole[:-100], "changed": whole.replace(b"0.1", b"0.2", 1), "empty": b"", "other": b"[]\n"}.items():
            with self.subTest(name):
                (output / "checkpoint.json").write_bytes(content)
                for each in train("sft", tiny_config("sft", manifest), output, 1):
                    self.assertEqual(1, each.exit_code)
                    self.assertIn("checkpoint.json is damaged", each.stderr)

    def test_of_another_training_is_refused(self) -> None:
        manifest, output = prepared(self.folder, "sft"), self._output()
        self._train("sft", manifest, output, steps=6)
        finished = train("sft", tiny_config("sft", manifest, seed=2), output, 1)
        self.assertEqual(1, finished[0].exit_code)
        self.assertIn("is of another training: seed 1 there, 2 here; remove it to train from the start", finished[0].stderr)

    def _train(self, objective: str, manifest: Path, output: Path, steps: int) -> list[Finished]:
        finished = train(objective, tiny_config(objective, manifest, steps=steps, expect_loss_factor=2), output, 2)
        self.assertEqual([0, 0], [each.exit_code for each in finished], finished)
        return finished

    def _output(self) -> Path:
        output = self.folder / f"out-{len(list(self.folder.iterdir()))}"
        output.mkdir()
        return output

    def _model(self, output: Path) -> Any:
        return (output / "checkpoint.json").read_bytes()

    def _losses(self, output: Path) -> list[str]:
        return (output / "results.csv").read_text().splitlines()[1].split(",")[2:6]
