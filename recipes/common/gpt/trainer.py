"""Brings the parts of the GPT's training together."""

from __future__ import annotations

from dataclasses import asdict

from common.gpt.backend import GptBackend
from common.gpt.group import process_group
from common.gpt.settings import read_optimisation, read_shape
from common.jobs.files import output_directory
from common.jobs.manifest import read_manifest
from common.jobs.table import Table
from common.train.examples import Examples
from common.train.identity import identity_of
from common.train.loop import run_training
from common.train.ranks import RankEnvironment
from common.train.rows import Rows
from common.train.settings import Settings

CHECKPOINT = "checkpoint.pt"


def train(settings: Settings, config: Table, ranks: RankEnvironment) -> None:
    shape, optimisation = read_shape(config.table("model")), read_optimisation(config.table("train"))
    config.refuse_unknown()
    output, manifest = output_directory(), read_manifest(settings.manifest)
    identity = identity_of(settings, {**asdict(shape), **asdict(optimisation)}, manifest.split_key)
    with Examples(Rows(manifest.train), settings.objective, settings.max_tokens, settings.seed) as examples, \
            process_group(ranks, settings) as device:
        backend = GptBackend(settings, optimisation, shape, ranks, device, examples, manifest.evaluation, output / CHECKPOINT, identity)
        run_training(backend, settings, ranks, output, CHECKPOINT, manifest.evaluation_split)
