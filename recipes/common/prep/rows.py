"""A file of rows, read once to be checked and measured before anything is made of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

from common.jobs.errors import BadInput
from common.prep.validation import problem_with


@dataclass(frozen=True)
class RowFile:
    path: Path
    rows: int
    sha256: str


def inspect_rows(path: Path, stage: str) -> RowFile:
    """Counts and digests the rows; the first that is not one ends the job with its line number."""
    digest, rows = hashlib.sha256(), 0
    for line in lines_of(path):
        rows += 1
        problem = problem_with(line, stage)
        if problem:
            raise BadInput(f"{path}:{rows}: {problem}")
        digest.update(line)
    if rows == 0:
        raise BadInput(f"{path}: expected one JSON object per line, found an empty file")
    return RowFile(path, rows, digest.hexdigest())


def lines_of(path: Path) -> Iterator[bytes]:
    """The lines as they are, each with its line feed, one at a time."""
    try:
        with open(path, "rb") as stream:
            for line in stream:
                yield line if line.endswith(b"\n") else line + b"\n"
    except OSError as error:
        raise BadInput(f"cannot read {path}: {error.strerror}") from error
