"""A disk that takes no more: the limit on file sizes makes writes fail the same way."""

from __future__ import annotations

import unittest

from support import RECIPES, Finished, FolderTest, chat_rows, config_file, finish, free_port, prepared, rank_environment, start_python, tiny_config

try:
    import resource
except ImportError:  # Windows
    resource = None

LIMITED = """
import resource, runpy, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), -1))
del sys.argv[:2]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@unittest.skipUnless(resource, "needs limits on file sizes")
class AFullDisk(FolderTest):
    def setUp(self) -> None:
        super().setUp()
        self.output = self.folder / "out"
        self.output.mkdir()

    def test_ends_training_with_a_reason_and_no_half_checkpoint(self) -> None:
        done = self._train(bytes_per_file=10_000)
        self.assertEqual((1, f"error: could not write {self.output / 'checkpoint.json'}: File too large\n"), (done.exit_code, done.stderr))
        self.assertEqual(["rank-0"], [path.name for path in self.output.iterdir()])

    def test_ends_training_when_not_even_a_metric_can_be_written(self) -> None:
        done = self._train(bytes_per_file=20)
        self.assertEqual((1, f"error: could not write {self.output / 'rank-0' / 'metrics.jsonl'}: File too large\n"), (done.exit_code, done.stderr))

    def test_ends_preparation_with_a_reason_and_nothing_left(self) -> None:
        source = self.folder / "rows.jsonl"
        source.write_text("".join(f"{row}\n" for row in chat_rows(200)))
        with config_file({"data": {"path": str(source), "modules": "core", "holdout": 10}}) as config:
            script = str(RECIPES / "super3" / "rl" / "data_prep.py")
            done = finish(start_python(["-c", LIMITED, "10000", script, "--config", config], {"FAIRLEAD_OUTPUT_DIR": str(self.output)}))
        self.assertEqual((1, f"error: could not write {self.output / 'train.jsonl'}: File too large\n"), (done.exit_code, done.stderr))
        self.assertEqual([], list(self.output.iterdir()))

    def _train(self, bytes_per_file: int) -> Finished:
        with config_file(tiny_config("sft", prepared(self.folder, "sft"))) as config:
            arguments = ["-c", LIMITED, str(bytes_per_file), str(RECIPES / "nano3" / "sft" / "train.py"), "--config", config]
            environment = {**rank_environment(0, 1, free_port()), "FAIRLEAD_OUTPUT_DIR": str(self.output)}
            return finish(start_python(arguments, environment))
