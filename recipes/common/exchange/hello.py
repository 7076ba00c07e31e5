"""The line with which a rank introduces itself to rank 0."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Optional

from common.train.ranks import RankEnvironment

LONGEST = 1024


@dataclass(frozen=True)
class Hello:
    token: str
    rank: int
    world_size: int
    node_rank: int
    local_rank: int

    @property
    def place(self) -> tuple[int, int]:
        return self.node_rank, self.local_rank

    def to_line(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"


def hello_from(ranks: RankEnvironment, token: str) -> Hello:
    return Hello(token, ranks.rank, ranks.world_size, ranks.node_rank, ranks.local_rank)


def parse_hello(line: bytes) -> Optional[Hello]:
    """None for anything that no rank would say."""
    try:
        hello = Hello(**json.loads(line))
    except (ValueError, TypeError, RecursionError):
        return None
    numbers = (hello.rank, hello.world_size, hello.node_rank, hello.local_rank)
    return hello if isinstance(hello.token, str) and all(type(number) is int for number in numbers) else None


def objection(known: list[Hello], newcomer: Hello) -> Optional[str]:
    """Why the newcomer's rank environment contradicts rank 0's (the first known) or another rank's; None when it fits."""
    first = known[0]
    if newcomer.world_size != first.world_size:
        return f"rank {newcomer.rank} was started with WORLD_SIZE {newcomer.world_size}, rank 0 with {first.world_size}"
    if not 0 < newcomer.rank < first.world_size:
        return f"a rank {newcomer.rank} has no place among {first.world_size}"
    for other in known:
        if other.rank == newcomer.rank:
            return f"two processes were started with RANK {newcomer.rank}"
        if other.place == newcomer.place:
            return (f"ranks {other.rank} and {newcomer.rank} were both started with "
                    f"NODE_RANK {other.node_rank} and LOCAL_RANK {other.local_rank}")
    return None
