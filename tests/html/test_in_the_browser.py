"""The report in Chromium: silent, alone, and usable with mouse, keyboard, screen reader and printer."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from html_page import EVIL, EXAMPLES, Opened, a_browser, a_row_of, html_of, opening, written_pages  # noqa: F401 - fixtures
from worlds import shared

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
SMALL = sorted(path.name for path in EXAMPLES.glob("*.yaml"))
HOSPITAL = "university-hospital/hospital.yaml"

Open = Callable[..., Opened]
Pages = Callable[[str], str]


@pytest.fixture
def airline(opened: Open, pages: Pages) -> Any:
    return opened(pages("airline.yaml")).tab


def chosen(tab: Any) -> str | None:
    """Whose card is open."""
    card = tab.locator("#party")
    return str(card.locator("h3").text_content()) if card.is_visible() else None


def scale(tab: Any) -> float:
    transform = tab.locator("#map-view svg > g").get_attribute("transform")
    return float(transform.split("scale(")[1].split(")")[0])


def settled(tab: Any) -> None:
    tab.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.mark.parametrize("name", [*SMALL, HOSPITAL])
def test_a_page_says_nothing_on_the_console_and_asks_for_nothing(opened: Open, pages: Pages, name: str) -> None:
    page = opened(pages(name))

    page.tab.wait_for_load_state("networkidle")

    assert page.said == []
    assert len(page.asked) == 1


@pytest.mark.parametrize("width", [1280, 400])
@pytest.mark.parametrize("name", ["airline.yaml", "month-end-close.yaml", HOSPITAL])
def test_nothing_is_wider_than_the_window(opened: Open, pages: Pages, name: str, width: int) -> None:
    tab = opened(pages(name), width=width).tab

    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_the_policy_forbids_everything_but_the_pages_own_script_and_style(opened: Open, pages: Pages) -> None:
    page = opened(pages("payday.yaml"))

    page.tab.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=\"https://example.org/x.png\" style=\"color: red\">')"
    )
    page.tab.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'window.evil = 1'}))"
    )

    assert page.tab.evaluate("window.evil") is None
    assert any("Content Security Policy" in each for each in page.said)


def test_finding_a_name_opens_its_card(airline: Any) -> None:
    airline.fill("#find", "clean")
    airline.keyboard.press("Enter")

    assert chosen(airline) == "cleaners"
    assert "ground handling" in airline.locator("#party").inner_text()


def test_finding_shows_the_hits_and_the_arrows_choose_among_them(airline: Any) -> None:
    airline.fill("#find", "flight")
    hits = airline.locator("#found li")
    first = hits.nth(0).text_content()

    airline.keyboard.press("ArrowDown")

    assert hits.count() > 1
    assert hits.nth(1).get_attribute("aria-selected") == "true"
    assert airline.get_attribute("#find", "aria-activedescendant") == "hit-1"
    airline.keyboard.press("Enter")
    assert chosen(airline) not in (None, first)


def test_finding_nobody_finds_nobody(airline: Any) -> None:
    airline.fill("#find", "nobody of that name")

    assert airline.locator("#found").is_hidden()


def test_hovering_shows_the_neighbours_and_leaving_ends_it(airline: Any) -> None:
    pilots = airline.locator("#map-view [aria-label^='pilots']")

    pilots.hover()

    near = {
        str(label).split(",")[0]
        for label in airline.eval_on_selector_all(
            ".near[data-node]", "found => found.map((each) => each.getAttribute('aria-label'))"
        )
    }
    assert {"pilots", "cabin crew", "passengers", "flight operations"} <= near
    assert "cleaners" not in near
    airline.mouse.move(5, 5)
    assert airline.locator("#map-view.picks").count() == 0


def test_a_click_opens_a_card_and_a_click_beside_closes_it(airline: Any) -> None:
    airline.locator("#map-view [aria-label^='pilots']").click()
    opened_card = chosen(airline)

    box = airline.locator("#map-view").bounding_box()
    airline.mouse.click(box["x"] + 6, box["y"] + box["height"] - 6)

    assert opened_card == "pilots"
    assert chosen(airline) is None


def test_a_card_leads_on_to_the_neighbours(airline: Any) -> None:
    airline.locator("#map-view [aria-label^='pilots']").click()

    airline.locator("#party li button", has_text="cabin crew").first.click()

    assert chosen(airline) == "cabin crew"


def test_the_map_is_one_stop_for_the_tab_key(airline: Any) -> None:
    assert airline.locator("#map-view [tabindex='0']").count() == 1


def test_the_map_works_with_the_keyboard_alone(airline: Any) -> None:
    airline.focus("#zoom-all")
    airline.keyboard.press("Tab")
    first = airline.evaluate("document.activeElement.dataset.node")
    airline.keyboard.press("ArrowRight")
    second = airline.evaluate("document.activeElement.dataset.node")
    airline.keyboard.press("Enter")
    told = chosen(airline)
    airline.keyboard.press("Escape")

    assert first
    assert second
    assert second != first
    assert told is not None
    assert chosen(airline) is None
    assert airline.evaluate("document.activeElement.dataset.node") == second


def test_the_arrow_keys_reach_everybody(airline: Any) -> None:
    reached = airline.evaluate(
        """() => {
            const all = [...document.querySelectorAll('[data-node]')], seen = new Set([all[0]]), waiting = [all[0]];
            while (waiting.length) {
                const at = waiting.pop();
                for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
                    at.focus();
                    at.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
                    if (!seen.has(document.activeElement)) {
                        seen.add(document.activeElement);
                        waiting.push(document.activeElement);
                    }
                }
            }
            return seen.size === all.length;
        }"""
    )

    assert reached


def test_plus_minus_and_zero_zoom(airline: Any) -> None:
    settled(airline)
    whole = scale(airline)
    airline.locator("#map-view [tabindex='0']").focus()

    airline.keyboard.press("+")
    settled(airline)
    larger = scale(airline)
    airline.keyboard.press("-")
    settled(airline)
    back = scale(airline)
    airline.keyboard.press("+")
    airline.keyboard.press("0")
    settled(airline)

    assert larger > whole
    assert back == pytest.approx(whole, rel=0.01)
    assert scale(airline) == pytest.approx(whole, rel=0.01)


def test_dragging_moves_the_map_and_opens_no_card(airline: Any) -> None:
    airline.locator("#map-view").scroll_into_view_if_needed()
    settled(airline)
    before = airline.locator("#map-view svg > g").get_attribute("transform")
    box = airline.locator("#map-view [aria-label^='pilots']").bounding_box()

    airline.mouse.move(box["x"] + 10, box["y"] + 10)
    airline.mouse.down()
    airline.mouse.move(box["x"] - 60, box["y"] + 40, steps=4)
    airline.mouse.up()
    settled(airline)

    assert airline.locator("#map-view svg > g").get_attribute("transform") != before
    assert chosen(airline) is None


def test_the_wheel_scrolls_the_page_and_zooms_only_with_ctrl(airline: Any) -> None:
    settled(airline)
    whole = scale(airline)
    airline.locator("#map-view").scroll_into_view_if_needed()
    airline.locator("#map-view").hover()
    at = airline.evaluate("scrollY")

    airline.mouse.wheel(0, 60)
    airline.wait_for_function("(before) => scrollY > before", arg=at)
    without = scale(airline)
    airline.keyboard.down("Control")
    airline.mouse.wheel(0, -100)
    airline.keyboard.up("Control")

    assert without == whole
    airline.wait_for_function(
        "(before) => Number(document.querySelector('#map-view svg > g').getAttribute('transform').match(/scale.([\\d.]+)/)[1]) > before",
        arg=whole,
    )


def test_a_card_of_what_to_fix_leads_into_the_picture_and_to_its_section(airline: Any) -> None:
    card = airline.locator(".card").nth(1)

    card.locator("a", has_text="Show on the map").click()

    assert chosen(airline) == "cleaners"
    assert airline.evaluate("document.activeElement.getAttribute('aria-label')").startswith("cleaners")
    section = card.locator("a", has_text="More").get_attribute("href")
    assert airline.locator(str(section)).count() == 1


def test_every_link_leads_somewhere_on_the_page(opened: Open, pages: Pages) -> None:
    for name in ("airline.yaml", HOSPITAL):
        tab = opened(pages(name)).tab

        lost = tab.eval_on_selector_all(
            "a",
            "found => found.map((each) => each.getAttribute('href')).filter((href) => !href.startsWith('#') || !document.getElementById(href.slice(1)))",
        )

        assert lost == []


def test_somebody_folded_into_a_group_is_shown_as_the_group(opened: Open, pages: Pages) -> None:
    tab = opened(pages(HOSPITAL)).tab

    tab.fill("#find", "discharge pharmacy")
    tab.keyboard.press("Enter")

    assert chosen(tab) == "discharge pharmacy"
    assert "On the map it is part of" in tab.locator("#party").inner_text()
    assert tab.locator("#map-view .chosen").count() == 1


def column(tab: Any, table: Any, at: int) -> list[str]:
    return [str(text) for text in table.locator(f"tbody tr > *:nth-child({at})").all_text_contents()]


def test_a_table_sorts_by_times_not_by_their_letters(airline: Any) -> None:
    table = airline.locator("table", has=airline.locator("caption", has_text="Where saving time helps"))
    times = {"18 min": 18, "17 min": 17, "16 min": 16, "8 min": 8, "7 min": 7, "6 min": 6, "3 min": 3}

    table.locator("thead button", has_text="Takes").click()
    downwards = [times[text] for text in column(airline, table, 2)]
    table.locator("thead button", has_text="Takes").click()
    upwards = [times[text] for text in column(airline, table, 2)]

    assert downwards == sorted(downwards, reverse=True)
    assert upwards == sorted(upwards)
    assert table.locator("th[aria-sort='ascending']").count() == 1


def test_what_a_cell_is_worth_is_its_whole_time(airline: Any) -> None:
    texts = ["30 s", "1 min", "59 min", "1 h", "6 h 57 min", "7 h", "1 d", "1 d 4 h", "12.6 d", "3.1 months"]

    worth = airline.evaluate("(texts) => texts.map(worth)", texts)

    assert worth == sorted(worth)


def test_words_are_sorted_by_their_letters(airline: Any) -> None:
    table = airline.locator("#s-bottlenecks table").first

    table.locator("thead button", has_text="Party").click()

    names = column(airline, table, 1)
    assert names == sorted(names)


def background(tab: Any) -> str:
    return str(tab.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_page_is_dark_where_the_system_is_and_the_button_changes_it(opened: Open, pages: Pages) -> None:
    tab = opened(pages("airline.yaml"), scheme="dark").tab
    dark = background(tab)

    tab.click("#theme")

    assert dark == "rgb(18, 24, 31)"
    assert background(tab) == "rgb(255, 255, 255)"
    assert tab.get_attribute("#theme", "aria-pressed") == "false"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["airline.yaml", "platform-teams.yaml", "bakery.yaml", HOSPITAL])
def test_axe_finds_no_violation(opened: Open, pages: Pages, name: str, scheme: str) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not there: npm install axe-core")
    tab = opened(pages(name), scheme=scheme).tab
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    tab.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    tab.locator("#map-view [tabindex='0']").focus()
    tab.keyboard.press("Enter")

    found = tab.evaluate("axe.run({resultTypes: ['violations']})")

    told = [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found["violations"]]
    assert told == []


def test_headings_go_down_one_level_at_a_time(opened: Open, pages: Pages) -> None:
    tab = opened(pages("month-end-close.yaml")).tab

    levels = tab.eval_on_selector_all("h1, h2, h3, h4, h5, h6", "found => found.map((each) => Number(each.tagName[1]))")

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_it_prints_with_everything_unfolded_and_folds_it_again(opened: Open, pages: Pages) -> None:
    tab = opened(pages("airline.yaml")).tab
    tab.evaluate(
        "addEventListener('beforeprint', () => { window.folded = document.querySelectorAll('details:not([open])').length; })"
    )

    pdf = tab.pdf(prefer_css_page_size=True)

    assert pdf.startswith(b"%PDF")
    assert b"/MediaBox [0 0 595" in pdf or b"/MediaBox [0 0 594" in pdf
    assert tab.evaluate("window.folded") == 0
    assert tab.locator("details:not([open])").count() > 0


def test_paper_is_white_whatever_the_screen_is(opened: Open, pages: Pages) -> None:
    for scheme in ("light", "dark"):
        tab = opened(pages("payday.yaml"), scheme=scheme).tab
        tab.evaluate("document.documentElement.dataset.theme = 'dark'")

        tab.emulate_media(media="print")

        assert background(tab) == "rgb(255, 255, 255)"


def test_less_motion_is_asked_for_and_given(opened: Open, pages: Pages) -> None:
    tab = opened(pages("payday.yaml")).tab

    tab.emulate_media(reduced_motion="reduce")

    assert tab.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_without_its_script_the_page_still_says_everything(browser: Any, pages: Pages, tmp_path: Path) -> None:
    path = tmp_path / "still.html"
    path.write_text(pages("airline.yaml"), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    tab = context.new_page()

    tab.goto(path.as_uri())

    assert tab.locator("#map-view svg").is_visible()
    assert tab.locator(".toolbar").is_hidden()
    assert tab.locator("body").evaluate("(body) => getComputedStyle(body).backgroundColor") == "rgb(18, 24, 31)"
    assert tab.locator("#p3").count() == 1
    context.close()


def test_the_data_for_the_script_is_plain_json(pages: Pages) -> None:
    text = pages("airline.yaml")
    block = text.split('<script type="application/json" id="everyone">')[1].split("</script>")[0]

    assert {"actors", "flows"} == set(json.loads(block))


def test_the_names_of_other_peoples_trouble_do_nothing_in_a_browser(opened: Open) -> None:
    names = json.loads(shared("hostile", "naughty_names.json").read_text(encoding="utf-8"))

    page: Opened = opened(html_of(a_row_of([*names, *EVIL])))

    assert page.said == []
    assert len(page.asked) == 1
    assert page.tab.locator("img, iframe, object, embed, link, base, form").count() == 0
    told = page.tab.evaluate("JSON.parse(document.getElementById('everyone').textContent).actors.map(([name]) => name)")
    assert sorted(told) == sorted(f"n{place} {name}" for place, name in enumerate([*names, *EVIL]))
    page.tab.fill("#find", "onerror=")
    page.tab.keyboard.press("Enter")
    assert page.tab.locator("#party").is_visible()
    assert page.tab.locator("img").count() == 0
