"""The place of this process among the ranks of its job, as launchers describe it to torch.distributed programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping

from common.jobs.errors import BadInput

VARIABLES = ("RANK", "LOCAL_RANK", "WORLD_SIZE", "LOCAL_WORLD_SIZE", "NODE_RANK", "MASTER_PORT")


@dataclass(frozen=True)
class RankEnvironment:
    rank: int
    local_rank: int
    world_size: int
    local_world_size: int
    node_rank: int
    master_port: int
    master_address: str

    @property
    def is_first(self) -> bool:
        return self.rank == 0


def read_rank_environment(environment: Mapping[str, str]) -> RankEnvironment:
    """Missing or contradictory variables are errors: a rank that guesses its place trains a wrong model."""
    missing = [name for name in (*VARIABLES, "MASTER_ADDR") if not environment.get(name)]
    # torchrun names a node's place GROUP_RANK and sets no NODE_RANK.
    if "NODE_RANK" in missing and environment.get("GROUP_RANK"):
        missing.remove("NODE_RANK")
        environment = {**environment, "NODE_RANK": environment["GROUP_RANK"]}
    if missing:
        raise BadInput(f"the launcher must set the rank environment; unset: {', '.join(missing)}")
    ranks = RankEnvironment(*(_number(environment, name) for name in VARIABLES), environment["MASTER_ADDR"])
    _require(ranks.rank < ranks.world_size, f"RANK {ranks.rank} must be below WORLD_SIZE {ranks.world_size}")
    _require(ranks.local_rank < ranks.local_world_size,
             f"LOCAL_RANK {ranks.local_rank} must be below LOCAL_WORLD_SIZE {ranks.local_world_size}")
    _require(ranks.local_world_size <= ranks.world_size,
             f"LOCAL_WORLD_SIZE {ranks.local_world_size} must not exceed WORLD_SIZE {ranks.world_size}")
    _require(0 < ranks.master_port < 65536, f"MASTER_PORT {ranks.master_port} is no port")
    return ranks


def _number(environment: Mapping[str, str], name: str) -> int:
    value = environment[name]
    _require(value.isascii() and value.isdigit(), f"{name} must be a whole number, found '{value}'")
    return int(value)


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise BadInput(f"wrong rank environment: {message}")
