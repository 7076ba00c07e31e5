"""Rows out of Python's own documentation."""

from __future__ import annotations

import ast
import json
import unittest

from support import Finished, FolderTest, prepare
from common.prep.documented import first_sentence
from common.prep.modules import MODULE_SETS, source_of
from common.prep.questions import parameter_names

STDLIB = {"path": None, "modules": "core", "holdout": 100}


class Preparation(FolderTest):
    def test_gives_the_same_bytes_whatever_the_hash_seed_locale_and_time_zone(self) -> None:
        for stage in ("pretrain", "sft", "rl"):
            with self.subTest(stage):
                contents = set()
                for number, environment in enumerate((
                    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
                    {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo", "PYTHONUTF8": "0"},
                )):
                    output = self.folder / f"{stage}-{number}"
                    self._succeed(prepare(output, stage, STDLIB, environment))
                    contents.add(tuple((path.name, path.read_bytes()) for path in sorted(output.iterdir())))
                self.assertEqual(1, len(contents))

    def test_asks_what_os_path_join_does(self) -> None:
        answers = self._answers("sft")
        self.assertEqual("Join two or more pathname components, inserting '/' as needed.", answers["What does os.path.join do?"])
        self.assertIn("What is argparse.ArgumentParser?", answers)

    def test_asks_for_numbers_of_parameters_that_are_true(self) -> None:
        answers = self._answers("rl")
        self.assertEqual("2", answers["How many parameters are there in join(a, *p)?"])
        for question, answer in answers.items():
            parameters = question.split("(", 1)[1].rstrip(")?")
            self.assertEqual(str(len(parameters.split(", ")) if parameters else 0), answer)

    def test_writes_whole_docstrings_for_pretraining(self) -> None:
        self._succeed(prepare(self.folder, "pretrain", STDLIB))
        texts = [json.loads(line)["text"] for line in (self.folder / "train.jsonl").read_text("utf-8").splitlines()]
        self.assertIn("If any component is an absolute path", next(text for text in texts if text.startswith("os.path.join\n")))

    def test_is_the_work_of_one_rank(self) -> None:
        done = prepare(self.folder, "sft", STDLIB, {"RANK": "1"})
        self._succeed(done)
        self.assertEqual([], list(self.folder.iterdir()))
        self.assertIn("rank 0 prepares the data", done.stdout)

    def test_reports_a_missing_output_folder(self) -> None:
        done = prepare(self.folder, "sft", STDLIB, {"FAIRLEAD_OUTPUT_DIR": str(self.folder / "absent")})
        self.assertEqual(2, done.exit_code)
        self.assertIn("FAIRLEAD_OUTPUT_DIR names no folder", done.stderr)

    def test_refuses_a_set_of_modules_it_does_not_know(self) -> None:
        done = prepare(self.folder, "sft", {**STDLIB, "modules": "most"})
        self.assertEqual(2, done.exit_code)
        self.assertIn("'data.modules': expected one of core, all, found 'most'", done.stderr)

    def _answers(self, stage: str) -> dict[str, str]:
        self._succeed(prepare(self.folder, stage, {**STDLIB, "holdout": 0}))
        rows = [json.loads(line)["messages"] for line in (self.folder / "train.jsonl").read_text("utf-8").splitlines()]
        return {messages[0]["content"]: messages[1]["content"] for messages in rows}

    def _succeed(self, done: Finished) -> None:
        self.assertEqual((0, ""), (done.exit_code, done.stderr))


class TheModules(unittest.TestCase):
    def test_all_have_sources_here(self) -> None:
        for module in MODULE_SETS["all"]:
            self.assertTrue(source_of(module).is_file(), module)

    def test_are_listed_once_and_in_order(self) -> None:
        for modules in MODULE_SETS.values():
            self.assertEqual(sorted(set(modules)), list(modules))


class Sentences(unittest.TestCase):
    def test_end_at_the_first_full_stop_or_blank_line(self) -> None:
        self.assertEqual("Return x.", first_sentence("Return x.  Then more.\n\nAnd more."))
        self.assertEqual("Return x", first_sentence("Return\n    x\n\nMore."))
        self.assertEqual("Open os.path now.", first_sentence("Open os.path now. Yes."))


class Parameters(unittest.TestCase):
    def test_are_named_in_order_with_their_stars(self) -> None:
        function = ast.parse("def f(a, /, b, *c, d=1, **e): pass").body[0]
        self.assertEqual(["a", "b", "*c", "d", "**e"], parameter_names(function.args))
