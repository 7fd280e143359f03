from __future__ import annotations

import threading

import pytest

from icmap.serving.runs import Run, Superseded


def test_a_run_goes_on_until_a_newer_save_supersedes_it() -> None:
    run = Run()
    run.go_on()

    run.supersede()

    assert run.is_over
    with pytest.raises(Superseded):
        run.go_on()


def test_holding_ends_at_once_where_a_newer_save_comes() -> None:
    run = Run(quiet=3600.0)
    threading.Timer(0.0, run.supersede).start()

    with pytest.raises(Superseded):
        run.hold()


def test_holding_is_over_where_nothing_was_saved_for_long_enough() -> None:
    Run(quiet=0.0).hold()


def test_superseding_ends_what_runs_for_the_run() -> None:
    run, ended = Run(), list[str]()

    with run.guard(lambda: ended.append("dot")):
        run.supersede()

    assert ended == ["dot"]


def test_what_is_over_is_not_ended_once_more() -> None:
    run, ended = Run(), list[str]()
    with run.guard(lambda: ended.append("dot")):
        pass

    run.supersede()

    assert ended == []


def test_what_begins_after_the_newer_save_is_ended_at_its_beginning() -> None:
    run, ended = Run(), list[str]()
    run.supersede()

    with run.guard(lambda: ended.append("dot")):
        assert ended == ["dot"]
