"""The configuration a launcher hands to a job."""

from __future__ import annotations

import json
import unittest

from support import FolderTest, free_port, prepared, rank_environment, tiny_config, train_with
from common.jobs.errors import BadInput
from common.jobs.expressions import resolve
from common.jobs.table import Table


class AConfiguration(FolderTest):
    def test_with_a_misspelt_key_is_refused_with_the_nearest(self) -> None:
        self._assert_refused(lambda config: config["train"].update(learnin_rate=1), "unknown key 'train.learnin_rate'; did you mean 'train.learning_rate'?")

    def test_without_a_key_is_refused(self) -> None:
        self._assert_refused(lambda config: config["train"].pop("steps"), "the key 'train.steps' is missing")

    def test_with_a_value_of_the_wrong_type_is_refused(self) -> None:
        self._assert_refused(lambda config: config["train"].update(steps="many"), "'train.steps': expected a whole number, 2 or more, found 'many'")

    def test_finds_its_data_through_the_artifact_of_a_slot(self) -> None:
        manifest = prepared(self.folder, "sft")
        config = tiny_config("sft", manifest)
        config["data"]["manifest"] = "${art:data,path}"
        environment = {**rank_environment(0, 1, free_port()), "FAIRLEAD_ARTIFACT_DATA": str(manifest.parent)}
        self.assertEqual("", train_with("sft", config, self.folder / "out", [environment])[0].stderr)

    def test_with_data_that_changed_since_it_was_prepared_is_refused(self) -> None:
        manifest = prepared(self.folder, "sft")
        (manifest.parent / "train.jsonl").write_bytes((manifest.parent / "train.jsonl").read_bytes().replace(b"one", b"two", 1))
        finished = train_with("sft", tiny_config("sft", manifest), self.folder / "out", [rank_environment(0, 1, free_port())])
        self.assertEqual(2, finished[0].exit_code)
        self.assertIn("train.jsonl is not what its manifest describes", finished[0].stderr)

    def _assert_refused(self, change, reason: str) -> None:
        config = tiny_config("sft", self.folder / "manifest.json")
        change(config)
        finished = train_with("sft", config, self.folder / "out", [rank_environment(0, 1, free_port())])
        self.assertEqual(2, finished[0].exit_code, finished[0].stderr)
        self.assertIn(reason, finished[0].stderr)
        self.assertEqual([], list((self.folder / "out").iterdir()))


class Expressions(FolderTest):
    def test_resolve_to_fields_of_an_artifact(self) -> None:
        (self.folder / "manifest.json").write_text(json.dumps({"train": "t.jsonl", "rows": 7, "splits": {"a": {"val": "v.jsonl"}}}))
        environment = {"FAIRLEAD_ARTIFACT_MY_DATA": str(self.folder), "HOME": "/home/me"}
        values = {"a": ["${art:my-data}", "${art:my-data,train}"], "b": "${art:my-data,rows}", "c": "${art:my-data, splits.a.val}",
                  "d": "${oc.env:HOME}/x", "e": "${oc.env:NONE,''}", "f": f"${{manifest:{self.folder},rows}} rows", "g": 1.5}
        self.assertEqual({
            "a": [str(self.folder / "manifest.json"), str(self.folder / "t.jsonl")], "b": 7, "c": str(self.folder / "v.jsonl"),
            "d": "/home/me/x", "e": "", "f": "7 rows", "g": 1.5,
        }, resolve(values, environment, "config.json"))  # fmt: skip

    def test_that_cannot_be_resolved_say_where_they_stand(self) -> None:
        for expression, reason in {
            "${art:data,path}": "config.json: data: no artifact in slot 'data': the launcher sets FAIRLEAD_ARTIFACT_DATA",
            "${oc.env:NONE}": "config.json: data: the variable NONE is unset",
            "${mul:2,3}": "config.json: data: ${mul:2,3} cannot be resolved",
        }.items():
            with self.subTest(expression), self.assertRaises(BadInput) as raised:
                resolve({"data": expression}, {}, "config.json")
            self.assertIn(reason, str(raised.exception))


class ATable(unittest.TestCase):
    def test_takes_no_truth_value_for_a_number_and_nothing_endless(self) -> None:
        table = Table({"a": True, "b": float("nan"), "c": float("inf"), "d": 0}, "config.json")
        for read in (lambda: table.integer("a", 0), lambda: table.number("b"), lambda: table.number("c"), lambda: table.number("d"), lambda: table.table("a")):
            with self.assertRaisesRegex(BadInput, "config.json: '[abcd]': expected "):
                read()
