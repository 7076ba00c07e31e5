"""The checkpoint file: a line of JSON that says what the next line is, and the model's state in that line, also JSON."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Mapping, NamedTuple

from common.jobs.errors import JobError
from common.jobs.files import replacing
from common.tiny.adam import Moments
from common.tiny.matrix import Vector
from common.train.backend import Progress
from common.train.identity import require_same

SCHEMA = "fairlead/tiny-checkpoint/1"


class Checkpoint(NamedTuple):
    """Everything a run needs to go on from where it was."""

    progress: Progress
    weights: Vector
    moments: Moments


def save_checkpoint(path: Path, checkpoint: Checkpoint, identity: Mapping[str, Any]) -> None:
    """`identity`: what must be equal for a run to go on from this checkpoint."""
    body = json.dumps(checkpoint).encode()
    header = {"schema": SCHEMA, "sha256": hashlib.sha256(body).hexdigest(), "identity": identity}
    with replacing(path) as stream:
        stream.write(json.dumps(header, sort_keys=True).encode() + b"\n" + body + b"\n")


def load_checkpoint(path: Path, identity: Mapping[str, Any]) -> Checkpoint:
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        header = json.loads(head)
        schema, expected, made_for = header["schema"], header["sha256"], header["identity"]
    except OSError as error:
        raise JobError(f"cannot read the checkpoint {path}: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(path, "its first line is no header") from error
    if schema != SCHEMA:
        raise JobError(f"{path}: expected a checkpoint of schema '{SCHEMA}', found {schema!r}")
    found = hashlib.sha256(body.rstrip(b"\n")).hexdigest()
    if found != expected:
        raise _damaged(path, f"expected SHA-256 {expected}, found {found}")
    require_same(path, made_for, identity)
    progress, weights, moments = json.loads(body)
    return Checkpoint(Progress(*progress), weights, Moments(*moments))


def _damaged(path: Path, reason: str) -> JobError:
    return JobError(f"the checkpoint {path} is damaged: {reason}; remove it to train from the start")
