"""Frames between two ranks. Every failure names the rank at the other end."""

from __future__ import annotations

import enum
import socket
import struct
from typing import Sequence

from common.jobs.errors import JobError

_HEADER = struct.Struct("<4sBIQ")  # magic, kind, step, payload bytes
_MAGIC = b"FLX1"
_LARGEST = 1 << 30


class Kind(enum.IntEnum):
    WELCOME = 1
    VALUES = 2
    FAILURE = 3


class Connection:
    def __init__(self, peer: socket.socket, name: str, timeout_s: float) -> None:
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        peer.settimeout(timeout_s)
        self._peer = peer
        self._timeout_s = timeout_s
        self.name = name

    def send_values(self, values: Sequence[float], step: int) -> None:
        self._send(Kind.VALUES, step, struct.pack(f"<{len(values)}d", *values))

    def receive_values(self, count: int, step: int) -> tuple[float, ...]:
        payload = self._receive(Kind.VALUES, step)
        if len(payload) != 8 * count:
            raise JobError(f"{self.name} sent {len(payload) // 8} values at step {step}, expected {count}")
        return struct.unpack(f"<{count}d", payload)

    def send_welcome(self) -> None:
        self._send(Kind.WELCOME, 0, b"")

    def receive_welcome(self) -> None:
        self._receive(Kind.WELCOME, 0)

    def send_failure(self, reason: str) -> None:
        """Tells the other end why it will hear no more. It may be gone already: then it needs no reason."""
        try:
            self._send(Kind.FAILURE, 0, reason.encode()[:4096])
        except JobError:
            return

    def set_timeout(self, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self._peer.settimeout(timeout_s)

    def close(self) -> None:
        self._peer.close()

    def _send(self, kind: Kind, step: int, payload: bytes) -> None:
        try:
            self._peer.sendall(_HEADER.pack(_MAGIC, kind, step, len(payload)) + payload)
        except OSError as error:
            raise self._lost(step, error) from error

    def _receive(self, expected: Kind, step: int) -> bytes:
        magic, kind, their_step, size = _HEADER.unpack(self._read(_HEADER.size, step))
        if magic != _MAGIC or size > _LARGEST:
            raise JobError(f"{self.name} does not answer like a rank of this job: is another program listening there?")
        payload = self._read(size, step)
        if kind == Kind.FAILURE:
            raise JobError(f"{self.name} gave up: {payload.decode(errors='replace')}")
        if kind != expected or their_step != step:
            raise JobError(f"{self.name} is at step {their_step} while this rank is at step {step}: "
                           "do all ranks see the same FAIRLEAD_OUTPUT_DIR and the same data?")
        return payload

    def _read(self, size: int, step: int) -> bytes:
        data = bytearray()
        while len(data) < size:
            try:
                received = self._peer.recv(min(size - len(data), 1 << 20))
            except OSError as error:
                raise self._lost(step, error) from error
            if not received:
                raise JobError(f"lost {self.name} at step {step}: it closed the connection; its log says why")
            data += received
        return bytes(data)

    def _lost(self, step: int, error: OSError) -> JobError:
        if isinstance(error, socket.timeout):
            return JobError(f"lost {self.name} at step {step}: not a word for {self._timeout_s:g} s")
        return JobError(f"lost {self.name} at step {step}: {error.strerror or error}")
