"""Splits a file of rows into training and validation files and writes the manifest that makes them an artifact."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Optional

from common.jobs.errors import JobError
from common.jobs.files import replacing
from common.jobs.manifest import MANIFEST, SCHEMA
from common.prep.rows import RowFile, lines_of

MODE = "local_split"
SPLIT_NAME = "default"


def split_rows(source: RowFile, holdout: int, output: Path, origin: dict[str, str]) -> bool:
    """Holds out the last rows for validation, order kept; a file with `holdout` rows or fewer is all training.

    The manifest is written last, so an artifact with a manifest is complete. False: the folder already holds this very split.
    """
    key = split_key(source, holdout)
    if _is_complete(output, key):
        return False
    if (output / MANIFEST).exists():
        (output / MANIFEST).unlink()
    held_out = holdout if source.rows > holdout else 0
    files = {"train": source.rows - held_out, "val": held_out}
    entries = _write_splits(source, output, {name: rows for name, rows in files.items() if rows})
    names = {split: f"{split}.jsonl" if rows else "" for split, rows in files.items()}
    document = {
        "schema": SCHEMA, "split_key": key, "mode": MODE, "source": origin, "rows": source.rows, "holdout": holdout,
        **names, "test": "", "splits": {SPLIT_NAME: names}, "files": entries,
    }  # fmt: skip
    with replacing(output / MANIFEST) as stream:
        stream.write((json.dumps(document, indent=2, sort_keys=True) + "\n").encode())
    return True


def split_key(source: RowFile, holdout: int) -> str:
    """What decides a split: the input's digest, the rows held out, the number of rows."""
    document = {"schema": SCHEMA, "mode": MODE, "input": source.sha256, "holdout": holdout, "rows": source.rows}
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()


def _write_splits(source: RowFile, output: Path, sizes: dict[str, int]) -> dict[str, Any]:
    whole = hashlib.sha256()
    entries = {}
    lines = lines_of(source.path)
    with ExitStack() as all_or_none:
        for split, rows in sizes.items():
            stream = all_or_none.enter_context(replacing(output / f"{split}.jsonl"))
            digest, size = hashlib.sha256(), 0
            for line in islice(lines, rows):
                stream.write(line)
                size += len(line)
                digest.update(line)
                whole.update(line)
            entries[f"{split}.jsonl"] = {"rows": rows, "bytes": size, "sha256": digest.hexdigest()}
        if whole.hexdigest() != source.sha256 or next(lines, None) is not None:
            raise JobError(f"{source.path} changed while it was read; run the preparation again")
    return entries


def _is_complete(output: Path, key: str) -> bool:
    try:
        document = json.loads((output / MANIFEST).read_bytes())
        return document["split_key"] == key and all(
            os.path.getsize(output / name) == entry["bytes"] for name, entry in document["files"].items())
    except (OSError, ValueError, KeyError, TypeError):
        return False
