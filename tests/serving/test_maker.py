"""From a save to what is shown, without a server: valid, broken, mended, away, back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from icmap.serving.maker import Asked, ChangesShown, Maker, Part, PictureShown, Shown
from icmap.serving.runs import Run, Superseded
from icmap.serving.watching import Looked
from icmap.study import Question
from live_page import MAP

BROKEN = MAP.replace("lead_time: 4h", "lead_time: four hours")


class Seen:
    """A maker with everything that it has shown, and what it last looked at."""

    def __init__(self, path: Path, question: Question) -> None:
        self.path = path
        self.parts: list[Part] = []
        self.looked = Looked()
        self.maker = Maker(Asked(str(path), question=question), self.parts.append, self._follow)

    def _follow(self, looked: Looked) -> None:
        self.looked = looked

    def save(self, text: str | None) -> list[Part]:
        """What one save shows; None takes the file away."""
        self.parts.clear()
        if text is None:
            self.path.unlink()
        else:
            self.path.write_text(text, encoding="utf-8")
        self.maker.make(Run(quiet=0.0))
        return list(self.parts)

    @property
    def shown(self) -> Shown:
        return self.maker.shown


Follow = Callable[..., Seen]


@pytest.fixture
def seen(tmp_path: Path) -> Seen:
    return Seen(tmp_path / "org.yaml", Question())


def changes(parts: list[Part]) -> ChangesShown:
    return next(each for each in parts if isinstance(each, ChangesShown))


def test_sentences_come_first_then_what_has_changed_then_the_picture(seen: Seen) -> None:
    parts = seen.save(MAP)

    assert [type(each) for each in parts] == [Shown, ChangesShown, PictureShown]
    assert seen.shown.screen
    assert seen.shown.screen.title == "Pay day"
    assert "reaches staff 3 d 4 h after the start" in seen.shown.screen.items[0].text
    assert "staff" in seen.shown.screen.items[0].parties


def test_the_first_screen_has_changed_nothing(seen: Seen) -> None:
    assert changes(seen.save(MAP)).changes is None


def test_what_was_valid_stays_while_the_file_is_broken(seen: Seen) -> None:
    seen.save(MAP)
    before = seen.shown.screen

    (part,) = seen.save(BROKEN)

    assert isinstance(part, Shown)
    assert part.trouble.broken
    assert part.screen == before
    assert part.revision == 1


def test_a_mistake_has_its_place_its_line_and_what_to_do(seen: Seen) -> None:
    seen.save(BROKEN)

    (mistake,) = seen.shown.trouble.mistakes

    assert mistake.where
    assert mistake.where.text == "org.yaml:9"
    assert mistake.where.address == f"vscode://file{seen.path}:9:37"
    assert mistake.marked == "four hours"
    assert mistake.before.endswith("lead_time: ")
    assert mistake.hint


def test_mended_to_what_it_was_is_the_same_screen(seen: Seen) -> None:
    seen.save(MAP)
    seen.save(BROKEN)

    (part,) = seen.save(MAP)

    assert isinstance(part, Shown)
    assert not part.trouble.broken
    assert part.revision == 1


def test_mended_otherwise_is_compared_with_what_was_valid_last(seen: Seen) -> None:
    seen.save(MAP)
    seen.save(BROKEN)

    found = changes(seen.save(MAP.replace("lead_time: 1d}\n", "lead_time: 3d}\n"))).changes

    assert found
    assert found.parties == ("jeff",)
    assert "served 2 d later" in found.worse
    assert not found.better


def test_better_is_said_too(seen: Seen) -> None:
    seen.save(MAP)

    found = changes(
        seen.save(MAP.replace("lead_time: 2d, depends_on: [jeff]", "lead_time: 2h, depends_on: [jeff]"))
    ).changes

    assert found
    assert found.better
    assert not found.worse


def test_a_comment_makes_a_new_screen_and_changes_nothing(seen: Seen) -> None:
    seen.save(MAP)

    parts = seen.save(f"# a word before\n{MAP}")

    assert changes(parts).changes is None
    assert seen.shown.screen
    assert seen.shown.screen.items[0].where
    assert seen.shown.screen.items[0].where.line == 8


def test_a_file_that_is_away_leaves_the_last_screen_and_its_return_ends_that(seen: Seen) -> None:
    seen.save(MAP)

    seen.save(None)
    away = seen.shown
    seen.save(MAP)

    assert away.trouble.broken
    assert "there is no such file" in away.trouble.words
    assert away.screen
    assert not seen.shown.trouble.broken


def test_a_first_file_with_mistakes_shows_only_these(seen: Seen) -> None:
    seen.save(BROKEN)

    assert seen.shown.screen is None
    assert seen.maker.study is None


def test_a_situation_that_the_map_does_not_have_is_said_and_ends_nothing(tmp_path: Path) -> None:
    seen = Seen(tmp_path / "org.yaml", Question(("year end",)))

    seen.save(MAP)

    assert seen.shown.trouble.broken
    assert "year end" in seen.shown.trouble.words


def test_an_empty_map_is_a_screen_too(seen: Seen) -> None:
    seen.save("icmap: 1\nparties: {}\n")

    assert seen.shown.screen
    assert seen.shown.screen.items == ()
    assert seen.shown.screen.nothing


def test_a_superseded_run_shows_nothing(seen: Seen) -> None:
    seen.save(MAP)
    seen.parts.clear()
    seen.path.write_text(MAP.replace("Pay day", "Pay week"), encoding="utf-8")
    run = Run(quiet=0.0)
    run.supersede()

    with pytest.raises(Superseded):
        seen.maker.make(run)

    assert seen.parts == []


def test_what_a_given_up_run_had_not_told_is_told_by_the_next(seen: Seen) -> None:
    """Superseded between the screen and what has changed: the next compares with what the room has seen compared."""
    seen.save(MAP)
    run = Run(quiet=0.0)
    parts: list[Part] = []

    def show(part: Part) -> None:
        parts.append(part)
        run.supersede()

    maker = seen.maker
    maker._show = show
    seen.path.write_text(MAP.replace("lead_time: 1d}\n", "lead_time: 3d}\n"), encoding="utf-8")
    with pytest.raises(Superseded):
        maker.make(run)
    maker._show = seen.parts.append

    found = changes(seen.save(MAP.replace("lead_time: 1d}\n", "lead_time: 3d}\n"))).changes

    assert [type(each) for each in parts] == [Shown]
    assert found
    assert found.parties == ("jeff",)


def test_included_files_and_those_that_are_missing_are_looked_at(seen: Seen) -> None:
    (seen.path.parent / "teams").mkdir()
    (seen.path.parent / "teams" / "a.yaml").write_text("parties: {a: {}}\n", encoding="utf-8")

    seen.save("icmap: 1\ninclude: [teams/*.yaml, missing.yaml]\nparties: {b: {}}\n")

    names = {str(Path(path).relative_to(seen.path.parent)) for path in seen.looked.seen}
    assert {"org.yaml", "teams/a.yaml", "missing.yaml", "teams"} <= names


def test_names_of_the_map_are_text_in_every_piece_of_html(seen: Seen) -> None:
    evil = "<img src=x onerror=alert(1)>"
    parts = seen.save(MAP.replace("  jeff: {kind", f"  jeff: {{name: '{evil}', kind"))

    (picture,) = (each for each in parts if isinstance(each, PictureShown))
    assert seen.shown.screen
    assert "<img" not in seen.shown.screen.timeline
    assert "<img" not in picture.picture.svg
    assert any(each.name == evil for each in picture.picture.parties)


def test_cards_and_arrows_stay_where_they_were_from_save_to_save(seen: Seen) -> None:
    parts = [*seen.save(MAP), *seen.save(f"# a comment\n{MAP}"), *seen.save(f"# two\n# comments\n{MAP}")]

    first, second, third = (each.picture.svg for each in parts if isinstance(each, PictureShown))

    assert first == second == third


def test_a_new_party_moves_nobody(seen: Seen) -> None:
    def places(parts: list[Part]) -> dict[str, tuple[str, ...]]:
        (shown,) = (each.picture for each in parts if isinstance(each, PictureShown))
        found = re.findall(r'data-key="([^"]*)" data-at="(-?[0-9.]+) (-?[0-9.]+)"', shown.svg)
        left, top = next((float(x), float(y)) for key, x, y in found if key == "staff")
        return {key: (f"{float(x) - left:.1f}", f"{float(y) - top:.1f}") for key, x, y in found}

    before = places(seen.save(MAP))
    after = places(seen.save(f"{MAP}  clerk: {{kind: person, lead_time: 1h, depends_on: [jeff]}}\n"))

    assert set(after) - set(before) == {"clerk"}
    assert {key: after[key] for key in before} == before
