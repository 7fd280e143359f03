"""How sure, in words: what is a lower bound is never told as a promise, and one row has one unit."""

from __future__ import annotations

from pathlib import Path

import pytest  # noqa: TC002 - as in the other tests

from icmap.cli._run import run

MAP = """
icmap: 1
parties:
  neighbours: {kind: customer, depends_on: [{office/decision: {within: {time: 6 weeks, from: start}}}, {desk/answer: {within: 2d}}]}
  office: {services: {decision: {lead_time: 4d, depends_on: [legal]}}}
  legal: {lead_time: [6d, 8d, 10d], depends_on: [office/decision]}
  desk: {services: {answer: {lead_time: 1d, depends_on: [post]}}}
  post: {lead_time: 3d}
"""


def _said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert run(arguments) == 0
    return " ".join(capsys.readouterr().out.split())


def test_a_need_that_rests_on_a_loop_is_undecided_and_its_times_are_at_least(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    org = tmp_path / "org.yaml"
    org.write_text(MAP)

    said = _said(["simulate", str(org), "--runs", "500"], capsys)
    assert "within 6 weeks cannot be said: it rests on a loop." in said
    assert "allow at least" in said
    assert "undecided" in said

    short = _said(["analyze", str(org), "--section", "how-sure"], capsys)
    assert "≥ 12 d" in short
    assert "undecided" in short


def test_what_counts_from_request_is_shown_from_request(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    org = tmp_path / "org.yaml"
    org.write_text(MAP)

    said = _said(["simulate", str(org), "--runs", "500"], capsys)

    assert "within 2 d of the request in every case; in 8 of 10 cases within 1 d of the request" in said
    assert "4 d" not in said.partition("desk/answer (from request)")[2].partition("100 %")[0]
