"""The other ranks' side of the rendezvous."""

from __future__ import annotations

import socket
import time

from common.exchange.connection import Connection
from common.exchange.hello import Hello
from common.jobs.errors import JobError

GRACE_S = 5.0


def join(address: str, port: int, me: Hello, timeout_s: float, exchange_timeout_s: float) -> Connection:
    """A connection to rank 0, once rank 0 has seen every rank."""
    peer = _connect(address, port, timeout_s)
    # Rank 0 was listening when we came, so its own limit ends no later than ours counted from here: its verdict arrives.
    connection = Connection(peer, "rank 0", timeout_s + GRACE_S)
    try:
        peer.sendall(me.to_line())
        connection.receive_welcome()
    except OSError as error:
        connection.close()
        raise JobError(f"lost rank 0 during the rendezvous: {error.strerror or error}") from error
    except JobError:
        connection.close()
        raise
    connection.set_timeout(exchange_timeout_s)
    return connection


def _connect(address: str, port: int, timeout_s: float) -> socket.socket:
    deadline, pause = time.monotonic() + timeout_s, 0.02
    while True:
        remaining = deadline - time.monotonic()
        try:
            return socket.create_connection((address, port), timeout=max(0.1, remaining))
        except OSError as error:  # not listening yet, or its name is not published yet
            if remaining <= pause:
                raise JobError(f"rank 0 did not answer at {address}:{port} within {timeout_s:g} s: {error.strerror or error}") from error
        time.sleep(pause)
        pause = min(2 * pause, 0.5)
