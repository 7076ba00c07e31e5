"""The manifest of a data artifact: which files it has, how they were split, and their digests."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from common.jobs.errors import BadInput

MANIFEST = "manifest.json"
SCHEMA = "fairlead/data/1"
SPLITS = ("train", "val", "test")


@dataclass(frozen=True)
class DataFile:
    """A JSON Lines file of an artifact, as its manifest describes it."""

    path: Path
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    split_key: str
    train: DataFile
    val: Optional[DataFile]
    """None when the rows were too few to hold some out."""

    @property
    def evaluation(self) -> DataFile:
        """What a trained model is tried on: held-out rows, or the training rows when none were held out."""
        return self.val or self.train

    @property
    def evaluation_split(self) -> str:
        return "val" if self.val else "train"


def read_manifest(path: str) -> Manifest:
    document = _document(path)
    if document.get("schema") != SCHEMA:
        raise BadInput(f"{path}: expected schema '{SCHEMA}', found {document.get('schema')!r}; prepare the data again")
    train = _data_file(path, document, "train")
    if train is None:
        raise BadInput(f"{path}: the training split is empty; prepare the data again")
    return Manifest(str(document["split_key"]), train, _data_file(path, document, "val"))


def manifest_field(path: str, key: str) -> Any:
    """A field by dotted key, such as `splits.default.train`. File names of splits come back joined to the manifest's folder."""
    value: Any = _document(path)
    for part in key.split("."):
        if not isinstance(value, dict) or part not in value:
            known = ", ".join(sorted(value)) if isinstance(value, dict) else "none"
            raise BadInput(f"{path}: no field '{key}'; keys at '{part}': {known}")
        value = value[part]
    if part in SPLITS and isinstance(value, str) and value:
        return str(_inside(path, value))
    return value


def _document(path: str) -> dict[str, Any]:
    try:
        with open(path, encoding="utf-8") as stream:
            document = json.load(stream)
    except OSError as error:
        raise BadInput(f"cannot read the data manifest {path}: {error.strerror}") from error
    except ValueError as error:
        raise BadInput(f"{path}: expected JSON: {error}") from error
    if not isinstance(document, dict):
        raise BadInput(f"{path}: expected a JSON object, found {type(document).__name__}")
    return document


def _data_file(manifest: str, document: dict[str, Any], split: str) -> Optional[DataFile]:
    try:
        name = document[split]
        if not name:
            return None
        entry = document["files"][name]
        return DataFile(_inside(manifest, name), int(entry["rows"]), int(entry["bytes"]), str(entry["sha256"]))
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{manifest}: the entry for '{split}' is incomplete ({error}); prepare the data again") from error


def _inside(manifest: str, name: str) -> Path:
    root = os.path.dirname(os.path.abspath(manifest))
    path = os.path.normpath(os.path.join(root, name))
    if os.path.commonpath([root, path]) != root:
        raise BadInput(f"{manifest}: '{name}' leads out of the artifact's folder")
    return Path(path)
