"""Cells between lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.lattice import grids_between


def _grid(xs: list[float], ys: list[float]) -> tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]:
    return [(x, ys[0], ys[-1]) for x in xs], [(y, xs[0], xs[-1]) for y in ys]


def test_a_cell_that_stretches_over_two_columns():
    upright, level = _grid([0, 30, 60], [0, 20, 40])
    upright[1] = (30, 20, 40)  # the line between the columns begins below the first row
    (grid,) = grids_between(upright, level)
    assert grid == [[(0, 0, 60, 20), None], [(0, 20, 30, 40), (30, 20, 60, 40)]]


def test_a_cell_that_stretches_over_two_rows():
    upright, level = _grid([0, 30, 60], [0, 20, 40])
    level[1] = (20, 30, 60)
    (grid,) = grids_between(upright, level)
    assert grid == [[(0, 0, 30, 40), (30, 0, 60, 20)], [None, (30, 20, 60, 40)]]


def test_two_tables_stand_in_order():
    above, below = _grid([0, 30, 60], [0, 20, 40]), _grid([0, 30, 60], [100, 120, 140])
    grids = grids_between(below[0] + above[0], below[1] + above[1])
    assert [grid[0][0] for grid in grids] == [(0, 0, 30, 20), (0, 100, 30, 120)]


@pytest.mark.parametrize(
    ("upright", "level"),
    [
        ([], []),
        (*_grid([0, 60], [0, 40]),),  # a frame: one cell
        (*_grid([0, 30, 60], [0, 40]),),  # boxes side by side
        ([(0, 0, 40), (30, 0, 40), (60, 0, 40)], []),
        ([(0, 0, 15), (30, 0, 15), (60, 0, 15)], [(0, 0, 60), (20, 0, 60)]),  # the uprights end before the second line
    ],
)
def test_lines_that_close_nothing(upright, level):
    assert grids_between(upright, level) == []


STEPS = st.lists(st.integers(8, 80), min_size=1, max_size=7)


@given(STEPS, STEPS, st.randoms(use_true_random=False))
def test_any_grid_comes_back_cut_to_pieces_and_shaken(wide, high, chance):
    xs, ys = [float(sum(wide[:n])) for n in range(len(wide) + 1)], [float(sum(high[:n])) for n in range(len(high) + 1)]
    upright = [(x + chance.uniform(-0.4, 0.4), a, b) for x in xs for a, b in zip(ys, ys[1:], strict=False)]
    level = [(y + chance.uniform(-0.4, 0.4), a, b) for y in ys for a, b in zip(xs, xs[1:], strict=False)]
    chance.shuffle(upright)
    chance.shuffle(level)
    grids = grids_between(upright, level)
    if len(wide) == 1 or len(high) == 1:
        assert grids == []
        return
    (grid,) = grids
    assert len(grid) == len(high)
    assert all(len(row) == len(wide) and all(row) for row in grid)
    for row, top in zip(grid, ys, strict=False):
        for cell, left in zip(row, xs, strict=False):
            assert cell is not None
            assert cell[:2] == pytest.approx((left, top), abs=0.5)
