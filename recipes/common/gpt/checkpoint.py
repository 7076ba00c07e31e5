"""The checkpoint file of the PyTorch trainer: tensors, and all else as JSON, so that loading it runs no code of its own."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any, Mapping, NamedTuple

import torch

from common.jobs.errors import JobError
from common.jobs.files import replacing
from common.train.backend import Progress
from common.train.identity import require_same


class Checkpoint(NamedTuple):
    """Everything a run needs to go on from where it was; model and optimiser as their full state dicts."""

    progress: Progress
    model: dict[str, Any]
    optimiser: dict[str, Any]


def save_checkpoint(path: Path, checkpoint: Checkpoint, identity: Mapping[str, Any]) -> None:
    facts = {"progress": checkpoint.progress, "groups": checkpoint.optimiser["param_groups"], "identity": identity}
    with replacing(path) as stream:
        torch.save({"model": checkpoint.model, "moments": checkpoint.optimiser["state"], "facts": json.dumps(facts)}, stream)


def load_checkpoint(path: Path, identity: Mapping[str, Any]) -> Checkpoint:
    try:
        saved = torch.load(path, map_location="cpu", weights_only=True)
        facts = json.loads(saved["facts"])
        optimiser = {"state": saved["moments"], "param_groups": facts["groups"]}
        checkpoint = Checkpoint(Progress(*facts["progress"]), saved["model"], optimiser)
        made_for = facts["identity"]
    except OSError as error:
        raise JobError(f"cannot read the checkpoint {path}: {error.strerror}") from error
    except (RuntimeError, EOFError, ValueError, KeyError, TypeError, pickle.UnpicklingError) as error:
        raise JobError(f"the checkpoint {path} is damaged: {error}; remove it to train from the start") from error
    require_same(path, made_for, identity)
    return checkpoint
