"""Sums over all ranks, the same on every rank to the last bit."""

from __future__ import annotations

import socket
from operator import add
from typing import Optional, Sequence

from common.exchange.connection import Connection
from common.exchange.guest import join
from common.exchange.hello import hello_from
from common.exchange.host import Host, listen
from common.jobs.errors import JobError
from common.train.ranks import RankEnvironment


class Exchange:
    """The connections of one rank. Leaving the block with an error tells the other ranks the reason."""

    def __init__(self, ranks: RankEnvironment, token: str, rendezvous_timeout_s: float, exchange_timeout_s: float) -> None:
        self._ranks = ranks
        self._listener: Optional[socket.socket] = None
        self._connections: list[Connection] = []
        me = hello_from(ranks, token)
        if not ranks.is_first:
            self._connections = [join(ranks.master_address, ranks.master_port, me, rendezvous_timeout_s, exchange_timeout_s)]
            return
        # Held to the end, also by a rank that is alone: a second RANK 0 must not train unnoticed.
        self._listener = listen(ranks.master_address, ranks.master_port)
        try:
            self._connections = Host(self._listener, me, rendezvous_timeout_s).gather(exchange_timeout_s)
        except JobError:
            self._listener.close()
            raise

    def sum(self, values: Sequence[float], step: int) -> list[float]:
        """Adds the values of all ranks, in rank order. All ranks call it, with as many values, for the same step."""
        if not self._ranks.is_first:
            self._connections[0].send_values(values, step)
            return list(self._connections[0].receive_values(len(values), step))
        total = list(values)
        for connection in self._connections:
            total = list(map(add, total, connection.receive_values(len(values), step)))
        for connection in self._connections:
            connection.send_values(total, step)
        return total

    def gather(self, values: Sequence[float], step: int) -> list[list[float]]:
        """The values of every rank, in rank order, on every rank."""
        width, rank = len(values), self._ranks.rank
        slots = [0.0] * (width * self._ranks.world_size)
        slots[rank * width:(rank + 1) * width] = values
        gathered = self.sum(slots, step)
        return [gathered[at:at + width] for at in range(0, len(gathered), width)]

    def __enter__(self) -> Exchange:
        return self

    def __exit__(self, kind: object, error: Optional[BaseException], trace: object) -> None:
        for connection in self._connections:
            if error is not None:
                connection.send_failure(str(error) if isinstance(error, JobError) else repr(error))
            connection.close()
        if self._listener is not None:
            self._listener.close()
