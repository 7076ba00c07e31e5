"""The user's rows: checked, split, described by a manifest."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from support import Finished, FolderTest, chat_rows, prepare
from common.jobs.manifest import manifest_field, read_manifest
from common.jobs.errors import BadInput


class ASplit(FolderTest):
    def test_of_1000_rows_holds_out_the_last_100_in_order(self) -> None:
        lines = list(chat_rows(1000))
        self._succeed(self._split(lines, holdout=100))
        self.assertEqual(lines[:900], self._lines("train.jsonl"))
        self.assertEqual(lines[900:], self._lines("val.jsonl"))
        manifest = self._manifest()
        self.assertEqual({"train": "train.jsonl", "val": "val.jsonl"}, manifest["splits"]["default"])
        for split, rows in (("train", 900), ("val", 100)):
            content = (self.output / manifest[split]).read_bytes()
            self.assertEqual({"rows": rows, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()},
                             manifest["files"][manifest[split]])

    def test_of_as_many_rows_as_are_held_out_is_all_training(self) -> None:
        for rows in (1, 99, 100):
            with self.subTest(rows=rows):
                self._succeed(self._split(list(chat_rows(rows)), holdout=100))
                self.assertEqual(rows, len(self._lines("train.jsonl")))
                self.assertEqual("", self._manifest()["val"])
                self.assertIsNone(read_manifest(str(self.output / "manifest.json")).val)

    def test_of_101_rows_trains_on_one(self) -> None:
        self._succeed(self._split(list(chat_rows(101)), holdout=100))
        self.assertEqual((1, 100), (len(self._lines("train.jsonl")), len(self._lines("val.jsonl"))))

    def test_is_kept_when_nothing_changed(self) -> None:
        self._split(list(chat_rows(20)), holdout=5)
        before = self._times()
        done = self._split(list(chat_rows(20)), holdout=5)
        self.assertTrue(done.stdout.startswith("kept 15 training and 5 validation rows"), done.stdout)
        self.assertEqual(before, self._times())

    def test_is_made_anew_when_rows_or_holdout_change_or_a_file_is_damaged(self) -> None:
        self._split(list(chat_rows(20)), holdout=5)
        self.assertIn("wrote", self._split(list(chat_rows(20)), holdout=6).stdout)
        self.assertIn("wrote", self._split(list(chat_rows(20))[::-1], holdout=6).stdout)
        (self.output / "val.jsonl").write_text("")
        self.assertIn("wrote", self._split(list(chat_rows(20))[::-1], holdout=6).stdout)
        self.assertEqual(6, len(self._lines("val.jsonl")))

    def test_keeps_the_bytes_of_a_row_and_ends_the_last(self) -> None:
        rows = ['{ "messages" : [{"role":"user","content":"é \\u00e9"},{"role":"assistant","content":"日本"}], "id": 7 }'] * 2
        source = self.folder / "rows.jsonl"
        source.write_text("\n".join(rows), encoding="utf-8")
        self._succeed(prepare(self.output, "rl", {"path": str(source), "modules": "core", "holdout": 1}))
        self.assertEqual(rows[:1], self._lines("train.jsonl"))
        self.assertTrue((self.output / "val.jsonl").read_bytes().endswith(b"}\n"))

    def test_offers_its_fields_by_dotted_key(self) -> None:
        self._split(list(chat_rows(20)), holdout=5)
        manifest = str(self.output / "manifest.json")
        self.assertEqual(str(self.output / "val.jsonl"), manifest_field(manifest, "splits.default.val"))
        self.assertEqual(20, manifest_field(manifest, "rows"))
        with self.assertRaisesRegex(BadInput, "no field 'splits.rlvr.val'; keys at 'rlvr': default"):
            manifest_field(manifest, "splits.rlvr.val")

    def test_refuses_a_manifest_that_leads_out_of_its_folder(self) -> None:
        self._split(list(chat_rows(20)), holdout=5)
        path = self.output / "manifest.json"
        path.write_text(path.read_text().replace("train.jsonl", "../rows.jsonl"))
        with self.assertRaisesRegex(BadInput, "leads out of the artifact's folder"):
            read_manifest(str(path))

    def setUp(self) -> None:
        super().setUp()
        self.output = self.folder / "data"

    def _split(self, lines: list[str], holdout: int) -> Finished:
        source = self.folder / "rows.jsonl"
        source.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return prepare(self.output, "rl", {"path": str(source), "modules": "core", "holdout": holdout})

    def _lines(self, name: str) -> list[str]:
        return (self.output / name).read_text(encoding="utf-8").splitlines()

    def _manifest(self) -> dict[str, Any]:
        return json.loads((self.output / "manifest.json").read_bytes())

    def _times(self) -> list[tuple[str, int]]:
        return sorted((path.name, path.stat().st_mtime_ns) for path in self.output.iterdir())

    def _succeed(self, done: Finished) -> None:
        self.assertEqual((0, ""), (done.exit_code, done.stderr))


class MalformedRows(FolderTest):
    GOOD = next(chat_rows(1)).encode()

    def test_are_refused_with_their_line_and_what_was_expected(self) -> None:
        for line, found in {
            b"": "found an empty line",
            b"{": "found no UTF-8 JSON",
            b"\xff{}": "found no UTF-8 JSON",
            b"[" * 100_000: "found no UTF-8 JSON",
            b"[1]": "found a JSON list",
            b'{"prompt": 1, "answer": 2}': "found an object without 'messages': keys answer, prompt",
            b'{"messages": []}': "found 'messages' that is no list of two or more",
            b'{"messages": [{"role": "user", "content": "a"}, {"role": "robot", "content": "b"}]}': "found message 2 without a role out of",
            b'{"messages": [{"role": "user", "content": "a"}, {"role": "assistant"}]}': "found the content of message 2 that is no text",
            b'{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": " "}]}': "found the content of message 2 that is empty",
            b'{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "\\ud800"}]}': "half a surrogate pair",
            b'{"messages": [{"role": "assistant", "content": "a"}, {"role": "user", "content": "b"}]}': "found a last message by 'user'",
        }.items():
            with self.subTest(found):
                done = self._prepare("sft", self.GOOD + b"\n" + line + b"\n" + self.GOOD + b"\n")
                self.assertEqual(2, done.exit_code, done)
                self.assertIn('rows.jsonl:2: expected {"messages": [', done.stderr)
                self.assertIn(found, done.stderr)

    def test_of_running_text_need_a_text(self) -> None:
        done = self._prepare("pretrain", self.GOOD + b"\n")
        self.assertEqual(2, done.exit_code)
        self.assertIn('rows.jsonl:1: expected {"text": "..."}, found an object without \'text\': keys messages', done.stderr)

    def test_include_none_at_all(self) -> None:
        self.assertIn("found an empty file", self._prepare("sft", b"").stderr)

    def test_leave_nothing_behind(self) -> None:
        self._prepare("sft", self.GOOD + b"\n{\n")
        self.assertEqual([], list((self.folder / "data").iterdir()))

    def test_include_a_file_that_is_not_there(self) -> None:
        done = prepare(self.folder / "data", "sft", {"path": "absent.jsonl", "modules": "core", "holdout": 1})
        self.assertEqual((2, "error: cannot read absent.jsonl: No such file or directory\n"), (done.exit_code, done.stderr))

    def _prepare(self, stage: str, content: bytes) -> Finished:
        (self.folder / "rows.jsonl").write_bytes(content)
        return prepare(self.folder / "data", stage, {"path": str(self.folder / "rows.jsonl"), "modules": "core", "holdout": 1})
