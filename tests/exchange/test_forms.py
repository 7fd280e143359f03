"""Questionnaires: what is asked first, what comes back, what is never written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from html_page import EVIL, Opened, a_browser, opening  # noqa: F401 - fixtures
from icmap.errors import IcmapError
from icmap.exchange.forms.answers import read_answers
from icmap.exchange.forms.form import Form, form_json
from icmap.exchange.forms.merge import merged
from icmap.exchange.forms.page import page
from icmap.exchange.forms.questions import forms
from icmap.exchange.forms.sheet import form_markdown, form_workbook
from icmap.loading import load, parse
from icmap.model import OrgMap
from icmap.report import ask
from processes import run

Open = Callable[..., Opened]

MAP = """\
icmap: 1
name: Payday
parties:
  staff: {kind: external customer, depends_on: [{payroll/pay: {importance: critical}}]}
  payroll:
    kind: team
    services: {pay: {lead_time: 4h}}
    depends_on: [{timesheets/sheets: {within: 1d, frequency: monthly}}, canteen]   # both
  timesheets: {kind: team, services: {sheets: }}
  canteen: {kind: team, lead_time: [1h, 2h, 3h], backup: [timesheets]}
"""


def form_of(party: str, text: str = MAP, **options: Any) -> Form:
    (found,) = forms(ask(parse(text).org), [party], **options)
    return found


def answered(folder: Path, form: Form, by: str = "", date: str = "2026-01-31", id_: str = "", **answers: Any) -> str:
    """A saved file with these answers by key; `_` parts a key from the service or provider where there are several."""
    values = [answers.get(each.key) for each in form.questions]
    value = {"icmap_answers": 1, "id": id_, "by": by, "date": date, "form": form_json(form), "answers": values}
    path = folder / f"a{len(list(folder.glob('*.json')))}.json"
    path.write_text(json.dumps(value))
    return str(path)


def brought(org: OrgMap, paths: list[str], **options: Any) -> Any:
    return merged(org, read_answers(paths)[0], **options)


def test_the_first_question_is_the_one_whose_answer_changes_the_first_screen() -> None:
    assert next(each.key for each in form_of("timesheets").questions) == "lead_time"
    assert next(each.key for each in form_of("staff").questions) == "within"


def test_a_form_has_at_most_as_many_questions_as_asked_for_and_the_best_ones() -> None:
    whole, short = form_of("payroll", most=50), form_of("payroll", most=2)

    assert len(whole.questions) > 4
    assert short.questions == whole.questions[:2]


def test_both_ends_of_a_dependency_are_asked() -> None:
    assert {"lead_time", "promise"} <= {each.key for each in form_of("timesheets").questions}
    keys = {each.key for each in form_of("staff", most=50).questions}
    assert {"within", "satisfaction", "frequency", "takes"} <= keys


def test_medians_with_source_and_date_go_into_the_map_and_the_rest_stays(tmp_path: Path) -> None:
    (tmp_path / "org.yaml").write_text(MAP)
    form = form_of("timesheets")
    files = [
        answered(tmp_path, form, by, lead_time=time) for by, time in (("Ann", "20 h"), ("Bob", "22 h"), ("Cy", "24 h"))
    ]

    done = run("answers", *files, "--into", "org.yaml", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    after = (tmp_path / "org.yaml").read_text()
    assert 'sheets: {lead_time: 2d 6h, source: "asked: timesheets, 3 answers"}' in after
    assert "reviewed: 2026-01-31" in after
    assert "# both" in after


def test_two_people_who_contradict_one_another_are_listed_and_nothing_is_written(tmp_path: Path) -> None:
    form = form_of("timesheets")
    files = [answered(tmp_path, form, by, lead_time=time) for by, time in (("Ann", "1 d"), ("Bob", "3 d"))]

    found = brought(parse(MAP).org, files)

    assert found.conflicts == ["timesheets/sheets: lead_time: 1 d (Ann), 3 d (Bob)"]
    assert not found.gathered.services


def test_a_conflict_names_the_file_the_words_and_the_value_of_the_map(tmp_path: Path) -> None:
    form = form_of("payroll", most=50)
    files = [answered(tmp_path, form, lead_time=time) for time in ("10 days", "1 month")]

    found = brought(parse(MAP).org, files)

    assert found.conflicts == [
        "payroll/pay: lead_time: 10 days (payroll, in a0.json), 1 month (payroll, in a1.json), 4h in the map"
    ]


@pytest.mark.parametrize("words", ["I don't know", "weiß ich nicht", "?", "", "n/a"])
def test_who_does_not_know_may_say_so_in_words(tmp_path: Path, words: str) -> None:
    found = brought(parse(MAP).org, [answered(tmp_path, form_of("timesheets"), lead_time=words)])

    assert not found.gathered.services
    assert not found.gathered.remarks


def test_a_question_that_is_named_is_named_whole(tmp_path: Path) -> None:
    form = form_of("payroll", most=50)
    found = brought(parse(MAP).org, [answered(tmp_path, form, within="soon")])

    (question,) = [each for each in form.questions if each.key == "within" and each.party == "canteen"]
    assert any(question.text in each.message for each in found.gathered.remarks)


def test_an_answer_that_contradicts_the_map_is_listed_with_both_and_overwrites_nothing_unless_asked(
    tmp_path: Path,
) -> None:
    form = form_of("payroll", most=50)
    file = answered(tmp_path, form, "Ann", lead_time="1 d")

    found = brought(parse(MAP).org, [file])
    taken = brought(parse(MAP).org, [file], overwrite=True)

    assert found.conflicts == ["payroll/pay: lead_time: 4h in the map, 1 d by Ann"]
    assert taken.gathered.services["payroll", "pay"]["lead_time"] == "1d"


def test_what_a_customer_waits_against_what_the_provider_says(tmp_path: Path) -> None:
    provider = answered(tmp_path, form_of("payroll", most=50), "Pay", lead_time="4 h")
    customer = answered(tmp_path, form_of("staff", most=50), "Sam", takes="3 d")

    found = brought(parse(MAP).org, [provider, customer])

    assert found.conflicts == ["staff on payroll/pay: takes: 3 d as Sam waits for it, 4h as payroll says"]


def test_a_repeated_answer_counts_once_and_the_latest_holds(tmp_path: Path) -> None:
    form = form_of("timesheets")
    first = answered(tmp_path, form, "Ann", "2026-01-30", lead_time="8 d")
    second = answered(tmp_path, form, "ann", "2026-01-31", lead_time="2 d")
    saved_twice = [answered(tmp_path, form, id_="77", lead_time="2 d") for _ in range(2)]

    answers, repeated = read_answers([first, second, *saved_twice])

    assert repeated == 2
    assert [each.date for each in answers] == ["2026-01-31", "2026-01-31"]


def rated(folder: Path, count: int) -> list[str]:
    form = form_of("staff", most=50)
    scores = {"communication": "2", "productivity": "3", "responsiveness": "1"}
    return [answered(folder, form, f"P{number}", satisfaction=scores) for number in range(count)]


def test_scores_of_fewer_people_than_the_survey_asks_for_are_nowhere(tmp_path: Path) -> None:
    found = brought(parse(MAP).org, rated(tmp_path, 4))

    assert not found.gathered.links
    assert found.kept_back == [
        "staff on payroll/pay: satisfaction: fewer than 5 people rated it, so nothing is written"
    ]


def test_scores_of_enough_people_are_their_mean_and_how_many(tmp_path: Path) -> None:
    found = brought(parse(MAP).org, rated(tmp_path, 5))

    (record,) = found.gathered.links.values()
    assert record["satisfaction"] == {"communication": "2", "productivity": "3", "responsiveness": "1", "answers": "5"}


@pytest.mark.parametrize("spoil", ["questions", "name", "digest", "answers", "form"])
def test_a_form_that_was_changed_is_refused_and_nothing_is_written(tmp_path: Path, spoil: str) -> None:
    path = Path(answered(tmp_path, form_of("timesheets"), lead_time="1 d"))
    value = json.loads(path.read_text())
    if spoil == "questions":
        value["form"]["questions"][0]["text"] = "How long do you sleep?"
    elif spoil == "answers":
        value["answers"].append("1 d")
    elif spoil == "form":
        value["form"] = [1]
    else:
        value["form"][spoil] = "x"
    path.write_text(json.dumps(value))
    (tmp_path / "org.yaml").write_text(MAP)

    done = run("answers", path.name, "--into", "org.yaml", cwd=tmp_path)

    assert done.returncode == 2
    assert "hint:" in done.stderr
    assert (tmp_path / "org.yaml").read_text() == MAP


def test_a_form_of_another_map_is_refused(tmp_path: Path) -> None:
    file = answered(tmp_path, form_of("timesheets"), lead_time="1 d")

    with pytest.raises(IcmapError, match="is a form of another map"):
        brought(parse("icmap: 1\nparties: {a: {depends_on: [b]}, b: }\n").org, [file])


@pytest.mark.parametrize("answer", ["soon", "-3 d", "3 blobs", 5, ["1 d"], ["3 d", "2 d", "1 d"], {"a": 1}])
def test_an_answer_that_cannot_be_read_is_left_out_and_said(tmp_path: Path, answer: Any) -> None:
    found = brought(parse(MAP).org, [answered(tmp_path, form_of("timesheets"), lead_time=answer)])

    assert not found.gathered.services
    assert len(found.gathered.remarks) == 1


def test_the_workbook_and_the_text_come_back_as_the_page_does(tmp_path: Path) -> None:
    form = form_of("timesheets")
    (tmp_path / "f.xlsx").write_bytes(form_workbook(form))
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    assert book["icmap form"].sheet_state == "hidden"
    book["Questions"]["C2"] = "2 Tage"
    book.save(tmp_path / "f.xlsx")
    (tmp_path / "f.md").write_text(form_markdown(form).replace("**Answer 1**: ", "**Answer 1**: 1 d, 2 d, 4 d"))

    found = [read_answers([str(tmp_path / name)])[0][0] for name in ("f.xlsx", "f.md")]

    assert [each.form == form for each in found] == [True, True]
    assert [each.values[0] for each in found] == ["2 Tage", "1 d, 2 d, 4 d"]
    assert brought(parse(MAP).org, [str(tmp_path / "f.md")], as_of="2026-02-01").gathered.services[
        "timesheets", "sheets"
    ]["lead_time"] == ("1d", "2d", "4d")


def test_the_files_of_forms_are_not_named_by_what_is_in_the_map(tmp_path: Path) -> None:
    (tmp_path / "org.yaml").write_text(MAP)

    done = run("ask", "org.yaml", "-o", "forms", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert [each.name for each in sorted((tmp_path / "forms").iterdir())] == [f"form-{n:03}.html" for n in (1, 2, 3, 4)]


def test_answers_to_an_anonymised_form_find_their_way_back(tmp_path: Path) -> None:
    (tmp_path / "org.yaml").write_text(MAP)
    run("ask", "org.yaml", "timesheets", "-o", "forms", "--anonymise", "all", "--as", "md", cwd=tmp_path)
    text = (tmp_path / "forms" / "form-001.md").read_text()
    (tmp_path / "back.md").write_text(text.replace("**Answer 1**: ", "**Answer 1**: 2 d"))

    done = run("answers", "back.md", "--into", "org.yaml", "--as-of", "2026-01-31", cwd=tmp_path)

    assert "timesheets" not in text
    assert done.returncode == 0, done.stderr
    assert "sheets: {lead_time: 2d" in (tmp_path / "org.yaml").read_text()


def test_the_page_is_filled_by_keyboard_saved_offline_and_merged_back(opened: Open, tmp_path: Path) -> None:
    form = form_of("timesheets")
    found = opened(page(form))
    tab = found.tab
    tab.context.set_offline(True)
    tab.keyboard.press("Tab")
    tab.keyboard.type("2,5")
    for _ in range(3):
        tab.keyboard.press("Tab")
    tab.keyboard.type("days")
    tab.locator("[name=by]").fill("Ann")
    with tab.expect_download() as waiting:
        tab.locator("[name=by]").press("Enter")
    path = tmp_path / "saved.json"
    waiting.value.save_as(path)

    (answers,), _ = read_answers([str(path)])

    assert answers.values[0] == "2.5 d"
    assert (answers.by, answers.form) == ("Ann", form)
    assert found.said == []
    assert len(found.asked) == 1 + sum(url.startswith("blob:") for url in found.asked)
    assert tab.locator("#said").inner_text().startswith("Saved 1 of ")
    lead_time = brought(parse(MAP).org, [str(path)]).gathered.services["timesheets", "sheets"]["lead_time"]
    assert lead_time == "2d 4h"


def test_i_dont_know_is_an_answer(opened: Open, tmp_path: Path) -> None:
    tab = opened(page(form_of("timesheets"))).tab
    tab.locator("[name=q0-likely]").fill("3")
    tab.locator("[name=q0-dont]").check()
    with tab.expect_download() as waiting:
        tab.locator("button").click()
    waiting.value.save_as(tmp_path / "saved.json")

    assert json.loads((tmp_path / "saved.json").read_text())["answers"][0] is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible(opened: Open, scheme: str) -> None:
    axe = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
    if not axe.exists():
        pytest.skip("axe-core is not installed: npm install axe-core")
    tab = opened(page(form_of("payroll", most=50)), scheme=scheme).tab
    tab.evaluate(axe.read_text(encoding="utf-8"))

    assert tab.evaluate("axe.run().then((found) => found.violations.map((each) => each.id))") == []


def test_names_made_to_hurt_are_text_on_the_page(opened: Open) -> None:
    lines = ["icmap: 1", "parties:"]
    clean = [name for name in EVIL if name.isprintable()]
    lines += [
        f"  p{number}: {{name: {json.dumps(name)}, depends_on: [p{number + 1}]}}" for number, name in enumerate(clean)
    ]
    org = parse("\n".join([*lines, f"  p{len(clean)}:"])).org
    for form in forms(ask(org)):
        found = opened(page(form))

        assert found.said == []
        assert found.tab.evaluate("typeof evil") == "undefined"
        assert form.name in found.tab.locator("h1").inner_text()


def test_every_example_asks_questions_a_person_understands() -> None:
    for path in sorted((Path(__file__).parents[2] / "examples").glob("*.yaml")):
        for form in forms(ask(load(path).org)):
            assert 0 < len(form.questions) <= 7
            assert all(each.text.endswith("?") for each in form.questions)


def test_a_form_about_a_machine_is_for_whoever_answers_for_it_and_does_not_say_you() -> None:
    text = MAP.replace(
        "canteen: {kind: team, lead_time: [1h, 2h, 3h], backup: [timesheets]}", "canteen: {kind: system}"
    )
    form = form_of("canteen", text, most=50)

    assert form.name == "whoever answers for canteen"
    assert not any(" you " in f" {each.text} " for each in form.questions)
    assert "backup" in {each.key for each in form.questions}


def test_what_the_map_knows_is_not_asked_but_named() -> None:
    text = MAP.replace("lead_time: 4h", "lead_time: 4d").replace("{within: 1d,", "{within: 1h,")
    asked = form_of("payroll", text, most=50).questions

    assert not [each for each in asked if each.key == "within" and each.party == "timesheets"]
    (lead_time,) = [each.text for each in asked if each.key == "lead_time"]
    assert lead_time.startswith("The map says that 'pay' takes 4d: ")
