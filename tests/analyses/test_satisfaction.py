from __future__ import annotations

from icmap.analyses.satisfaction import compute, describe
from icmap.document import Paragraph, Table
from icmap.model import Satisfaction
from worlds import a_study, need


def _scored(score: int | None = None, answers: int | None = 9, **aspects: int) -> dict[str, list[object]]:
    told = Satisfaction(score, answers=answers, **aspects)
    return {"needs": [need("it", importance="high", satisfaction=told)]}


def test_the_lowest_score_comes_first_and_hidden_ones_last() -> None:
    low = need("it", satisfaction=Satisfaction(1, answers=9))
    high = need("hr", satisfaction=Satisfaction(5, answers=9))
    thin = need("admin", satisfaction=Satisfaction(2, answers=1))

    rows = compute(a_study(a={"needs": [thin, high, low]}))

    assert [row.provider for row in rows] == ["it", "hr", "admin"]
    assert rows[-1].rating.score is None


def test_a_row_tells_score_weakest_aspect_importance_and_what_follows() -> None:
    study = a_study(a=_scored(communication=3, productivity=4, responsiveness=1), it={"label": "IT desk"})

    (table,) = (block for block in describe(study).blocks if isinstance(block, Table))

    assert table.rows == (("IT desk", "2.7 (9 answers)", "responsiveness 1", "3", "concentrate here"),)


def test_a_hidden_score_is_counted_in_words_and_nowhere_printed() -> None:
    study = a_study(a=_scored(2, 4))

    (remark,) = describe(study).blocks

    assert isinstance(remark, Paragraph)
    assert remark.text == "One provider's score is hidden: fewer than 5 answers, or not said how many."
    assert compute(study)[0].dependencies[0].rating.score is None


def test_a_map_without_scores_says_what_to_add() -> None:
    for study in (a_study(), a_study(a={}), a_study("a -> b")):
        section = describe(study)

        assert section.healthy
        assert "satisfaction:" in str(section.blocks[0])
