"""Trains: reads what both trainers need and starts the one the configuration names."""

from __future__ import annotations

import os

from common.jobs.entry import run
from common.jobs.errors import BadInput
from common.jobs.table import Table
from common.train.ranks import read_rank_environment
from common.train.settings import read_settings


def main(objective: str) -> None:
    run(lambda config: _train(objective, config), f"Trains a language model: {objective}.")


def _train(objective: str, config: Table) -> None:
    settings = read_settings(objective, config)
    ranks = read_rank_environment(os.environ)
    if settings.batch_rows < ranks.world_size:
        raise BadInput(f"train.batch_rows is {settings.batch_rows}: expected at least one row for each of {ranks.world_size} ranks")
    if settings.backend == "python":
        from common.tiny.trainer import train
    else:
        _require_torch()
        from common.gpt.trainer import train
    train(settings, config, ranks)


def _require_torch() -> None:
    try:
        import torch  # noqa: F401
    except ImportError as error:
        raise BadInput(f"this configuration needs PyTorch, the package torch (Debian: python3-torch): {error}; "
                       "the configuration 'tiny' trains without it") from error
