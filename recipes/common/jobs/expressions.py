"""Expressions that only the running job can resolve: `${art:...}`, `${manifest:...}` and `${oc.env:...}`."""

from __future__ import annotations

import os
import re
from typing import Any, Mapping

from common.jobs.errors import BadInput
from common.jobs.manifest import MANIFEST, manifest_field

EXPRESSION = re.compile(r"\$\{([a-z._]+):([^${}]*)\}")


def resolve(value: Any, environment: Mapping[str, str], where: str) -> Any:
    """The value with every expression in its strings replaced, however deep; `where` names it in errors."""
    if isinstance(value, dict):
        return {key: resolve(item, environment, f"{where}: {key}") for key, item in value.items()}
    if isinstance(value, list):
        return [resolve(item, environment, where) for item in value]
    if not isinstance(value, str):
        return value
    whole = EXPRESSION.fullmatch(value)
    if whole:
        return _evaluate(whole, environment, where)
    return EXPRESSION.sub(lambda match: str(_evaluate(match, environment, where)), value)


def _evaluate(match: re.Match[str], environment: Mapping[str, str], where: str) -> Any:
    resolver = match.group(1)
    arguments = [argument.strip() for argument in match.group(2).split(",", 1)]
    if resolver == "art":
        return _artifact(arguments, environment, where)
    if resolver == "manifest" and len(arguments) == 2:
        return manifest_field(os.path.join(arguments[0], MANIFEST), arguments[1])
    if resolver == "oc.env":
        return _variable(arguments, environment, where)
    raise BadInput(f"{where}: {match.group(0)} cannot be resolved; known: ${{art:slot,field}}, ${{manifest:folder,key}}, ${{oc.env:NAME}}")


def _artifact(arguments: list[str], environment: Mapping[str, str], where: str) -> Any:
    slot, field = arguments[0], arguments[1] if len(arguments) == 2 else "path"
    variable = "FAIRLEAD_ARTIFACT_" + re.sub(r"[^A-Za-z0-9]", "_", slot).upper()
    if variable not in environment:
        raise BadInput(f"{where}: no artifact in slot '{slot}': the launcher sets {variable} to its folder, and it is unset")
    manifest = os.path.join(environment[variable], MANIFEST)
    return manifest if field == "path" else manifest_field(manifest, field)


def _variable(arguments: list[str], environment: Mapping[str, str], where: str) -> str:
    if arguments[0] in environment:
        return environment[arguments[0]]
    if len(arguments) == 2:
        return arguments[1].strip("'\"")
    raise BadInput(f"{where}: the variable {arguments[0]} is unset and the expression has no default")
