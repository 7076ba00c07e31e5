"""Files that are either complete or absent."""

from __future__ import annotations

import hashlib
import os
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Iterator

from common.jobs.errors import BadInput, JobError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Writes a temporary file beside `path`; leaving the block normally makes it durable and renames it to `path`."""
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(temporary, "xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
        _sync_directory(path.parent)
    except OSError as error:
        raise JobError(f"could not write {path}: {error.strerror or error}") from error
    finally:
        if temporary.exists():
            temporary.unlink()


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    digest = hashlib.sha256()
    with open(path, "rb") as stream:
        for block in iter(lambda: stream.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def output_directory() -> Path:
    """Where the launcher wants this job's results."""
    value = os.environ.get("FAIRLEAD_OUTPUT_DIR", "")
    if not value:
        raise BadInput("FAIRLEAD_OUTPUT_DIR is unset: the launcher sets it to the folder for this job's results")
    if not os.path.isdir(value):
        raise BadInput(f"FAIRLEAD_OUTPUT_DIR names no folder: {value}")
    return Path(value)


def _sync_directory(path: Path) -> None:
    # A rename is durable only once its directory is; Windows cannot open one, and needs no such call.
    if os.name == "posix":
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
