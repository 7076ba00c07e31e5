"""The last word of a run."""

from __future__ import annotations

from common.jobs.errors import JobError
from common.train.record import Result


def summary(result: Result) -> str:
    """One line: the loss before and after, the factor between them, and where the model is."""
    factor = result.loss_last / result.loss_first
    return (f"loss {result.loss_first:.3f} -> {result.loss_last:.3f} (x{factor:.2f}) "
            f"{result.eval_split} {result.val_loss:.3f} checkpoint {result.checkpoint}")


def require_progress(result: Result, expected_factor: float) -> None:
    """Fails the job when the loss did not fall as far as the configuration expects."""
    limit = result.loss_first * expected_factor
    if not result.loss_last <= limit:
        raise JobError(f"the loss went from {result.loss_first:.4f} to {result.loss_last:.4f} and had to reach {limit:.4f} "
                       f"(train.expect_loss_factor {expected_factor:g}); train for more steps or change train.learning_rate")
