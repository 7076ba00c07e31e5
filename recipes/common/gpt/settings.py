"""The settings of the PyTorch trainer that the other one does not have."""

from __future__ import annotations

from dataclasses import dataclass

from common.jobs.errors import BadInput
from common.jobs.table import Table

STRATEGIES = ("ddp", "fsdp")


@dataclass(frozen=True)
class Shape:
    context: int
    """Tokens the model looks back, and the longest sequence it is trained on."""
    layers: int
    heads: int
    width: int


@dataclass(frozen=True)
class Optimisation:
    strategy: str
    warmup_steps: int
    weight_decay: float
    clip_norm: float


def read_shape(model: Table) -> Shape:
    shape = Shape(*(model.integer(name, at_least=1) for name in ("context", "layers", "heads", "width")))
    if shape.width % shape.heads:
        raise BadInput(f"model.width {shape.width} must be a multiple of model.heads {shape.heads}")
    return shape


def read_optimisation(train: Table) -> Optimisation:
    return Optimisation(
        strategy=train.choice("strategy", STRATEGIES),
        warmup_steps=train.integer("warmup_steps", at_least=0),
        weight_decay=train.fraction("weight_decay"),
        clip_norm=train.number("clip_norm"),
    )
