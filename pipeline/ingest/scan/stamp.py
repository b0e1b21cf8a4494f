"""The receipt stamp of a scanned page, where it is black: colour takes others away."""

from __future__ import annotations

from pipeline.ingest.receipt import receipt_in
from pipeline.ingest.scan.page import ScanLine, ScannedPage


def take_out_stamp(page: ScannedPage) -> list[ScanLine]:
    """Takes the lines of a receipt stamp out of the page and gives them."""
    stamp = receipt_in(page.lines, page.height)
    taken = {id(line) for line in stamp}
    page.lines = [line for line in page.lines if id(line) not in taken]
    return stamp
