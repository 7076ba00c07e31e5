"""Random access to the rows of a JSON Lines file, with eight bytes of memory per row."""

from __future__ import annotations

import hashlib
import json
from array import array
from typing import Any

from common.jobs.errors import BadInput
from common.jobs.manifest import DataFile


class Rows:
    """The rows of a data file, checked against its manifest entry when opened."""

    def __init__(self, file: DataFile) -> None:
        self._offsets = array("Q")
        digest, position = hashlib.sha256(), 0
        try:
            self._stream = open(file.path, "rb")
        except OSError as error:
            raise BadInput(f"cannot read the data file {file.path}: {error.strerror}") from error
        for line in self._stream:
            self._offsets.append(position)
            position += len(line)
            digest.update(line)
        found = (len(self._offsets), position, digest.hexdigest())
        if found != (file.rows, file.bytes, file.sha256):
            self.close()
            raise BadInput(f"{file.path} is not what its manifest describes: expected {file.rows} rows, {file.bytes} bytes, "
                           f"SHA-256 {file.sha256}; found {found[0]}, {found[1]}, {found[2]}; prepare the data again")

    def __len__(self) -> int:
        return len(self._offsets)

    def __getitem__(self, index: int) -> Any:
        self._stream.seek(self._offsets[index])
        return json.loads(self._stream.readline())

    def close(self) -> None:
        self._stream.close()
