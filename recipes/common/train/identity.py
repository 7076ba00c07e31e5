"""What makes two runs the same training: a checkpoint of one must not be continued by another."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Mapping

from common.jobs.errors import JobError
from common.train.settings import Settings

DECISIVE = ("objective", "max_tokens", "backend", "batch_rows", "episodes", "learning_rate", "seed")


def identity_of(settings: Settings, model: Mapping[str, Any], split_key: str) -> dict[str, Any]:
    """The settings that decide every step, those of the model and its optimiser, and the data. How many steps, and how many ranks, stay out."""
    values = asdict(settings)
    return {**{name: values[name] for name in DECISIVE}, "model": dict(model), "data": split_key}


def token_of(identity: Mapping[str, Any]) -> str:
    """Tells the ranks of one training from those of another."""
    return hashlib.sha256(json.dumps(identity, sort_keys=True).encode()).hexdigest()[:32]


def require_same(path: Path, saved: Mapping[str, Any], current: Mapping[str, Any]) -> None:
    for name in sorted({*saved, *current}):
        if saved.get(name) != current.get(name):
            raise JobError(f"the checkpoint {path} is of another training: {name} {saved.get(name)!r} there, "
                           f"{current.get(name)!r} here; remove it to train from the start")
