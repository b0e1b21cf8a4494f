"""The data dictionary ``outputs/README.md``, in Vietnamese and English, written from the types of the tables.

``python -m pipeline.publish.dictionary outputs/README.md`` writes it anew.
"""

from __future__ import annotations

import sys
from pathlib import Path

from extractors.codes import code_list
from extractors.facts import Column
from pipeline.publish.schema import CHOICES, Table, comparison_columns, cuts, published, tables

_HEAD = """<!-- Written by `python -m pipeline.publish.dictionary outputs/README.md` from the types in `extractors/facts.py`; do not edit. -->
# Outputs · Dữ liệu đầu ra

Whatever `thidua extract` writes lies here by custom; only this page is in git.
*Thư mục chứa kết quả của `thidua extract`; chỉ trang này nằm trong git.*

An output folder holds · *Một thư mục kết quả gồm*:

| file · *tệp* | |
| --- | --- |
| `<table>.csv` | the rows, UTF-8, `\\n` line ends, empty cell = not stated or not found · *các dòng, UTF-8; ô trống = văn bản không nêu* |
| `<table>.parquet` | the same rows, typed · *cùng nội dung, có kiểu dữ liệu* |
| `cuts/<cut>.csv`, `.parquet` | ready cuts, each made by one SQL query from the tables · *các bảng tổng hợp sẵn, mỗi bảng là một truy vấn SQL* |
| `texts/<document_id>.txt` | the text that `start` and `end` count in (Unicode code points) · *văn bản gốc mà `start`, `end` trỏ tới* |
| `codes/<list>.csv` | code lists with labels · *danh mục mã và tên gọi* |
| `datapackage.json` | all of this for machines (Frictionless Data Package v2) · *mô tả cho máy đọc* |
| `thidua.xlsx` | with `--excel`: all tables in one workbook · *với `--excel`: mọi bảng trong một sổ tính* |
| `thidua.duckdb` | with `--duckdb`: all tables in one DuckDB file · *với `--duckdb`: mọi bảng trong một tệp DuckDB* |

Dates are ISO 8601, numbers plain decimals with a point, text NFC. With `--excel` the CSV files begin with a byte order mark, and in a
text that a spreadsheet would run as a formula an apostrophe stands before it; the Parquet files are the same either way.
*Ngày theo ISO 8601, số dùng dấu chấm thập phân. Với `--excel`, CSV có BOM và ô chữ dễ bị hiểu là công thức có dấu nháy đơn đứng trước.*
"""

_CUTS = """# Ready cuts · Bảng tổng hợp sẵn

In the folder `cuts`, and as tables of `thidua query`. *Trong thư mục `cuts`, và là các bảng của `thidua query`.*
"""

_NIGHTLY = """# Beside them, from the nightly run · Bảng của lần chạy hằng đêm

`thidua nightly` publishes all of the above in a folder a night, with two tables more. A night's own tables tell of that night.
*`thidua nightly` công bố các bảng trên theo từng đêm, thêm hai bảng sau.*
"""


def dictionary() -> str:
    """The whole page."""
    from pipeline.nightly.tables import nightly_tables

    made = [*(_section(table) for table in tables().values()), _CUTS, *(_section(cut) for cut in cuts().values())]
    nightly = [_NIGHTLY, *(_section(table) for table in nightly_tables().values())]
    return "\n".join([_HEAD, *made, *nightly, _codes()])


def _section(table: Table) -> str:
    lines = [f"## {table.name}", "", f"{table.en}. *{table.vi}.*"]
    if table.key:
        lines.append(f"Key · *Khóa*: {', '.join(f'`{name}`' for name in table.key)}.")
    lines += ["", "| column · *cột* | type · *kiểu* | meaning | *ý nghĩa* |", "| --- | --- | --- | --- |"]
    if table.name == "comparison":
        # One line for each family of columns: they follow the code lists.
        families = {"award_": "awards", "participant_": "participants", "sector_": "sectors"}
        fixed = [column for column in comparison_columns() if not column.name.startswith(tuple(families))]
        lines += [_line(table.name, column) for column in fixed]
        lines += [
            "| `award_<code>` | integer | awards of each form in `codes/awards.csv` | *số lượt mỗi hình thức khen thưởng* |",
            "| `participant_<code>` | boolean | does each of `codes/participants.csv` take part | *từng đối tượng có tham gia không* |",
            "| `sector_<code>` | integer | targets in each of `codes/sectors.csv` | *số chỉ tiêu theo từng lĩnh vực* |",
        ]
    else:
        lines += [_line(table.name, column) for column in table.columns]
    return "\n".join([*lines, ""])


def _line(table: str, column: Column) -> str:
    kind = column.type
    if column.codes:
        kind += f", [`{column.codes}`](#codes-{column.codes})"
    if column.references:
        kind += f", → `{column.references}`"
    en = column.en
    choices = CHOICES.get((table, column.name))
    if choices and any(choice not in en for choice in choices):
        en += f" ({', '.join(choices)})"
    return f"| `{column.name}` | {kind} | {_cell(en)} | *{_cell(column.vi)}* |"


def _codes() -> str:
    lists = sorted({column.codes for table in published().values() for column in table.columns if column.codes})
    lines = ["# Codes · Danh mục", ""]
    for name in lists:
        lines += [f"## codes: {name}", "", "| code · *mã* | | |", "| --- | --- | --- |"]
        lines += [f"| `{code}` | {_cell(row['label_en'])} | *{_cell(row['label'])}* |" for code, row in code_list(name).items()]
        lines.append("")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(dictionary(), encoding="utf-8", newline="\n")
