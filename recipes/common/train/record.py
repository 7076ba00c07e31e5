"""What a run leaves behind: metrics as it goes, results at its end."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import NamedTuple, Sequence

from common.jobs.errors import JobError
from common.jobs.files import replacing


class Result(NamedTuple):
    """A row of results.csv. Losses are means over the whole batch or split; `tokens` and `seconds` are this process's own."""

    rank: int
    world_size: int
    steps: int
    loss_first: float
    loss_last: float
    val_loss: float
    eval_split: str
    tokens: int
    seconds: float
    checkpoint: str


def write_all_results(output: Path, results: Sequence[Result], rank: int) -> None:
    """`rank-<r>/results.csv` with this rank's row; rank 0 also writes `results.csv` with everyone's."""
    _write_results(output / f"rank-{rank}" / "results.csv", [results[rank]])
    if rank == 0:
        _write_results(output / "results.csv", results)


def _write_results(path: Path, results: Sequence[Result]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(Result._fields)
    writer.writerows([f"{value:.6f}" if isinstance(value, float) else value for value in result] for result in results)
    with replacing(path) as stream:
        stream.write(text.getvalue().encode())


class MetricsLog:
    """`metrics.jsonl` of one rank: a line per logged step, also printed. Lines after `resumed_at` belong to a lost attempt and are dropped."""

    def __init__(self, directory: Path, resumed_at: int) -> None:
        self._path = directory / "metrics.jsonl"
        lines = self._path.read_bytes().splitlines(True) if self._path.exists() else []
        with replacing(self._path) as stream:
            stream.writelines(line for line in lines if _step_of(line) <= resumed_at)

    def write(self, step: int, values: dict[str, float]) -> None:
        rounded = {name: round(value, 6) for name, value in values.items()}
        try:
            with open(self._path, "a", encoding="utf-8", newline="\n") as stream:
                stream.write(json.dumps({"step": step, **rounded}) + "\n")
        except OSError as error:
            raise JobError(f"could not write {self._path}: {error.strerror}") from error
        print(f"step {step}", *(f"{name} {value:.4g}" for name, value in values.items()))


def _step_of(line: bytes) -> float:
    try:
        return json.loads(line)["step"]
    except (ValueError, KeyError, TypeError):
        return float("inf")  # half a line: the process ended while it wrote
