"""Examples as batches of tokens: the bytes of their UTF-8, an end and a separator."""

from __future__ import annotations

from typing import NamedTuple, Sequence

import torch

from common.train.examples import Example

END = 256
SEPARATOR = 257
SIZE = 258
IGNORED = -100
"""The target of a position that is not part of an answer."""


class Batch(NamedTuple):
    inputs: torch.Tensor
    targets: torch.Tensor

    @property
    def answers(self) -> torch.Tensor:
        return self.targets != IGNORED


def batch_of(examples: Sequence[Example], context: int, max_tokens: int, device: torch.device) -> Batch:
    """One row per example, padded at the end. A prompt that is too long loses its beginning."""
    rows = [_row(example, context, max_tokens) for example in examples]
    longest = max(len(inputs) for inputs, _ in rows)
    inputs = [tokens + [END] * (longest - len(tokens)) for tokens, _ in rows]
    targets = [tokens + [IGNORED] * (longest - len(tokens)) for _, tokens in rows]
    return Batch(torch.tensor(inputs, device=device), torch.tensor(targets, device=device))


def _row(example: Example, context: int, max_tokens: int) -> tuple[list[int], list[int]]:
    answer = (list(example.answer.encode()) + [END])[:min(max_tokens, context)]
    prompt = list(example.prompt.encode()) + [SEPARATOR] if example.prompt else [END]
    prompt = prompt[-(context + 1 - len(answer)):]
    tokens = prompt + answer
    return tokens[:-1], [IGNORED] * (len(prompt) - 1) + answer
