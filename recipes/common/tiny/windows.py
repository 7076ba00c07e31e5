"""Examples as the model's inputs: for each token to produce, the tokens before it."""

from __future__ import annotations

from typing import NamedTuple, Sequence

from common.tiny.vocabulary import END, SEPARATOR, encode
from common.train.examples import Example


class Window(NamedTuple):
    context: bytes
    target: int


def windows_of(example: Example, context: int, max_tokens: int) -> list[Window]:
    """One window per token of the answer and its end; the prompt is context only."""
    prompt = bytes([END] * context) + encode(example.prompt)
    if example.prompt:
        prompt += bytes([SEPARATOR])
    answer = (encode(example.answer) + bytes([END]))[:max_tokens]
    tokens = prompt + answer
    return [Window(tokens[at - context:at], tokens[at]) for at in range(len(prompt), len(tokens))]


def contexts(windows: Sequence[Window]) -> list[bytes]:
    return [window.context for window in windows]
