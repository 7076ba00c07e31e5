"""Rows for each stage out of documented functions and classes."""

from __future__ import annotations

import ast
from typing import Any, Callable, Iterable, Iterator

from common.prep.documented import Documented, first_sentence

Row = dict[str, Any]


def instruction_rows(items: Iterable[Documented]) -> Iterator[Row]:
    """A question about a name, answered by the first sentence of its docstring."""
    for item in items:
        question = f"What is {item.name}?" if item.signature is None else f"What does {item.name} do?"
        yield _chat(question, first_sentence(item.docstring))


def text_rows(items: Iterable[Documented]) -> Iterator[Row]:
    """Running text: a name and its whole docstring."""
    for item in items:
        yield {"text": f"{item.name}\n{item.docstring}\n"}


def counting_rows(items: Iterable[Documented]) -> Iterator[Row]:
    """A question whose answer a program can verify: how many parameters a signature has. Nine at most, so that one digit answers."""
    for item in items:
        if item.signature is not None:
            parameters = parameter_names(item.signature)
            if len(parameters) <= 9:
                function = item.name.rsplit(".", 1)[-1]
                yield _chat(f"How many parameters are there in {function}({', '.join(parameters)})?", str(len(parameters)))


def parameter_names(signature: ast.arguments) -> list[str]:
    """The parameters in order, variadic ones with their stars; defaults and annotations left out."""
    names = [argument.arg for argument in signature.posonlyargs + signature.args]
    if signature.vararg:
        names.append(f"*{signature.vararg.arg}")
    names.extend(argument.arg for argument in signature.kwonlyargs)
    if signature.kwarg:
        names.append(f"**{signature.kwarg.arg}")
    return names


def _chat(question: str, answer: str) -> Row:
    return {"messages": [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]}


ROWS_BY_STAGE: dict[str, Callable[[Iterable[Documented]], Iterator[Row]]] = {
    "pretrain": text_rows,
    "sft": instruction_rows,
    "rl": counting_rows,
}
