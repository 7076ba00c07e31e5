"""Rows as a language model sees them: what it is given, and what it must produce."""

from __future__ import annotations

import random
from typing import Any, NamedTuple

from common.train.rows import Rows


class Example(NamedTuple):
    prompt: str
    """Empty for running text."""
    answer: str
    """What the loss, or the reward, is about."""


def chat_example(row: Any) -> Example:
    """The last message is the answer, everything before it the prompt."""
    messages = row["messages"]
    return Example("\n".join(message["content"] for message in messages[:-1]), messages[-1]["content"])


def text_window(row: Any, length: int, rng: random.Random) -> Example:
    """A window of `length` characters somewhere in the row's text."""
    text = row["text"]
    start = rng.randrange(max(1, len(text) - length + 1))
    return Example("", text[start:start + length])


class Examples:
    """The examples of one split; the same seed gives the same windows."""

    def __init__(self, rows: Rows, objective: str, window: int, seed: int) -> None:
        self._rows = rows
        self._objective = objective
        self._window = window
        self._seed = seed

    def __len__(self) -> int:
        return len(self._rows)

    def at(self, index: int, draw: int) -> Example:
        """The example of a row; `draw` tells repeated visits of one row apart."""
        row = self._rows[index]
        if self._objective != "pretrain":
            return chat_example(row)
        return text_window(row, self._window, random.Random(f"{self._seed}/{index}/{draw}"))

    def __enter__(self) -> Examples:
        return self

    def __exit__(self, *_: object) -> None:
        self._rows.close()
