"""Brings the parts of the small model's training together."""

from __future__ import annotations

from dataclasses import asdict

from common.exchange.exchange import Exchange
from common.jobs.files import output_directory
from common.jobs.manifest import read_manifest
from common.jobs.table import Table
from common.tiny.backend import TinyBackend
from common.tiny.network import read_shape
from common.train.examples import Examples
from common.train.identity import identity_of, token_of
from common.train.loop import run_training
from common.train.ranks import RankEnvironment
from common.train.rows import Rows
from common.train.settings import Settings

CHECKPOINT = "checkpoint.json"


def train(settings: Settings, config: Table, ranks: RankEnvironment) -> None:
    shape = read_shape(config.table("model"))
    config.refuse_unknown()
    output, manifest = output_directory(), read_manifest(settings.manifest)
    identity = identity_of(settings, asdict(shape), manifest.split_key)
    with Examples(Rows(manifest.train), settings.objective, settings.max_tokens, settings.seed) as examples, \
            Exchange(ranks, token_of(identity), settings.rendezvous_timeout_s, settings.exchange_timeout_s) as exchange:
        backend = TinyBackend(settings, shape, ranks, exchange, examples, manifest.evaluation, output / CHECKPOINT, identity)
        run_training(backend, settings, ranks, output, CHECKPOINT, manifest.evaluation_split)
