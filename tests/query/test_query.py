"""SQL over the tables: what it answers, what it keeps out, what it says when the query is wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from pyarrow import parquet

from pipeline.misuse import Misuse
from pipeline.publish.database import relations, save
from pipeline.publish.schema import published
from pipeline.query import as_csv, as_json, as_parquet, ask, shown
from tests.cli.test_command import PLAN, ROOT, clean, command, thidua
from tests.query.making import output


def told(out: Path, sql: str) -> list[tuple[object, ...]]:
    return list(ask(out, sql).rows())


def test_every_table_cut_and_code_list_is_there(small: Path) -> None:
    names = {name for (name,) in told(small, "SHOW TABLES")}
    assert names >= set(published()) | {"codes_awards", "codes_document_types"}


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT campaign_id FROM campaigns WHERE province_code = '10' ORDER BY 1", [("c1",), ("c5",)]),
        ("SELECT count(*) FROM targets JOIN documents USING (document_id)", [(7,)]),
        ("WITH a AS (SELECT 1 AS b) FROM a", [(1,)]),
        ("VALUES (1), (2)", [(1,), (2,)]),
        ("SELECT label FROM codes_levels WHERE code = 'tinh'", [("Cấp tỉnh",)]),
        ("SELECT code FROM codes_units WHERE factor = '1000'", [("nghin_dong",)]),
        ("SELECT typeof(launched_on), typeof(documents), typeof(province_code) FROM campaigns LIMIT 1", [("DATE", "BIGINT", "VARCHAR")]),
        ("SELECT DISTINCT province_code FROM provinces WHERE province_name = 'Hà Nội'", [("01",)]),
        ("PIVOT launches ON level USING sum(campaigns) GROUP BY province_name_2025 ORDER BY 1 LIMIT 1", [("Lào Cai", 1, 2, None)]),
        ("SELECT 1;", [(1,)]),
        ("-- a remark\nSELECT 1", [(1,)]),
    ],
)
def test_answers(small: Path, sql: str, rows: list[tuple[object, ...]]) -> None:
    assert told(small, sql) == rows


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM read_parquet('{out}/../out/documents.parquet/../../secret.parquet')",
        "SELECT * FROM read_text('{out}/datapackage.json')",
        "SELECT * FROM read_csv('https://example.org/a.csv')",
        "SELECT * FROM sniff_csv('/etc/passwd')",
        "COPY campaigns TO '{out}/campaigns.parquet'",
        "COPY (SELECT 1) TO '/tmp/thidua-written.csv'",
        "ATTACH '{out}/thidua.duckdb' AS other",
        "EXPORT DATABASE '{out}/export'",
        "IMPORT DATABASE '{out}'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET allowed_paths = ['/etc/passwd']",
        "RESET lock_configuration",
        "PRAGMA enable_profiling",
        "CREATE TABLE x AS SELECT 1",
        "DROP VIEW campaigns",
        "DELETE FROM campaigns",
        "CALL pragma_version()",
        "SELECT 1; DROP VIEW campaigns",
        "PIVOT launches ON level; DROP VIEW launches",
        "SELECT * FROM ROOT",
        "SELECT * FROM connection",
        "EXPLAIN ANALYZE COPY campaigns TO '{out}/campaigns.parquet'",
        "PIVOT (SELECT * FROM read_text('/etc/passwd')) ON filename",
    ],
)
def test_a_query_reads_the_tables_and_nothing_else(small: Path, sql: str) -> None:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in small.rglob("*")}
    with pytest.raises(Misuse) as error:
        told(small, sql.replace("{out}", str(small)))
    assert "\n" not in str(error.value)
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in small.rglob("*")} == before
    assert not Path("/tmp/thidua-written.csv").exists()


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT * FROM campagns", "there is no table campagns; did you mean campaigns"),
        ("SELECT * FROM nothing_like_it", "There are documents, campaigns,"),
        ("SELECT provinc FROM campaigns", "there is no column provinc; did you mean province_name or province_code"),
        ("SELECT indikator FROM campaigns", "there is no column indikator; did you mean indicator (in targets"),
        ("SELECT c.zz FROM campaigns c", 'DESCRIBE lists the columns of a table, as in "DESCRIBE campaigns"'),
        ("SELEC 1", "syntax error at or near \"SELEC\""),
        ("SELECT level, count(*) FROM campaigns", "must appear in the GROUP BY clause"),
        ("SELECT sum(name) FROM campaigns", "No function matches"),
        ("SELECT CAST(name AS INT) FROM campaigns", "Could not convert"),
        ("", "give one statement, such as SELECT"),
        ("  -- nothing", "give one statement"),
        ("SELECT 1; SELECT 2", "give one statement, not 2"),
        ("DELETE FROM campaigns", "only reads"),
        ("SELECT * FROM read_text('/etc/passwd')", "may read the tables of the output only"),
    ],
)
def test_a_wrong_query_is_told_in_one_line_with_what_may_be_meant(small: Path, sql: str, said: str) -> None:
    with pytest.raises(Misuse, match="^query: ") as error:
        told(small, sql)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_that_is_no_output(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="holds no tables of thidua"):
        ask(tmp_path, "SELECT 1")
    (tmp_path / "datapackage.json").write_text('{"name": "other", "resources": []}', encoding="utf-8")
    with pytest.raises(Misuse, match="holds no tables of thidua"):
        ask(tmp_path, "SELECT 1")


def test_an_output_for_spreadsheets_answers_alike(tmp_path: Path) -> None:
    """Its CSV files, code lists among them, begin with a byte order mark."""
    out = output(tmp_path / "out", excel=True)
    assert told(out, "SELECT label FROM codes_levels WHERE code = 'tinh'") == [("Cấp tỉnh",)]
    assert told(out, "SELECT DISTINCT unit FROM targets_by_sector WHERE unit_stated = 'ty_dong'") == [("dong",)]


def test_a_broken_table_is_named(small: Path, tmp_path: Path) -> None:
    shutil.copytree(small, tmp_path / "out")
    (tmp_path / "out" / "awards.parquet").write_bytes(b"PAR1 no PAR1")
    with pytest.raises(Misuse, match=r"awards\.parquet: cannot be read as a table"):
        ask(tmp_path / "out", "SELECT 1")


@pytest.mark.parametrize("name", ["a[1]*?", "it's", "bảng biểu"])
def test_a_folder_of_any_name(small: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(small, tmp_path / name)
    (tmp_path / "a1x").mkdir()
    assert told(tmp_path / name, "SELECT count(*) FROM campaigns") == [(6,)]
    save(tmp_path / name, tmp_path / "x.duckdb")
    with duckdb.connect(str(tmp_path / "x.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM campaigns").fetchall() == [(6,)]


def test_forms_of_an_answer(small: Path, tmp_path: Path) -> None:
    sql = """SELECT province_code, launched_on, level = 'tinh' AS provincial, 1.50::DECIMAL(4, 2) AS d, [1, 2] AS l
        FROM campaigns WHERE campaign_id = 'c1'"""
    file = io.StringIO()
    as_csv(ask(small, sql), file)
    assert list(csv.reader(io.StringIO(file.getvalue()))) == [
        ["province_code", "launched_on", "provincial", "d", "l"],
        ["10", "2023-03-08", "true", "1.50", "[1, 2]"],
    ]
    file = io.StringIO()
    as_json(ask(small, sql), file)
    assert json.loads(file.getvalue()) == [
        {"province_code": "10", "launched_on": "2023-03-08", "provincial": True, "d": 1.5, "l": [1, 2]}
    ]
    assert as_parquet(ask(small, sql), tmp_path / "a.parquet") == 1
    assert parquet.read_table(tmp_path / "a.parquet").to_pylist()[0]["province_code"] == "10"
    assert [path.name for path in tmp_path.iterdir()] == ["a.parquet"]


def test_json_of_what_json_knows_not(small: Path) -> None:
    file = io.StringIO()
    as_json(ask(small, "SELECT 'nan'::DOUBLE AS a, 'infinity'::DOUBLE AS b, 1 AS a, 2 AS a, INTERVAL 1 DAY AS i"), file)
    assert json.loads(file.getvalue()) == [{"a": None, "b": None, "a_2": 1, "a_3": 2, "i": "1 day, 0:00:00"}]
    file = io.StringIO()
    as_json(ask(small, "SELECT 1 WHERE false"), file)
    assert json.loads(file.getvalue()) == []


def test_nothing_of_a_document_steers_the_terminal() -> None:
    assert shown("đỏ\x1b[31m\x07\u009b2J\nhai  dòng[bold]") == "đỏ[31m2J hai dòng[bold]"


def test_the_database_file(small: Path, tmp_path: Path) -> None:
    with duckdb.connect(str(small / "thidua.duckdb"), read_only=True) as connection:
        ask_ = connection.execute
        assert {name for (name,) in ask_("SELECT table_name FROM duckdb_tables()").fetchall()} == {r.name for r in relations(small)}
        keys = dict(
            ask_("SELECT table_name, constraint_column_names FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'").fetchall()
        )
        assert keys["documents"] == ["document_id"]
        assert keys["provinces"] == ["province_code", "valid_from"]
        assert keys["codes_awards"] == ["code"]
        assert ask_("SELECT count(*) FROM duckdb_tables() WHERE comment IS NULL").fetchall() == [(0,)]
        undescribed = ask_(
            "SELECT table_name, column_name FROM duckdb_columns() "
            "WHERE comment IS NULL AND NOT internal AND table_name NOT LIKE 'codes_%'"
        ).fetchall()
        assert undescribed == []
        assert ask_("SELECT DISTINCT typeof(province_code), min(province_code) FROM provinces GROUP BY 1").fetchall() == [("VARCHAR", "01")]
        for relation in relations(small):
            kept = ask_(f'SELECT count(*) FROM "{relation.name}"').fetchall()
            assert kept == told(small, f'SELECT count(*) FROM "{relation.name}"'), relation.name
    with pytest.raises(Misuse, match="cannot be written"):
        save(small, tmp_path / "nowhere" / "x.duckdb")
    (tmp_path / "old.duckdb").write_bytes(b"something else")
    save(small, tmp_path / "old.duckdb")
    assert [path.name for path in tmp_path.iterdir()] == ["old.duckdb"]


def test_the_database_file_is_written_on_request_only(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    assert thidua("extract", "plan.txt", "--out", "out", "--duckdb", at=tmp_path).returncode == 0
    with duckdb.connect(str(tmp_path / "out" / "thidua.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT source FROM documents").fetchall() == [("plan.txt",)]
    assert thidua("extract", "plan.txt", "--out", "out", at=tmp_path).returncode == 0
    assert not (tmp_path / "out" / "thidua.duckdb").exists(), "one of an earlier run would tell old rows"
    assert (tmp_path / "out" / "cuts" / "form_0601.csv").exists()


def test_the_command(small: Path, tmp_path: Path) -> None:
    done = thidua("query", small, "SELECT campaign_id, launched_on FROM campaigns ORDER BY 1", "--rows", "2", at=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split() for line in done.stdout.splitlines()][:2] == [["campaign_id", "launched_on"], ["c1", "2023-03-08"]]
    assert done.stdout.endswith("6 rows, 2 shown; --rows 0 shows all\n")
    done = thidua("query", small, "SELECT province_code FROM campaigns WHERE campaign_id = 'c1'", "--csv", at=tmp_path)
    assert done.stdout == "province_code\n10\n"
    assert json.loads(thidua("query", small, "SELECT 1 AS a", "--json", at=tmp_path).stdout) == [{"a": 1}]
    done = thidua("query", small, "SELECT 1 AS a", "--parquet", "a.parquet", "--save", "all.duckdb", at=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.parquet", "all.duckdb"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give a query"),
        (["SELECT 1", "--csv", "--json"], "give one of --csv, --json and --parquet"),
        (["SELECT x"], "there is no column x"),
        (["SELECT 1", "--parquet", "nowhere/a.parquet"], "nowhere/a.parquet: cannot be written"),
        (["--save", "nowhere/a.duckdb"], "nowhere/a.duckdb: cannot be written"),
    ],
)
def test_a_wrong_call_is_one_line(small: Path, tmp_path: Path, arguments: list[str], said: str) -> None:
    done = thidua("query", small, *arguments, at=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_query_can_be_interrupted(small: Path) -> None:
    endless = "SELECT count(*) FROM range(1000000000000) t(i) WHERE i % 7 = 3"
    running = subprocess.Popen(
        command(["query", str(small), endless]), cwd=ROOT, env=clean({}), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    until = time.monotonic() + 60
    while time.monotonic() < until and _seconds_of(running.pid) < 3:  # busy with the query, and no more with starting
        time.sleep(0.1)
    running.send_signal(signal.SIGTERM)
    said, _ = running.communicate(timeout=30)
    assert (running.returncode, said) == (130, "")


def _seconds_of(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.parametrize("arguments", [["query", "--help"], ["report", "--help"]])
def test_help_shows_examples_and_needs_no_database(arguments: list[str]) -> None:
    code = """if True:
        import sys
        from pipeline.cli import app
        try:
            app(sys.argv[1:], standalone_mode=False)
        finally:
            assert "duckdb" not in sys.modules
    """
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, env=clean({}), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert f"thidua {arguments[0]} tables" in done.stdout
