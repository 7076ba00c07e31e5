"""What a module documents, read from its source: nothing is imported, so nothing depends on this machine."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import Iterable, Iterator, Optional

from common.prep.modules import source_of



@dataclass(frozen=True)
class Documented:
    """A public function, class or method with a docstring."""

    name: str
    docstring: str
    signature: Optional[ast.arguments]
    """None for a class."""


def documented_in(modules: Iterable[str]) -> Iterator[Documented]:
    """Everything public that the modules document, in the order of the sources."""
    for module in modules:
        tree = ast.parse(source_of(module).read_bytes())
        seen: set[str] = set()
        for item in _definitions(tree.body, module):
            if item.name not in seen:
                seen.add(item.name)
                yield item


def first_sentence(docstring: str) -> str:
    """The first sentence of the first paragraph, on one line."""
    paragraph = " ".join(docstring.strip().split("\n\n")[0].split())
    return re.split(r"(?<=[.!?])\s", paragraph)[0]


def _definitions(body: list[ast.stmt], prefix: str) -> Iterator[Documented]:
    for node in body:
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) or node.name.startswith("_"):
            continue
        name = f"{prefix}.{node.name}"
        docstring = ast.get_docstring(node)
        if docstring and docstring.strip():
            yield Documented(name, docstring.strip(), None if isinstance(node, ast.ClassDef) else node.args)
        if isinstance(node, ast.ClassDef):
            yield from _definitions(node.body, name)
