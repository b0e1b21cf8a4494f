"""Where rows lie in the two systems of provinces, and the grid they are drawn on."""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.report.places import SYSTEMS, Places
from pipeline.report.tables import Output
from tests.report.making import output, place


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    return Places(Output(output(tmp_path_factory.mktemp("places") / "out")).rows("provinces"))


@pytest.mark.parametrize(
    ("row", "day", "there"),
    [
        (place("10", "Lào Cai", "15", "Lào Cai"), "2024-06-01", ("10", "15")),
        (place("15", "Yên Bái", "15", "Lào Cai"), "2024-06-01", ("15", "15")),
        (place("15", "Yên Bái", "15", "Lào Cai"), "", ("15", "15")),  # the name tells which 15 it is
        (place("15", "Lào Cai", "15", "Lào Cai"), "2025-09-01", ("", "15")),  # Lào Cai or Yên Bái of old
        (place("14", "Sơn La", "14", "Sơn La"), "2025-09-01", ("14", "14")),  # never merged
        (place("68", "Lâm Đồng", "68", "Lâm Đồng"), "2025-06-30", ("68", "68")),
        (place("68", "Lâm Đồng", "68", "Lâm Đồng"), "2025-07-01", ("", "68")),  # same code and name, other borders
        (place("68", "Lâm Đồng", "68", "Lâm Đồng"), "", ("", "68")),  # of the old or the new one
        (place("46", "Thừa Thiên Huế", "46", "Huế"), "2022-01-01", ("46", "46")),
        (place("28", "Hà Tây", "01", "Hà Nội"), "2006-01-01", ("01", "01")),  # ended within the older system
        (place("", "", "", ""), "2024-06-01", ("", "")),
        (place("99", "Nơi khác", "99", "Nơi khác"), "2024-06-01", ("", "")),
    ],
)
def test_a_row_lies_where_its_day_says(places: Places, row: dict[str, str], day: str, there: tuple[str, str]) -> None:
    assert places.of(row, day) == there


def test_each_province_has_a_tile_of_its_own(places: Places) -> None:
    tiles = places.tiles()
    for system in SYSTEMS:
        assert len(tiles[system]) == int(system)
        assert {tile.code for tile in tiles[system]} == set(places.names[system])
        assert max(Counter((tile.column, tile.row) for tile in tiles[system]).values()) == 1


def test_the_grid_has_north_at_the_top_and_east_at_the_right(places: Places) -> None:
    for system in SYSTEMS:
        at = {tile.name: tile for tile in places.tiles()[system]}
        assert at["Cao Bằng"].row < at["Hà Nội"].row < at["Nghệ An"].row < at["Đắk Lắk"].row < at["Cà Mau"].row
        assert at["Điện Biên"].column < at["Hà Nội"].column < at["Quảng Ninh"].column


def test_a_folder_without_provinces_has_no_tiles() -> None:
    assert Places([]).tiles() == {"63": [], "34": []}
