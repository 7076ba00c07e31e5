"""Every recipe as it is shipped: its own files, its own tiny configuration, two ranks."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

from config_reader import read_config
from support import RECIPES, Finished, FolderTest, config_file, finish, finish_all, free_port, rank_environment, start_python
from common.gpt.settings import read_optimisation, read_shape
from common.jobs.table import Table
from common.train.settings import read_settings

STAGES = ("pretrain", "sft", "rl")
RECIPE_NAMES = [f"{family}/{stage}" for family in ("nano3", "super3") for stage in STAGES]


class EveryRecipe(FolderTest):
    def test_prepares_its_data_and_trains_on_it_with_nothing_but_the_files_it_includes(self) -> None:
        for name in RECIPE_NAMES:
            with self.subTest(name):
                data, model = self._folder(name, "data"), self._folder(name, "model")
                self._succeed([self._prepare(name, data)])
                finished = self._succeed(self._train(name, data, model))
                self.assertRegex(finished[0].stdout, r"\nloss [\d.]+ -> [\d.]+ \(x0\.\d+\) val ")
                self.assertTrue((model / "checkpoint.json").is_file())

    def test_names_itself_and_its_artifacts_after_its_folder(self) -> None:
        for name in RECIPE_NAMES:
            family, stage = name.split("/")
            text = (RECIPES / name / "recipe.toml").read_text() + (RECIPES / name / "data_prep.py").read_text()
            for expected in (f'name = "{name}"', f'name = "{family}/data/prep/{stage}"', f'model = "{family}-{stage}-model"'):
                self.assertEqual(1, text.count(expected), f"{name}: {expected}")
            self.assertEqual(2, text.count(f'data = "{family}-{stage}-data"'), name)

    def test_leaves_training_code_out_of_preparation(self) -> None:
        for name in RECIPE_NAMES:
            included = self._included(RECIPES / name / "data_prep.py")
            self.assertFalse([path for path in included if "train" in path or path.endswith("common")], name)

    def test_has_a_default_configuration_that_the_torch_trainer_understands(self) -> None:
        for name in RECIPE_NAMES:
            with self.subTest(name):
                config = Table(read_config(RECIPES / name / "config" / "default.yaml"), "default.yaml")
                self.assertEqual("torchrun", config.table("run").table("env").text("launch"))
                self.assertEqual("torch", read_settings(name.split("/")[1], config).backend)
                read_shape(config.table("model"))
                read_optimisation(config.table("train"))
                for table in ("data", "model", "train", "eval"):
                    config.table(table).refuse_unknown()

    def _prepare(self, name: str, output: Path) -> Finished:
        root = self._copy(name, "data_prep.py")
        with config_file(read_config(RECIPES / name / "config" / "data_prep" / "tiny.yaml")) as config:
            script = str(root / name / "data_prep.py")
            return finish(start_python([script, "--config", config], {"FAIRLEAD_OUTPUT_DIR": str(output), "PYTHONPATH": str(root)}))

    def _train(self, name: str, data: Path, output: Path) -> list[Finished]:
        root, port = self._copy(name, "recipe.toml"), free_port()
        settings = read_config(RECIPES / name / "config" / "tiny.yaml")
        self.assertEqual({"nodes": 1, "gpus_per_node": 0, "nprocs_per_node": 2}, settings.pop("run")["env"])
        folders = {"FAIRLEAD_OUTPUT_DIR": str(output), "FAIRLEAD_ARTIFACT_DATA": str(data), "PYTHONPATH": str(root)}
        with config_file(settings) as config:
            script = str(root / name / "train.py")
            return finish_all([start_python([script, "--config", config], {**rank_environment(rank, 2, port), **folders}) for rank in range(2)])

    def _copy(self, name: str, spec: str) -> Path:
        """A tree of what the spec includes, as it arrives in a job."""
        root = self._folder(name, f"source-of-{spec}")
        for path in self._included(RECIPES / name / spec):
            origin = (RECIPES / name / path).resolve()
            target = root / origin.relative_to(RECIPES)
            target.parent.mkdir(parents=True, exist_ok=True)
            if origin.is_dir():
                shutil.copytree(origin, target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(origin, target)
        return root

    def _included(self, spec: Path) -> list[str]:
        return ast.literal_eval(re.search(r"include = (\[.*\])", spec.read_text()).group(1))

    def _folder(self, name: str, purpose: str) -> Path:
        folder = self.folder / name.replace("/", "-") / purpose
        folder.mkdir(parents=True)
        return folder

    def _succeed(self, finished: list[Finished]) -> list[Finished]:
        self.assertEqual([(0, "")] * len(finished), [(each.exit_code, each.stderr) for each in finished])
        return finished
