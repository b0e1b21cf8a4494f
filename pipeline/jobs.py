"""From the inputs to the documents that have to be read: each once, and none that an earlier run has read already."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from pipeline.archives import Unopened
from pipeline.outcome import Outcome, failed, identity, repeated
from pipeline.stores import Item, ahead
from pipeline.workers import Job

LARGEST = 256 << 20
"""Bytes of the largest file that is opened at all."""


class Jobs:
    """The documents to read, in order of their source, so that of two with the same bytes it is always the same one that is read.

    Whatever needs no reading stands in ``settled`` when the job behind it comes.

    Parameters
    ----------
    before
        What an earlier run made of a document_id under a source, if anything.
    known
        What became of an input when it was read for another output, if anything; it is then not opened.
    """

    def __init__(
        self,
        inputs: Iterable[Item],
        before: Callable[[str, str], Outcome | None],
        known: Callable[[Item], Outcome | None] | None = None,
    ) -> None:
        self._inputs, self._before, self._known = inputs, before, known
        self._first: dict[str, str] = {}
        self.settled: deque[Outcome] = deque()

    def __iter__(self) -> Iterator[Job]:
        # What is known need not be fetched ahead, nor opened.
        items = ahead(self._inputs, LARGEST) if self._known is None else self._inputs
        for item in items:
            made = self._remembered(item) or self._made(item)
            if isinstance(made, Job):
                yield made
            else:
                self.settled.append(made)

    def go_on(self, inputs: Iterable[Item]) -> None:
        """More inputs, behind those that came before: one with the bytes of an earlier one is told as such."""
        self._inputs = inputs

    def drained(self) -> Iterator[Outcome]:
        """What was settled so far, once."""
        while self.settled:
            yield self.settled.popleft()

    def _remembered(self, item: Item) -> Outcome | None:
        known = self._known(item) if self._known is not None else None
        if known is None or known.document_id is None:
            return known
        original = self._first.setdefault(known.document_id, item.source)
        return known if original == item.source else repeated(item.source, known.document_id, original)

    def _made(self, item: Item) -> Job | Outcome:
        try:
            if item.size() > LARGEST:
                message = f"The file is larger than {LARGEST >> 20} MB; no announcement is: split it, or save its text alone."
                return failed(item.source, None, "fetch", "too-large", message)
            data = item.read()
        except OSError as error:
            message = f"The file cannot be read ({error.strerror or error}); check that it is there and that you may read it."
            return failed(item.source, None, "fetch", "unreadable-file", message)
        except Unopened as error:
            return failed(item.source, None, "fetch", error.code, error.message)
        document_id = identity(data)
        if document_id in self._first:
            return repeated(item.source, document_id, self._first[document_id])
        self._first[document_id] = item.source
        return self._before(document_id, item.source) or Job(item.source, data)
