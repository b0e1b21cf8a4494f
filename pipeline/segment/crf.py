"""The weights inside underthesea's model of words: a conditional random field in CRFsuite's file format.

Source: the format as written by CRFsuite 0.12 (``lCRF``, version 100): a header of offsets, a chunk ``FEAT`` of weights, the names of
labels and attributes in chunks ``CQDB``.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

_HEADER = struct.Struct("<4sI4s9I")
_FEATURE = np.dtype([("kind", "<u4"), ("source", "<u4"), ("label", "<u4"), ("weight", "<f8")])
_STATE, _TRANSITION = 0, 1


class Weights(NamedTuple):
    """Weights of a model with two labels: of each attribute for each label, and of a label behind a label."""

    labels: list[str]
    attributes: list[str]
    states: np.ndarray[Any, np.dtype[np.float64]]  # attributes x labels
    transitions: np.ndarray[Any, np.dtype[np.float64]]  # labels x labels


def weights(path: Path) -> Weights:
    """The weights of the model in a file.

    Raises
    ------
    ValueError
        The file is not of the format that CRFsuite writes.
    """
    data = path.read_bytes()
    if len(data) < _HEADER.size:
        raise ValueError(f"{path}: too short for a model of CRFsuite")
    magic, _, _, version, features, _, _, at_features, at_labels, at_attributes, _, _ = _HEADER.unpack_from(data)
    if magic != b"lCRF" or version != 100 or data[at_features : at_features + 4] != b"FEAT":
        raise ValueError(f"{path}: no model of CRFsuite, or of another version of it")
    if not features:  # older writers leave the number to the chunk
        features = struct.unpack_from("<I", data, at_features + 8)[0]
    table = np.frombuffer(data, _FEATURE, features, at_features + 12)
    labels, attributes = _names(data, at_labels), _names(data, at_attributes)
    states, transitions = np.zeros((len(attributes), len(labels))), np.zeros((len(labels), len(labels)))
    of_state, of_transition = table[table["kind"] == _STATE], table[table["kind"] == _TRANSITION]
    states[of_state["source"], of_state["label"]] = of_state["weight"]
    transitions[of_transition["source"], of_transition["label"]] = of_transition["weight"]
    return Weights(labels, attributes, states, transitions)


def _names(data: bytes, at: int) -> list[str]:
    """The keys of a constant database, by their numbers."""
    magic, _, _, _, count, backward = struct.unpack_from("<4s5I", data, at)
    if magic != b"CQDB":
        raise ValueError("names of a model of CRFsuite are missing")
    found = []
    for offset in struct.unpack_from(f"<{count}I", data, at + backward):
        size = struct.unpack_from("<I", data, at + offset + 4)[0]
        found.append(data[at + offset + 8 : at + offset + 7 + size].decode())  # without the zero at its end
    return found
