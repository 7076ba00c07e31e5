"""What the tests share: jobs as real processes, in folders that vanish."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any, Iterator, Mapping, NamedTuple, Optional, Sequence

RECIPES = Path(__file__).resolve().parents[2] / "recipes"
sys.path.insert(0, str(RECIPES))
sys.dont_write_bytecode = True

LIMIT_S = 120.0
"""No test process may take longer: it would hang."""


class Finished(NamedTuple):
    exit_code: int
    stdout: str
    stderr: str


class FolderTest(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="fairlead-recipes-"))
        self.addCleanup(shutil.rmtree, self.folder)


def tiny_config(objective: str, manifest: Path, **changes: Any) -> dict[str, Any]:
    """A configuration that trains in a second; `changes` are keys of its train table."""
    train = {
        "backend": "python", "steps": 12, "batch_rows": 8, "learning_rate": 0.03, "seed": 1, "log_every": 4, "checkpoint_every": 6,
        "expect_loss_factor": 0.95, "rendezvous_timeout_s": 20, "exchange_timeout_s": 30,
        **({"episodes": 8} if objective == "rl" else {}), **changes,
    }  # fmt: skip
    return {
        "data": {"manifest": str(manifest), "max_tokens": 12},
        "model": {"context": 4, "embedding": 6, "hidden": 8},
        "train": train,
        "eval": {"rows": 16},
    }


def chat_rows(count: int) -> Iterator[str]:
    for number in range(count):
        messages = [{"role": "user", "content": f"What is {number} and one?"}, {"role": "assistant", "content": f"It is {number + 1}."}]
        yield json.dumps({"messages": messages})


def prepare(folder: Path, stage: str, data: Mapping[str, Any], environment: Optional[Mapping[str, str]] = None) -> Finished:
    """Runs the preparation of super3's stage into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with config_file({"data": data}) as config:
        process = start(RECIPES / "super3" / stage / "data_prep.py", config, {"FAIRLEAD_OUTPUT_DIR": str(folder), **(environment or {})})
        return finish(process)


def prepared(folder: Path, stage: str, rows: int = 40) -> Path:
    """A small data artifact; its manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "rows.jsonl"
    if stage == "pretrain":
        source.write_text("".join(json.dumps({"text": f"The number {n} comes after {n - 1}.\n"}) + "\n" for n in range(rows)))
    else:
        source.write_text("".join(f"{row}\n" for row in chat_rows(rows)))
    done = prepare(folder / "data", stage, {"path": str(source), "modules": "core", "holdout": 8})
    assert done.exit_code == 0, done.stderr
    return folder / "data" / "manifest.json"


def rank_environment(rank: int, world_size: int, port: int) -> dict[str, str]:
    return {
        "RANK": str(rank), "LOCAL_RANK": str(rank), "WORLD_SIZE": str(world_size), "LOCAL_WORLD_SIZE": str(world_size),
        "NODE_RANK": "0", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port),
    }  # fmt: skip


def train(objective: str, config: Mapping[str, Any], output: Path, world_size: int) -> list[Finished]:
    """Trains nano3's stage with that many ranks."""
    port = free_port()
    return train_with(objective, config, output, [rank_environment(rank, world_size, port) for rank in range(world_size)])


def train_with(objective: str, config: Mapping[str, Any], output: Path, environments: Sequence[Mapping[str, str]]) -> list[Finished]:
    """Trains nano3's stage, one process for each rank environment."""
    output.mkdir(parents=True, exist_ok=True)
    with config_file(config) as path:
        script = RECIPES / "nano3" / objective / "train.py"
        processes = [start(script, path, {"FAIRLEAD_OUTPUT_DIR": str(output), **environment}) for environment in environments]
        return finish_all(processes)


@contextlib.contextmanager
def config_file(config: Mapping[str, Any]) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "config.json")
        with open(path, "w", encoding="utf-8") as stream:
            json.dump(config, stream)
        yield path


def start(script: Path, config: str, environment: Mapping[str, str]) -> subprocess.Popen[str]:
    return start_python([str(script), "--config", config], environment)


def start_python(arguments: Sequence[str], environment: Mapping[str, str], python: str = sys.executable) -> subprocess.Popen[str]:
    """A Python process that treats warnings as errors and sees no variable of a job but those given."""
    inherited = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")}
    return subprocess.Popen(
        [python, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        env={**inherited, "PYTHONPATH": str(RECIPES), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "error", **environment})


def finish(process: subprocess.Popen[str]) -> Finished:
    return finish_all([process])[0]


def finish_all(processes: Sequence[subprocess.Popen[str]]) -> list[Finished]:
    """Waits for the processes; kills them all when one hangs."""
    try:
        outputs = [process.communicate(timeout=LIMIT_S) for process in processes]
        return [Finished(process.returncode, *output) for process, output in zip(processes, outputs)]
    finally:
        for process in processes:
            if process.poll() is None:
                process.kill()
                process.communicate()


def free_port() -> int:
    """A free port below the range from which the kernel serves outgoing connections, so that nothing takes it meanwhile."""
    while True:
        port = random.SystemRandom().randrange(20_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
