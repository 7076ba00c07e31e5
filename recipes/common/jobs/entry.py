"""The way into a job."""

from __future__ import annotations

import argparse
import sys
from typing import Callable

from common.jobs.config import load_config
from common.jobs.errors import JobError
from common.jobs.table import Table


def run(job: Callable[[Table], None], description: str) -> None:
    """Reads the file named by `--config`, hands it to the job, and turns a JobError into its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    parser = argparse.ArgumentParser(description=description, allow_abbrev=False)
    parser.add_argument("--config", required=True, metavar="FILE", help="the job's configuration, as JSON")
    arguments = parser.parse_args()
    try:
        job(load_config(arguments.config))
    except JobError as error:
        print(f"error: {error}", file=sys.stderr)
        raise SystemExit(error.exit_code) from error
