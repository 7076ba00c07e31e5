"""Sums over real processes."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import unittest

from support import LIMIT_S, finish_all, free_port, rank_environment, start_python

PROGRAM = """
import json, os, sys
from common.exchange.exchange import Exchange
from common.jobs.errors import JobError
from common.train.ranks import read_rank_environment
ranks = read_rank_environment(os.environ)
token, timeout_s, failing_rank = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
try:
    with Exchange(ranks, token, timeout_s, timeout_s) as exchange:
        total = exchange.sum([0.1 * (ranks.rank + 1), float(ranks.rank), 1.0], 1)
        if ranks.rank == failing_rank:
            raise JobError("the disk is full")
        print(json.dumps([total, exchange.gather([float(ranks.rank)], 2), exchange.sum([], 3)]))
except JobError as error:
    sys.exit(str(error))
"""
NOBODY = -1


class AnExchange(unittest.TestCase):
    def test_gives_every_rank_the_same_sums(self) -> None:
        for world_size in (1, 2, 3, 4):
            with self.subTest(world_size=world_size):
                totals = [total for total, _, _ in self._answers(world_size)]
                expected = [0.1 * world_size * (world_size + 1) / 2, world_size * (world_size - 1) / 2, float(world_size)]
                self.assertEqual([totals[0]] * world_size, totals)
                for value, wanted in zip(totals[0], expected):
                    self.assertAlmostEqual(wanted, value, places=12)

    def test_gathers_in_rank_order_and_can_sum_nothing(self) -> None:
        for _, gathered, nothing in self._answers(3):
            self.assertEqual([[0.0], [1.0], [2.0]], gathered)
            self.assertEqual([], nothing)

    def test_tells_every_rank_which_one_failed_and_why(self) -> None:
        finished = finish_all([self._rank(rank, 3, self.port, failing_rank=2) for rank in range(3)])
        self.assertEqual([1, 1, 1], [each.exit_code for each in finished])
        self.assertEqual("rank 2 gave up: the disk is full", finished[0].stderr.strip())
        self.assertEqual("rank 0 gave up: rank 2 gave up: the disk is full", finished[1].stderr.strip())

    def test_refuses_a_rank_of_another_training(self) -> None:
        finished = finish_all([self._rank(0, 2, self.port, timeout_s=3), self._rank(1, 2, self.port, token="other")])
        self.assertIn("did not come within 3 s: 1; 1 with another configuration or other data were refused", finished[0].stderr)
        self.assertIn("its configuration or its data differ from this rank's", finished[1].stderr)

    def test_is_not_held_up_by_strangers(self) -> None:
        first = self._rank(0, 2, self.port)
        strangers = [self._stranger(said) for said in (b"", b"GET / HTTP/1.1\r\n\r\n", b"\x00" * 4096, b"{}\n", b"[" * 1023 + b"\n")]
        finished = finish_all([first, self._rank(1, 2, self.port)])
        for stranger in strangers:
            stranger.close()
        self.assertEqual([(0, ""), (0, "")], [(each.exit_code, each.stderr) for each in finished])

    def test_knows_when_another_program_holds_the_port(self) -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", self.port))
            other.listen()
            rank_0, rank_1 = self._rank(0, 2, self.port), self._rank(1, 2, self.port)
            conversation, _ = other.accept()
            with conversation:
                conversation.sendall(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
                finished = finish_all([rank_0, rank_1])
        self.assertIn("rank 0 cannot listen on 127.0.0.1:", finished[0].stderr)
        self.assertIn("does not answer like a rank of this job", finished[1].stderr)

    def test_lets_nobody_train_alone_unnoticed_beside_another_rank_0(self) -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", self.port))
            other.listen()
            finished = finish_all([self._rank(0, 1, self.port)])
        self.assertIn("was another process started with RANK 0", finished[0].stderr)

    def setUp(self) -> None:
        self.port = free_port()

    def _answers(self, world_size: int) -> list:
        port = free_port()
        finished = finish_all([self._rank(rank, world_size, port) for rank in range(world_size)])
        self.assertEqual([(0, "")] * world_size, [(each.exit_code, each.stderr) for each in finished])
        return [json.loads(each.stdout) for each in finished]

    def _rank(self, rank: int, world_size: int, port: int, token: str = "token", timeout_s: float = 20,
              failing_rank: int = NOBODY) -> subprocess.Popen[str]:
        arguments = ["-c", PROGRAM, token, str(timeout_s), str(failing_rank)]
        return start_python(arguments, rank_environment(rank, world_size, port))


    def _stranger(self, said: bytes) -> socket.socket:
        deadline = time.monotonic() + LIMIT_S
        while True:
            try:
                stranger = socket.create_connection(("127.0.0.1", self.port), timeout=5)
                stranger.sendall(said)
                return stranger
            except ConnectionRefusedError:
                self.assertLess(time.monotonic(), deadline)
                time.sleep(0.02)
