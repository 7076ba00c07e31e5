"""Rank 0's side of the rendezvous: it waits for every other rank, and lets no stranger hold it up."""

from __future__ import annotations

import ipaddress
import os
import selectors
import socket
import time
from typing import Optional

from common.exchange.connection import Connection
from common.exchange.hello import LONGEST, Hello, objection, parse_hello
from common.jobs.errors import JobError


def listen(address: str, port: int) -> socket.socket:
    """A listening socket: on the loopback interface when the address says so, else on all interfaces.

    The address of a name does not count: a host may know itself by a loopback address that no other host can reach.
    """
    try:
        family, _, _, _, target = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
        here = address in ("localhost", target[0]) and ipaddress.ip_address(target[0]).is_loopback
    except OSError as error:
        raise JobError(f"rank 0 cannot resolve MASTER_ADDR {address}: {error.strerror}") from error
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((target[0] if here else "", port))
        listener.listen(1024)
        listener.setblocking(False)
        return listener
    except OSError as error:
        listener.close()
        raise JobError(f"rank 0 cannot listen on {address}:{port}: {error.strerror}; was another process started with RANK 0, "
                       "or does a launcher such as torchrun hold the port?") from error


class Host:
    """Collects the ranks' introductions until all are there, one contradicts another, or the time is up."""

    def __init__(self, listener: socket.socket, me: Hello, timeout_s: float) -> None:
        self._listener = listener
        self._known = [me]
        self._timeout_s = timeout_s
        self._peers: dict[int, socket.socket] = {}
        self._visitors: dict[socket.socket, bytearray] = {}
        self._refused = 0

    def gather(self, exchange_timeout_s: float) -> list[Connection]:
        """A connection per other rank, in rank order; each has been told that the job is complete."""
        deadline = time.monotonic() + self._timeout_s
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(self._listener, selectors.EVENT_READ)
                while len(self._peers) < self._known[0].world_size - 1:
                    self._serve(selector, deadline - time.monotonic())
        except JobError as error:
            for rank, peer in self._peers.items():
                Connection(peer, f"rank {rank}", 1.0).send_failure(str(error))
            self._close(self._peers.values())
            raise
        finally:
            self._close(self._visitors)
        connections = [Connection(self._peers[rank], f"rank {rank}", exchange_timeout_s) for rank in sorted(self._peers)]
        for connection in connections:
            connection.send_welcome()
        return connections

    def _serve(self, selector: selectors.BaseSelector, remaining_s: float) -> None:
        if remaining_s <= 0:
            raise JobError(self._who_is_missing())
        for key, _ in selector.select(remaining_s):
            if key.fileobj is self._listener:
                visitor, _ = self._listener.accept()
                visitor.setblocking(False)
                self._visitors[visitor] = bytearray()
                selector.register(visitor, selectors.EVENT_READ)
            else:
                self._hear(selector, key.fileobj)

    def _hear(self, selector: selectors.BaseSelector, visitor: socket.socket) -> None:
        try:
            data = visitor.recv(LONGEST)
        except OSError:
            data = b""
        for rank, peer in self._peers.items():
            if peer is visitor:
                raise JobError(f"lost rank {rank} while waiting for the others; its log says why")
        said = self._visitors[visitor]
        said += data
        if data and b"\n" not in said and len(said) < LONGEST:
            return
        hello = parse_hello(bytes(said))
        del self._visitors[visitor]
        if hello is None or hello.token != self._known[0].token:
            selector.unregister(visitor)
            self._refuse(visitor, hello)
        else:
            self._admit(visitor, hello)

    def _refuse(self, visitor: socket.socket, hello: Optional[Hello]) -> None:
        if hello is not None:
            self._refused += 1
            reason = "rank 0 here trains something else: its configuration or its data differ from this rank's"
            Connection(visitor, "the visitor", 1.0).send_failure(reason)
        visitor.close()

    def _admit(self, visitor: socket.socket, hello: Hello) -> None:
        problem = objection(self._known, hello)
        if problem is not None:
            Connection(visitor, f"rank {hello.rank}", 1.0).send_failure(f"wrong rank environment: {problem}")
            visitor.close()
            raise JobError(f"wrong rank environment: {problem}")
        self._known.append(hello)
        self._peers[hello.rank] = visitor

    def _who_is_missing(self) -> str:
        world_size = self._known[0].world_size
        missing = [rank for rank in range(1, world_size) if rank not in self._peers]
        shown = ", ".join(map(str, missing[:16])) + (", ..." if len(missing) > 16 else "")
        refused = f"; {self._refused} with another configuration or other data were refused" if self._refused else ""
        return f"{len(missing)} of {world_size} ranks did not come within {self._timeout_s:g} s: {shown}{refused}"

    @staticmethod
    def _close(sockets) -> None:
        for each in sockets:
            each.close()
