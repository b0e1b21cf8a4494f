"""The report: one HTML page about an output, which needs no network, no server and no other file.

``tables`` reads the output, ``places``, ``cascade`` and ``data`` gather what the page shows, ``blocks`` packs it, ``page`` writes it.
What runs in the browser stands in ``static/``, the libraries it uses in ``vendor/``.
"""

from __future__ import annotations

from pathlib import Path


def report(out: Path, to: Path | None = None, lang: str = "vi") -> Path:
    """Write the page about the tables in ``out`` and return where it stands.

    Parameters
    ----------
    out
        Folder that `thidua extract` wrote.
    to
        The file to write; by default ``OUT-report.html`` beside ``out``. It does not go into ``out``: that folder is replaced in
        whole by the next run, and a page in it would outlive the tables it tells of.
    lang
        Language the page opens in, ``vi`` or ``en``; the reader can switch.

    Raises
    ------
    Misuse
        ``out`` is no output of thidua, its tables do not belong together, or the file cannot be written.
    """
    from pipeline.report.data import gather
    from pipeline.report.page import write
    from pipeline.report.tables import Output

    output = Output(out)
    target = to if to is not None else output.folder.with_name(f"{output.folder.name}-report.html")
    write(gather(output), target, lang)
    return target
