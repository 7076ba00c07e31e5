"""The little linear algebra the model needs, on lists of rows."""

from __future__ import annotations

from operator import mul
from typing import Sequence

Vector = list[float]
Matrix = list[Vector]


def times_transposed(left: Matrix, right: Sequence[Vector]) -> Matrix:
    """left · rightᵀ: the dot product of every row with every row."""
    return [[sum(map(mul, row, other)) for other in right] for row in left]


def transposed(matrix: Matrix) -> Matrix:
    return [list(column) for column in zip(*matrix)]


def rows_of(values: Sequence[float], width: int) -> Matrix:
    return [list(values[at:at + width]) for at in range(0, len(values), width)]


def column_sums(matrix: Matrix) -> Vector:
    return [sum(column) for column in zip(*matrix)]
