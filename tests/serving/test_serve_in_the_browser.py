"""The live page in Chromium: it follows what is typed, and answers to mouse, keyboard, screen reader and several tabs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from html_page import Opened, a_browser  # noqa: F401 - a fixture
from live_page import MAP, Serve, Served, a_server  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
MILLISECONDS = 30_000
BROKEN = MAP.replace("lead_time: 4h", "lead_time: four hours")
SLOWER = MAP.replace("lead_time: 1d}\n", "lead_time: 3d}\n")

Open = Callable[..., Opened]


@pytest.fixture(name="visit")
def visiting(browser: Browser) -> Iterator[Open]:
    """Opens a served page in a window, or in another tab of the same one (`beside`), until the map is there."""
    contexts: list[Any] = []

    def visit(served: Served, *, scheme: str = "light", beside: Any = None, width: int = 1280) -> Opened:
        look: Any = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
        context = beside.tab.context if beside else browser.new_context(**look)
        contexts.append(context)
        context.set_default_timeout(MILLISECONDS)
        found = Opened(context.new_page())
        found.tab.goto(served.address)
        found.tab.wait_for_selector("html[data-picture]")
        return found

    yield visit
    for context in {id(each): each for each in contexts}.values():
        context.close()


def save(served: Served, text: str) -> None:
    served.path.write_text(text, encoding="utf-8")


def texts(tab: Any, selector: str) -> list[str]:
    return [str(each) for each in tab.eval_on_selector_all(selector, "found => found.map((each) => each.textContent)")]


def party(tab: Any, name: str) -> Any:
    return tab.locator(f"#view [data-node][aria-label='{name}']")


def lit(tab: Any) -> set[str]:
    return set(
        tab.eval_on_selector_all(
            "#view [data-node].near", "found => found.map((each) => each.getAttribute('aria-label'))"
        )
    )


def test_it_shows_what_to_fix_the_map_and_the_worst_need_and_asks_nobody_else(serve: Serve, visit: Open) -> None:
    served = serve()
    page = visit(served)

    assert page.tab.inner_text("h1") == "Pay day"
    assert "reaches staff" in page.tab.inner_text("#items")
    assert page.tab.locator("#view [data-node]").count() == 4
    assert "too late" in page.tab.inner_text("#need option:checked")
    assert "timekeeping" in page.tab.inner_text("#timeline")
    assert page.said == []
    assert all(each.startswith(served.address) for each in page.asked)


def test_an_edit_is_shown_and_what_it_makes_worse_is_said_and_flashes(serve: Serve, visit: Open) -> None:
    served = serve()
    tab = visit(served).tab
    tab.evaluate("""() => {
      window.flashed = [];
      addEventListener('animationstart', (event) => event.animationName === 'changed'
        && flashed.push(event.target.closest('[data-node]').getAttribute('aria-label')), true);
    }""")

    save(served, SLOWER)
    tab.wait_for_selector("html[data-picture='2']")

    assert "5.5\u00a0d" in tab.inner_text("#items")
    assert re.search(r"Worse: .*2\sd later", tab.inner_text("#news"))
    tab.wait_for_function("() => flashed.length > 0")
    assert tab.evaluate("flashed") == ["jeff"]


def test_an_edit_that_helps_says_so(serve: Serve, visit: Open) -> None:
    served = serve(SLOWER)
    tab = visit(served).tab

    save(served, MAP)
    tab.wait_for_selector("html[data-picture='2']")

    assert tab.inner_text("#news").startswith("Better:")


def test_a_broken_file_leaves_the_map_and_shows_the_mistake_until_it_is_mended(serve: Serve, visit: Open) -> None:
    served = serve()
    tab = visit(served).tab

    save(served, BROKEN)
    tab.wait_for_selector("html[data-status='broken']")
    mistake = tab.inner_text("#mistakes")
    carets = tab.inner_text("#mistakes pre").splitlines()

    assert "org.yaml:9" in mistake
    assert "four hours" in mistake
    assert "hint:" in mistake
    assert carets[0].index("four hours") == carets[1].index("^^^^^^^^^^")
    assert tab.locator("#view [data-node]").count() == 4
    assert tab.is_visible("#stays")

    save(served, MAP)
    tab.wait_for_selector("html[data-status='live']")

    assert tab.is_hidden("#file")


def test_a_file_that_vanishes_leaves_the_map_and_its_return_is_followed(serve: Serve, visit: Open) -> None:
    served = serve()
    tab = visit(served).tab

    served.path.unlink()
    tab.wait_for_selector("html[data-status='broken']")
    assert "there is no such file" in tab.inner_text("#status")
    assert tab.locator("#view [data-node]").count() == 4

    save(served, SLOWER)
    tab.wait_for_selector("html[data-picture='2']")
    assert tab.get_attribute("html", "data-status") == "live"


def test_an_editor_that_puts_another_file_in_its_place_is_followed(serve: Serve, visit: Open) -> None:
    served = serve()
    tab = visit(served).tab

    for number, text in enumerate((SLOWER, MAP), 2):
        beside = served.path.with_name("org.yaml~")
        beside.write_text(text, encoding="utf-8")
        beside.replace(served.path)
        tab.wait_for_selector(f"html[data-picture='{number}']")


def test_ten_saves_end_with_the_last(serve: Serve, visit: Open) -> None:
    served = serve()
    tab = visit(served).tab

    for number in range(1, 11):
        save(served, MAP.replace("Pay day", f"Pay day {number}"))
    tab.wait_for_function("() => document.querySelector('h1').textContent === 'Pay day 10'")

    assert int(tab.get_attribute("html", "data-revision") or 0) <= 3


def test_a_click_on_a_party_opens_its_card_with_its_line(serve: Serve, visit: Open) -> None:
    served = serve()
    tab = visit(served).tab

    party(tab, "timekeeping").click()
    tab.wait_for_selector("#card:not([hidden])")
    link = tab.locator("#card-place a")

    assert tab.inner_text("#card-name") == "timekeeping"
    assert link.inner_text() == "org.yaml:10"
    assert link.get_attribute("href") == f"vscode://file{served.path}:10:3"
    assert "payroll" in tab.inner_text("#card-body")

    tab.keyboard.press("Escape")
    assert tab.is_hidden("#card")


def test_an_open_card_follows_the_file(serve: Serve, visit: Open) -> None:
    served = serve()
    tab = visit(served).tab
    party(tab, "jeff").click()
    tab.wait_for_selector("#card:not([hidden])")

    save(served, f"# one line more\n{MAP}")
    tab.wait_for_function("() => document.querySelector('#card-place').textContent === 'org.yaml:12'")


def test_a_click_on_a_finding_lights_up_its_place_and_another_ends_it(serve: Serve, visit: Open) -> None:
    tab = visit(serve()).tab
    finding = tab.locator("#items button.said").first

    finding.click()
    assert lit(tab) == {"staff", "payroll", "timekeeping", "jeff"}

    finding.click()
    assert lit(tab) == set()


def test_what_if_somebody_is_late_away_or_an_option_is_taken(serve: Serve, visit: Open) -> None:
    served = serve()
    before = served.path.read_text(encoding="utf-8")
    tab = visit(served).tab

    tab.click("#ask")
    tab.fill("#who", "jeff")
    tab.fill("#by", "1d")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#view .later")
    assert "If jeff is 1 d late" in tab.inner_text("#answer")
    assert texts(tab, "#view .hit") == ["later"] * 4

    tab.fill("#who", "jeff")
    tab.click("#add-away")
    tab.wait_for_selector("#view .stopped")
    assert texts(tab, "#supposed li") == ["jeff away ×"]
    assert sorted(texts(tab, "#view .hit")) == ["away", "stops", "stops", "stops"]

    tab.click("#supposed button")
    tab.check("#options input")
    tab.wait_for_selector("#view .sooner")
    assert "a second clerk" in tab.inner_text("#answer")

    tab.click("#close-suppose")
    tab.wait_for_selector("#view .hit", state="detached")
    assert served.path.read_text(encoding="utf-8") == before


def test_a_supposition_that_cannot_be_says_why(serve: Serve, visit: Open) -> None:
    tab = visit(serve()).tab

    tab.click("#ask")
    tab.fill("#who", "jef")
    tab.fill("#by", "1d")
    tab.click("#add-late")

    tab.wait_for_selector("#answer .warning")
    assert "did you mean 'jeff'" in tab.inner_text("#answer")


def test_what_is_supposed_is_asked_again_after_a_save(serve: Serve, visit: Open) -> None:
    served = serve()
    tab = visit(served).tab
    tab.click("#ask")
    tab.fill("#who", "jeff")
    tab.fill("#by", "1d")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#view .later")

    save(served, SLOWER)

    tab.wait_for_function("() => /6.5 d/.test(document.querySelector('#answer').textContent)")


def test_another_need_can_be_chosen_and_stays_chosen(serve: Serve, visit: Open) -> None:
    text = MAP.replace("within: {time: 2d, from: start}}\n", "within: {time: 2d, from: start}}\n      - jeff\n")
    served = serve(text)
    tab = visit(served).tab

    tab.select_option("#need", index=1)
    tab.wait_for_function("() => !document.querySelector('#timeline').textContent.includes('timekeeping')")
    save(served, text.replace("lead_time: 1d}\n", "lead_time: 3d}\n"))
    tab.wait_for_selector("html[data-picture='2']")
    tab.wait_for_function("() => document.querySelector('#timeline').textContent.includes('3 d')")

    assert tab.locator("#need").evaluate("select => select.selectedIndex") == 1


def test_the_presenter_goes_through_the_findings_with_n_and_p(serve: Serve, visit: Open) -> None:
    tab = visit(serve()).tab

    tab.keyboard.press("v")
    first = tab.inner_text("#says")
    assert tab.is_hidden("#timeline")
    assert tab.inner_text("#count").startswith("1 of ")
    assert "staff" in lit(tab)

    tab.keyboard.press("n")
    assert tab.inner_text("#count").startswith("2 of ")
    assert tab.inner_text("#says") != first

    tab.keyboard.press("p")
    assert tab.inner_text("#says") == first

    tab.keyboard.press("d")
    assert tab.get_attribute("html", "data-theme") == "dark"

    tab.keyboard.press("Escape")
    assert tab.is_hidden("#presented")


def test_the_presenter_sees_an_edit_and_a_broken_file(serve: Serve, visit: Open) -> None:
    served = serve()
    tab = visit(served).tab
    tab.keyboard.press("v")

    save(served, SLOWER)
    tab.wait_for_function("() => document.querySelector('#says').textContent.includes('5.5')")
    save(served, BROKEN)
    tab.wait_for_selector("html[data-status='broken']")

    assert tab.is_visible("#status")
    assert "5.5" in tab.inner_text("#says")


def test_the_map_works_with_the_keyboard_alone(serve: Serve, visit: Open) -> None:
    tab = visit(serve()).tab
    tab.focus("#zoom-all")
    tab.keyboard.press("Tab")
    before = tab.evaluate("document.activeElement.getAttribute('aria-label')")

    tab.keyboard.press("ArrowLeft") if before == "staff" else tab.keyboard.press("ArrowRight")
    after = tab.evaluate("document.activeElement.getAttribute('aria-label')")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#card:not([hidden])")

    assert tab.locator("#view [tabindex='0']").count() == 1
    assert after not in (None, before)
    assert tab.inner_text("#card-name") == after
    assert tab.evaluate("document.activeElement.id") == "card-name"
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.getAttribute('aria-label')") == after


def test_keys_typed_into_a_field_are_text(serve: Serve, visit: Open) -> None:
    tab = visit(serve()).tab

    tab.click("#ask")
    tab.focus("#who")
    tab.keyboard.type("vnpd")

    assert tab.input_value("#who") == "vnpd"
    assert tab.is_hidden("#presented")


def test_two_tabs_and_eight_see_the_same(serve: Serve, visit: Open) -> None:
    served = serve()
    first = visit(served)
    others = [visit(served, beside=first) for _ in range(7)]

    save(served, SLOWER)

    for page in (first, *others):
        page.tab.wait_for_selector("html[data-picture='2']")
        assert "5.5\u00a0d" in page.tab.inner_text("#items")


def test_a_second_window_that_comes_later_sees_what_is_there_also_while_the_file_is_broken(
    serve: Serve, visit: Open
) -> None:
    served = serve()
    first = visit(served).tab
    save(served, BROKEN)
    first.wait_for_selector("html[data-status='broken']")

    second = visit(served).tab

    assert second.get_attribute("html", "data-status") == "broken"
    assert second.locator("#view [data-node]").count() == 4


def test_where_the_server_has_ended_the_page_says_so_and_keeps_what_it_shows(serve: Serve, visit: Open) -> None:
    served = serve()
    tab = visit(served).tab

    served.stop()
    tab.wait_for_selector("html[data-status='lost']")

    assert tab.locator("#view [data-node]").count() == 4


def test_names_are_text_wherever_they_are_shown(serve: Serve, visit: Open) -> None:
    evil = "<img src=x onerror=evil=1></script><script>evil=1</script>"
    served = serve(
        MAP.replace("  jeff: {kind", f"  jeff: {{name: '{evil}', kind").replace("name: Pay day", f"name: '{evil}'")
    )
    page = visit(served)
    tab = page.tab

    tab.keyboard.press("n")
    tab.locator("#view [data-node]").first.click()
    tab.wait_for_selector("#card:not([hidden])")
    tab.click("#card-away")
    tab.wait_for_selector("#answer h3")

    assert tab.inner_text("h1") == evil
    assert tab.evaluate("window.evil") is None
    assert tab.locator("img").count() == 0
    assert page.said == []


@pytest.mark.parametrize("width", [1280, 900, 400])
def test_nothing_is_wider_than_the_window(serve: Serve, visit: Open, width: int) -> None:
    tab = visit(serve(example="university-hospital/hospital.yaml"), width=width).tab

    tab.keyboard.press("n")

    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(serve: Serve, visit: Open, scheme: str) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not there: npm install axe-core")
    served = serve()
    tab = visit(served, scheme=scheme).tab
    tab.evaluate(AXE.read_text(encoding="utf-8"))

    def violations() -> list[Any]:
        tab.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")
        found = tab.evaluate("axe.run({resultTypes: ['violations']})")
        return [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found["violations"]]

    assert violations() == []

    party(tab, "jeff").click()
    tab.wait_for_selector("#card:not([hidden])")
    tab.click("#card-away")
    tab.wait_for_selector("#answer h3")
    save(served, BROKEN)
    tab.wait_for_selector("html[data-status='broken']")
    assert violations() == []

    tab.keyboard.press("Escape")
    tab.evaluate("document.activeElement.blur()")
    tab.keyboard.press("v")
    assert violations() == []
