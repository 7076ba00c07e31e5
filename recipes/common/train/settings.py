"""The settings both trainers read. Their own are read from the same tables, by the trainer."""

from __future__ import annotations

from dataclasses import dataclass

from common.jobs.table import Table

BACKENDS = ("python", "torch")


@dataclass(frozen=True)
class Settings:
    objective: str
    """pretrain, sft or rl."""
    manifest: str
    max_tokens: int
    """An answer, or a window of running text, is cut to this many tokens."""
    backend: str
    steps: int
    batch_rows: int
    """Rows per step over all ranks together: the result does not depend on how many ranks share them."""
    episodes: int
    """Episodes played per prompt, for rl; elsewhere 1."""
    learning_rate: float
    seed: int
    log_every: int
    checkpoint_every: int
    expect_loss_factor: float
    """The job fails unless the last loss is at most this times the first."""
    rendezvous_timeout_s: float
    exchange_timeout_s: float
    eval_rows: int
    """How many validation rows the evaluation reads, from the first."""

    def logs(self, step: int) -> bool:
        return step in (1, self.steps) or step % self.log_every == 0

    def saves(self, step: int) -> bool:
        return step == self.steps or step % self.checkpoint_every == 0


def read_settings(objective: str, config: Table) -> Settings:
    data, train = config.table("data"), config.table("train")
    return Settings(
        objective=objective,
        manifest=data.text("manifest"),
        max_tokens=data.integer("max_tokens", at_least=2),
        backend=train.choice("backend", BACKENDS),
        steps=train.integer("steps", at_least=2),
        batch_rows=train.integer("batch_rows", at_least=1),
        episodes=train.integer("episodes", at_least=2) if objective == "rl" else 1,
        learning_rate=train.number("learning_rate"),
        seed=train.integer("seed", at_least=0),
        log_every=train.integer("log_every", at_least=1),
        checkpoint_every=train.integer("checkpoint_every", at_least=1),
        expect_loss_factor=train.number("expect_loss_factor"),
        rendezvous_timeout_s=train.number("rendezvous_timeout_s"),
        exchange_timeout_s=train.number("exchange_timeout_s"),
        eval_rows=config.table("eval").integer("rows", at_least=1),
    )
