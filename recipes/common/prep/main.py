"""Prepares the data of a stage: the user's rows, or rows made of Python's own documentation."""

from __future__ import annotations

import json
import os
import platform
import tempfile
from pathlib import Path

from common.jobs.entry import run
from common.jobs.files import output_directory, replacing
from common.jobs.table import Table
from common.prep.documented import documented_in
from common.prep.modules import MODULE_SETS
from common.prep.questions import ROWS_BY_STAGE
from common.prep.rows import inspect_rows
from common.prep.split import split_rows


def main(stage: str) -> None:
    """Prepares the data of a stage, on one rank: the others of a larger job have nothing to do."""
    if os.environ.get("RANK", "0") != "0":
        print("rank 0 prepares the data")
        return
    run(lambda config: prepare(stage, config), f"Prepares the data for {stage}.")


def prepare(stage: str, config: Table) -> None:
    """Writes the splits and their manifest to the output folder."""
    data = config.table("data")
    path, modules, holdout = data.optional_text("path"), data.choice("modules", list(MODULE_SETS)), data.integer("holdout", at_least=0)
    config.refuse_unknown()
    output = output_directory()
    if path is not None:
        _split(Path(path), stage, holdout, output, {"kind": "file"})
        return
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "rows.jsonl"
        _write_rows(made, stage, modules)
        _split(made, stage, holdout, output, {"kind": "stdlib", "modules": modules, "python": platform.python_version()})


def _write_rows(path: Path, stage: str, modules: str) -> None:
    with replacing(path) as stream:
        for row in ROWS_BY_STAGE[stage](documented_in(MODULE_SETS[modules])):
            stream.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")


def _split(path: Path, stage: str, holdout: int, output: Path, origin: dict[str, str]) -> None:
    source = inspect_rows(path, stage)
    written = split_rows(source, holdout, output, origin)
    validation = holdout if source.rows > holdout else 0
    print(f"{'wrote' if written else 'kept'} {source.rows - validation} training and {validation} validation rows in {output}")
