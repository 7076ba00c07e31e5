"""What a row of prepared data must look like, stage by stage."""

from __future__ import annotations

import json
from typing import Any, Optional

ROLES = ("system", "user", "assistant")
CHAT = '{"messages": [{"role": "user", "content": "..."}, {"role": "assistant", "content": "..."}]}'
TEXT = '{"text": "..."}'


def problem_with(line: bytes, stage: str) -> Optional[str]:
    """Why a line is no row for the stage: what was expected and what was found. None when it is one."""
    if not line.strip():
        return f"expected {_shape(stage)}, found an empty line"
    try:
        row = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return f"expected {_shape(stage)}, found no UTF-8 JSON: {error}"
    found = _text_problem(row) if stage == "pretrain" else _chat_problem(row)
    return f"expected {_shape(stage)}, found {found}" if found else None


def _shape(stage: str) -> str:
    return TEXT if stage == "pretrain" else CHAT


def _text_problem(row: Any) -> Optional[str]:
    if not isinstance(row, dict) or "text" not in row:
        return _without("text", row)
    return _content_problem(row["text"], "text")


def _chat_problem(row: Any) -> Optional[str]:
    if not isinstance(row, dict) or "messages" not in row:
        return _without("messages", row)
    messages = row["messages"]
    if not isinstance(messages, list) or len(messages) < 2:
        return "'messages' that is no list of two or more"
    for number, message in enumerate(messages, 1):
        if not isinstance(message, dict) or message.get("role") not in ROLES:
            return f"message {number} without a role out of {', '.join(ROLES)}"
        content = _content_problem(message.get("content"), f"the content of message {number}")
        if content:
            return content
    if messages[-1]["role"] != "assistant":
        return f"a last message by '{messages[-1]['role']}', not by 'assistant'"
    return None


def _content_problem(value: Any, name: str) -> Optional[str]:
    if not isinstance(value, str):
        return f"{name} that is no text: {type(value).__name__}"
    if not value.strip():
        return f"{name} that is empty"
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return f"{name} with half a surrogate pair"
    return None


def _without(key: str, row: Any) -> str:
    if isinstance(row, dict):
        return f"an object without '{key}': keys {', '.join(sorted(row)) or 'none'}"
    return f"a JSON {type(row).__name__}"
