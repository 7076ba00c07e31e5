"""Reads the part of YAML that the recipes' configurations use: nested tables, two spaces a level, plain scalars."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any


def read_config(path: Path) -> dict[str, Any]:
    root: dict[str, Any] = {}
    levels = [root]
    for line in path.read_text(encoding="utf-8").splitlines():
        content = re.sub(r"(^|\s)#.*", "", line).rstrip()
        if not content:
            continue
        depth = (len(content) - len(content.lstrip())) // 2
        key, _, value = content.strip().partition(":")
        del levels[depth + 1:]
        levels[depth][key] = _scalar(value.strip()) if value else {}
        levels.append(levels[depth][key])
    return root


def _scalar(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value
