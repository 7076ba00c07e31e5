"""Reads the configuration a launcher wrote for a job."""

from __future__ import annotations

import json
import os

from common.jobs.errors import BadInput
from common.jobs.expressions import resolve
from common.jobs.table import Table


def load_config(path: str) -> Table:
    """The configuration in a JSON file, its pod-time expressions such as `${art:data,path}` resolved."""
    try:
        with open(path, encoding="utf-8") as stream:
            values = json.load(stream)
    except OSError as error:
        raise BadInput(f"cannot read the configuration {path}: {error.strerror}") from error
    except ValueError as error:
        raise BadInput(f"{path}: expected JSON: {error}") from error
    if not isinstance(values, dict):
        raise BadInput(f"{path}: expected a JSON object, found {type(values).__name__}")
    return Table(resolve(values, os.environ, path), source=path)
