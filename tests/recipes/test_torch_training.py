"""The default training, where PyTorch is: gloo on the CPU, under torchrun and under a plain launcher."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import unittest
from pathlib import Path
from typing import Any, Optional

from support import (
    RECIPES, Finished, FolderTest, config_file, finish, finish_all, free_port, prepared, rank_environment, start_python, tiny_config,
)  # fmt: skip

SMALL = {"context": 64, "layers": 2, "heads": 2, "width": 32}
LOG_OPTIONS = ["--redirects", "1", "--tee", "1"]  # PyTorch 1.13 cannot start its ranks on Python 3.11 without them
QUIET = {"OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "default"}  # torch's own imports warn


@functools.lru_cache(maxsize=None)
def python_with_torch() -> Optional[str]:
    for python in (sys.executable, shutil.which("python3"), "/usr/bin/python3"):
        if python and subprocess.run([python, "-c", "import torch"], capture_output=True, check=False).returncode == 0:
            return python
    return None


class TorchTraining(FolderTest):
    def setUp(self) -> None:
        super().setUp()
        if python_with_torch() is None:
            if os.environ.get("FAIRLEAD_REQUIRE_SERVICES") == "1":
                self.fail("no Python with PyTorch here; Debian: python3-torch")
            self.skipTest("no Python with PyTorch here; Debian: python3-torch")
        self.output = self.folder / "out"

    def test_runs_under_torchrun_and_leaves_the_records_that_tiny_leaves(self) -> None:
        done = self._torchrun(self._config("sft"), self.output)
        self.assertEqual(0, done.exit_code, done.stderr)
        self.assertRegex(done.stdout, r"loss [\d.]+ -> [\d.]+ \(x[\d.]+\) val [\d.]+ checkpoint checkpoint\.pt")
        self.assertEqual(3, len((self.output / "results.csv").read_text().splitlines()))
        self.assertEqual(4, len((self.output / "rank-1" / "metrics.jsonl").read_text().splitlines()))

    def test_resumed_under_torchrun_ends_where_an_uninterrupted_run_ends(self) -> None:
        # While it warms up, the learning rate does not depend on how many steps there are.
        config, half = (self._config("sft", steps=steps, warmup_steps=100, learning_rate=0.3) for steps in (12, 6))
        self._launch(config, self.folder / "whole", 2)
        self._launch(half, self.output, 2)
        done = self._torchrun(config, self.output)
        self.assertIn("resuming after step 6 from checkpoint.pt", done.stdout)
        self.assertEqual(self._losses(self.folder / "whole"), self._losses(self.output))

    def test_reaches_the_same_loss_with_1_and_2_ranks_under_a_plain_launcher(self) -> None:
        for objective in ("pretrain", "sft"):
            config, losses = self._config(objective), []
            for world_size in (1, 2):
                output = self.folder / f"{objective}-{world_size}"
                self._succeed(self._launch(config, output, world_size, objective))
                losses.append([float(loss) for loss in self._losses(output)])
            for one, two in zip(*losses):
                self.assertAlmostEqual(one, two, places=3)

    def test_learns_by_reinforcement(self) -> None:
        config = self._config("rl", steps=60, learning_rate=0.01, expect_loss_factor=0.9)
        self._succeed(self._launch(config, self.output, 2, "rl"))

    def test_gives_up_on_a_rank_that_does_not_come(self) -> None:
        finished = self._launch(self._config("sft", rendezvous_timeout_s=2), self.output, 2, ranks=1)
        self.assertEqual(1, finished[0].exit_code)
        self.assertIn("error: rank 0 of 2 did not meet the others at 127.0.0.1:", finished[0].stderr)

    def test_refuses_a_damaged_checkpoint(self) -> None:
        self.output.mkdir()
        (self.output / "checkpoint.pt").write_bytes(b"no tensors")
        finished = self._launch(self._config("sft"), self.output, 1)
        self.assertEqual(1, finished[0].exit_code)
        self.assertIn("checkpoint.pt is damaged", finished[0].stderr)

    def test_refuses_to_shard_without_gpus(self) -> None:
        finished = self._launch(self._config("sft", strategy="fsdp"), self.output, 1)
        self.assertIn("train.strategy is fsdp, which needs GPUs; use ddp on this machine", finished[0].stderr)

    def _config(self, objective: str, **changes: Any) -> dict[str, Any]:
        training = {"backend": "torch", "strategy": "ddp", "warmup_steps": 2, "weight_decay": 0.1, "clip_norm": 1.0, "expect_loss_factor": 2}
        config = tiny_config(objective, prepared(self.folder / objective, objective), **{**training, **changes})
        return {**config, "model": SMALL}

    def _torchrun(self, config: dict[str, Any], output: Path) -> Finished:
        output.mkdir(exist_ok=True)
        with config_file(config) as path:
            launcher = ["-m", "torch.distributed.run", *LOG_OPTIONS, "--nproc_per_node", "2", "--master_port", str(free_port())]
            script = str(RECIPES / "nano3" / "sft" / "train.py")
            return finish(self._start([*launcher, script, "--config", path], {"FAIRLEAD_OUTPUT_DIR": str(output)}))

    def _launch(self, config: dict[str, Any], output: Path, world_size: int, objective: str = "sft", ranks: Optional[int] = None) -> list[Finished]:
        """Starts the ranks; `ranks`: only that many of them."""
        output.mkdir(exist_ok=True)
        port = free_port()
        with config_file(config) as path:
            arguments = [str(RECIPES / "nano3" / objective / "train.py"), "--config", path]
            return finish_all([
                self._start(arguments, {**rank_environment(rank, world_size, port), "FAIRLEAD_OUTPUT_DIR": str(output)})
                for rank in range(ranks or world_size)])

    def _start(self, arguments: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
        return start_python(arguments, {**QUIET, **environment}, python=str(python_with_torch()))

    def _succeed(self, finished: list[Finished]) -> None:
        for each in finished:
            self.assertEqual(0, each.exit_code, each.stderr)

    def _losses(self, output: Path) -> list[str]:
        return (output / "results.csv").read_text().splitlines()[1].split(",")[3:6]


class WithoutTorch(FolderTest):
    def test_the_error_names_the_package_and_the_configuration_that_needs_none(self) -> None:
        (self.folder / "torch.py").write_text("raise ImportError('no torch here')\n")
        config = tiny_config("sft", prepared(self.folder / "sft", "sft"), backend="torch")
        with config_file(config) as path:
            environment = {**rank_environment(0, 1, free_port()), "PYTHONPATH": os.pathsep.join([str(RECIPES), str(self.folder)])}
            done = finish(start_python([str(RECIPES / "nano3" / "sft" / "train.py"), "--config", path], environment))
        self.assertEqual(2, done.exit_code)
        self.assertIn("needs PyTorch, the package torch (Debian: python3-torch): no torch here; the configuration 'tiny' trains without it", done.stderr)
