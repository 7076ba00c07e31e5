"""Text as tokens: printable ASCII one by one, everything else as one token."""

from __future__ import annotations

END = 0
OTHER = 96
SEPARATOR = 97
SIZE = 98

_TOKEN_OF_BYTE = bytes(byte - 31 if 32 <= byte < 127 else OTHER for byte in range(256))


def encode(text: str) -> bytes:
    return text.encode("utf-8").translate(_TOKEN_OF_BYTE)
