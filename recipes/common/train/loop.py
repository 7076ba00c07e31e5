"""The course of a training run, whatever trains."""

from __future__ import annotations

import time
from pathlib import Path

from common.train.backend import Backend, Measured, Progress
from common.train.ranks import RankEnvironment
from common.train.record import MetricsLog, Result, write_all_results
from common.train.settings import Settings
from common.train.verdict import require_progress, summary


def run_training(backend: Backend, settings: Settings, ranks: RankEnvironment, output: Path, checkpoint: str, eval_split: str) -> None:
    """Trains, saves, evaluates what was saved, records the results; fails when the loss did not fall far enough."""
    started = time.monotonic()
    progress = backend.resume()
    if progress.step:
        print(f"resuming after step {progress.step} from {checkpoint}")
    log = MetricsLog(output / f"rank-{ranks.rank}", resumed_at=progress.step)
    progress, tokens = _steps(backend, settings, progress, log)
    val_loss = backend.evaluate(progress.step)
    own = [float(tokens), time.monotonic() - started]
    results = [
        Result(rank, ranks.world_size, *progress, val_loss, eval_split, int(rank_tokens), seconds, checkpoint)
        for rank, (rank_tokens, seconds) in enumerate(backend.gather(own, progress.step))
    ]
    write_all_results(output, results, ranks.rank)
    if ranks.is_first:
        print(summary(results[0]))
    require_progress(results[0], settings.expect_loss_factor)


def _steps(backend: Backend, settings: Settings, progress: Progress, log: MetricsLog) -> tuple[Progress, int]:
    tokens = 0
    while progress.step < settings.steps:
        step = progress.step + 1
        measured = backend.advance(step)
        progress = Progress(step, progress.loss_first if progress.step else measured.loss, measured.loss)
        tokens += measured.tokens
        if settings.logs(step):
            log.write(step, _logged(measured, tokens, settings.objective))
        if settings.saves(step):
            backend.save(progress)
    return progress, tokens


def _logged(measured: Measured, tokens: int, objective: str) -> dict[str, float]:
    values = {"loss": measured.loss, "rank_loss": measured.rank_loss, "tokens": tokens}
    return {**values, "reward": measured.reward} if objective == "rl" else values
