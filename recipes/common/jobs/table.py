"""Strict reading of a configuration table: every key has a type, every key is known."""

from __future__ import annotations

import difflib
import math
from typing import Any, Mapping, Optional, Sequence

from common.jobs.errors import BadInput


class Table:
    """One table of a configuration file. Keys that nobody asked for are refused by `refuse_unknown`."""

    def __init__(self, values: Mapping[str, Any], source: str, name: str = "") -> None:
        self._values = values
        self._source = source
        self._name = name
        self._asked: dict[str, Optional[Table]] = {}

    def table(self, key: str) -> Table:
        if self._asked.get(key) is None:
            values = self._value(key)
            if not isinstance(values, dict):
                raise self._wrong(key, "a table", values)
            self._asked[key] = Table(values, self._source, f"{self._name}{key}.")
        return self._asked[key]

    def integer(self, key: str, at_least: int) -> int:
        value = self._value(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < at_least:
            raise self._wrong(key, f"a whole number, {at_least} or more", value)
        return value

    def number(self, key: str) -> float:
        value = self._value(key)
        if not _is_number(value) or not 0 < value < math.inf:
            raise self._wrong(key, "a number above 0", value)
        return float(value)

    def fraction(self, key: str) -> float:
        value = self._value(key)
        if not _is_number(value) or not 0 <= value < 1:
            raise self._wrong(key, "a number from 0 to below 1", value)
        return float(value)

    def text(self, key: str) -> str:
        value = self._value(key)
        if not isinstance(value, str) or not value:
            raise self._wrong(key, "text", value)
        return value

    def optional_text(self, key: str) -> Optional[str]:
        return None if self._value(key) is None else self.text(key)

    def choice(self, key: str, choices: Sequence[str]) -> str:
        value = self._value(key)
        if value not in choices:
            raise self._wrong(key, f"one of {', '.join(choices)}", value)
        return value

    def refuse_unknown(self) -> None:
        """Call last, on the outermost table: by then everything that is known has been read."""
        for key, value in self._values.items():
            if key not in self._asked:
                near = difflib.get_close_matches(key, self._asked, 1)
                hint = f"; did you mean '{self._name}{near[0]}'?" if near else f"; known: {', '.join(sorted(self._asked))}"
                raise BadInput(f"{self._source}: unknown key '{self._name}{key}'{hint}")
            child = self._asked[key]
            if child is not None:
                child.refuse_unknown()

    def _value(self, key: str) -> Any:
        if key not in self._values:
            raise BadInput(f"{self._source}: the key '{self._name}{key}' is missing")
        self._asked.setdefault(key, None)
        return self._values[key]

    def _wrong(self, key: str, expected: str, found: Any) -> BadInput:
        return BadInput(f"{self._source}: '{self._name}{key}': expected {expected}, found {found!r}")


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
