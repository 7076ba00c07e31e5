"""A neural language model after Bengio et al. (2003): embeddings of the last tokens, one tanh layer, a softmax over the next token."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import chain
from math import exp, tanh
from typing import NamedTuple, Sequence

from common.jobs.table import Table
from common.tiny.matrix import Matrix, Vector, column_sums, rows_of, times_transposed, transposed
from common.tiny.vocabulary import SIZE


@dataclass(frozen=True)
class Shape:
    context: int
    """Tokens the model looks back."""
    embedding: int
    hidden: int

    @property
    def part_sizes(self) -> tuple[int, ...]:
        """Weights of the embeddings, the hidden layer, its bias, the output layer, its bias."""
        return (SIZE * self.embedding, self.hidden * self.context * self.embedding, self.hidden, SIZE * self.hidden, SIZE)


def read_shape(model: Table) -> Shape:
    return Shape(*(model.integer(name, at_least=1) for name in ("context", "embedding", "hidden")))


def initial_weights(shape: Shape, seed: int) -> Vector:
    """Small for the layers, zero for the biases; the output starts near uniform."""
    rng = random.Random(f"weights/{seed}")
    inputs = shape.context * shape.embedding
    scales = (0.5, inputs ** -0.5, 0.0, 0.1 * shape.hidden ** -0.5, 0.0)
    return [rng.gauss(0.0, 1.0) * scale for scale, size in zip(scales, shape.part_sizes) for _ in range(size)]


class Forward(NamedTuple):
    """What the backward pass needs of the forward pass."""

    contexts: Sequence[bytes]
    inputs: Matrix
    hidden: Matrix
    probabilities: Matrix


class Network:
    def __init__(self, shape: Shape, weights: Sequence[float]) -> None:
        parts, position = [], 0
        for size in shape.part_sizes:
            parts.append(weights[position:position + size])
            position += size
        self._shape = shape
        self._embeddings = rows_of(parts[0], shape.embedding)
        self._hidden = rows_of(parts[1], shape.context * shape.embedding)
        self._hidden_bias = parts[2]
        self._output = rows_of(parts[3], shape.hidden)
        self._output_bias = parts[4]

    def forward(self, contexts: Sequence[bytes]) -> Forward:
        inputs = [list(chain.from_iterable(self._embeddings[token] for token in context)) for context in contexts]
        hidden = [[tanh(value + bias) for value, bias in zip(row, self._hidden_bias)] for row in times_transposed(inputs, self._hidden)]
        logits = times_transposed(hidden, self._output)
        return Forward(contexts, inputs, hidden, [_softmax(row, self._output_bias) for row in logits])

    def gradient(self, forward: Forward, errors: Matrix) -> Vector:
        """The gradient of a loss, laid out like the weights; `errors` holds its derivatives by the logits, a row per context."""
        if not errors:
            return [0.0] * sum(self._shape.part_sizes)
        from_output = times_transposed(errors, transposed(self._output))
        hidden_errors = [[value * (1.0 - unit * unit) for value, unit in zip(row, units)]
                         for row, units in zip(from_output, forward.hidden)]
        input_errors = times_transposed(hidden_errors, transposed(self._hidden))
        parts = (
            self._embedding_gradient(forward.contexts, input_errors),
            times_transposed(transposed(hidden_errors), transposed(forward.inputs)),
            [column_sums(hidden_errors)],
            times_transposed(transposed(errors), transposed(forward.hidden)),
            [column_sums(errors)],
        )
        return [value for part in parts for row in part for value in row]

    def _embedding_gradient(self, contexts: Sequence[bytes], input_errors: Matrix) -> Matrix:
        width = self._shape.embedding
        gradient = [[0.0] * width for _ in range(SIZE)]
        for context, errors in zip(contexts, input_errors):
            for token, error in zip(context, rows_of(errors, width)):
                gradient[token] = [total + value for total, value in zip(gradient[token], error)]
        return gradient


def _softmax(logits: Vector, bias: Sequence[float]) -> Vector:
    shifted = [value + offset for value, offset in zip(logits, bias)]
    highest = max(shifted)
    powers = [exp(value - highest) for value in shifted]
    total = sum(powers)
    return [power / total for power in powers]
