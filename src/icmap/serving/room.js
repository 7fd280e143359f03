// The live page: what the server says is put on it as it comes. Names of the map become text; the only markup is what
// icmap itself has written (pictures, cards, tables, all escaped). Nothing is sent but the question of what-if.
"use strict";

import { mapIn } from "./map.js";

const byId = (id) => document.getElementById(id);
const state = { shown: null, parties: [], revision: -1, at: -1, presenting: false, need: null, connection: "connecting" };
const supposed = { late: [], away: [], options: new Set() };
let flashing = null;

function make(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
// A number stays with its unit.
const together = (text) => text.replace(/(\d) (?=(min|h|d|s|%|weeks?|months?)\b|%)/g, "$1\u00a0");
function put(id, text) {
  byId(id).textContent = text;
  return byId(id);
}
// Where something is written: the number of the line, which opens an editor there.
function placed(where) {
  return where ? [make("a", { class: "place", href: where.address, title: "Open in the editor" }, where.text)] : [];
}

// ---- Theme.

const dark = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
function showTheme() {
  byId("theme").setAttribute("aria-pressed", String(isDark()));
}
function turnTheme() {
  root.dataset.theme = isDark() ? "light" : "dark";
  showTheme();
}
dark.addEventListener("change", showTheme);
byId("theme").addEventListener("click", turnTheme);
showTheme();

// ---- The map.

const map = mapIn(byId("view"), openCard);
byId("zoom-in").addEventListener("click", () => map.zoom(1 / 1.3));
byId("zoom-out").addEventListener("click", () => map.zoom(1.3));
byId("zoom-all").addEventListener("click", map.showAll);

function showPicture({ revision, picture }) {
  state.parties = picture.parties;
  map.show(picture, picture.parties);
  byId("legend").innerHTML = picture.legend;
  byId("key").hidden = !picture.legend;
  byId("remarks").hidden = !picture.remarks.length;
  put("remarks", picture.remarks.join(" "));
  byId("everybody").replaceChildren(...picture.parties.map((party) => make("option", { value: party.name })));
  if (flashing && flashing.revision === revision) map.flash(flashing.parties);
  flashing = null;
  light();
  root.dataset.picture = revision;
}

// ---- What is shown.

function showScreen(shown) {
  const { trouble, screen, revision } = shown;
  const renewed = screen && revision !== state.revision;
  const before = state.shown?.screen ? new Set(state.shown.screen.items.map((item) => item.text)) : null;
  state.shown = shown;
  showTrouble(trouble, Boolean(screen));
  showStatus();
  if (!renewed) return;
  state.revision = revision;
  document.title = `${screen.title} · icmap`;
  put("title", screen.title);
  put("subtitle", screen.subtitle);
  showItems(screen, before);
  showNeeds(screen);
  showOptions(shown.options);
  if (!byId("card").hidden) refreshCard();
  if (isSupposed()) askWhatIf();
  root.dataset.revision = revision;
}

function showTrouble(trouble, stays) {
  byId("file").hidden = !trouble.mistakes.length;
  byId("file").classList.toggle("broken", trouble.broken);
  byId("stays").hidden = !(trouble.broken && stays);
  put("h-file", trouble.broken ? "The file has mistakes" : "Remarks on the file");
  byId("mistakes").replaceChildren(...trouble.mistakes.map(mistakeShown));
}
function mistakeShown(mistake) {
  const head = make("p", { class: "message" }, ...placed(mistake.where), " ", mistake.message);
  const parts = [head];
  if (mistake.marked) {
    const { before, marked, after } = mistake;
    const carets = make("span", { class: "carets", "aria-hidden": "true" }, "\n" + " ".repeat(before.length) + "^".repeat(marked.length));
    parts.push(make("pre", { tabindex: "0", role: "group", "aria-label": "The line in the file" }, before, make("mark", {}, marked), after, carets));
  }
  if (mistake.hint) parts.push(make("p", { class: "hint" }, make("strong", {}, "hint: "), mistake.hint));
  return make("li", { class: mistake.severity }, ...parts);
}
function showStatus() {
  const trouble = state.shown?.trouble;
  const [kind, words] =
    state.connection === "lost" ? ["lost", "icmap serve does not answer; this is what it showed last"]
    : !trouble ? ["", "connecting …"]
    : trouble.broken ? ["broken", `the file: ${trouble.words}`]
    : ["live", "follows the file"];
  byId("status").className = `status ${kind}`;
  put("status", words);
  root.dataset.status = kind;
}

function showItems(screen, before) {
  byId("items").replaceChildren(...screen.items.map((item, at) => itemShown(item, at, before)));
  byId("nothing").hidden = screen.items.length > 0;
  put("nothing", screen.nothing);
  const lacks = screen.missing.map((lack) => make("li", {}, lack.text, " ", ...placed(lack.where)));
  byId("lacks").replaceChildren(...(lacks.length ? [make("h3", {}, "What would say more"), make("ul", {}, ...lacks)] : []));
  if (state.at >= screen.items.length) state.at = screen.items.length - 1;
  if (state.presenting && state.at < 0 && screen.items.length) state.at = 0;
  showPresented();
  light();
}
function itemShown(item, at, before) {
  const button = make("button", { type: "button", class: "said" }, together(item.text), ...(item.lever ? [" ", make("span", { class: "lever" }, together(item.lever))] : []));
  button.addEventListener("click", () => goTo(state.at === at ? -1 : at));
  const found = make("li", { class: before && !before.has(item.text) ? "item new" : "item" },
    make("span", { class: "number", "aria-hidden": "true" }, String(at + 1)), button, make("p", { class: "foot" }, ...placed(item.where)));
  return found;
}

// Goes to an item and lights up its place on the map; -1 is none.
function goTo(at) {
  state.at = at;
  showPresented();
  light();
}
function step(by) {
  const count = state.shown?.screen?.items.length || 0;
  if (count) goTo((Math.max(state.at, by > 0 ? -1 : 0) + by + count) % count);
}
function light() {
  const item = state.shown?.screen?.items[state.at];
  for (const [at, each] of [...byId("items").children].entries()) {
    each.classList.toggle("at", at === state.at);
    each.querySelector("button").setAttribute("aria-pressed", String(at === state.at));
  }
  map.light(item ? item.parties : [], { closer: state.presenting });
}
function showPresented() {
  const items = state.shown?.screen?.items || [], item = items[state.at];
  put("count", items.length ? `${state.at + 1} of ${items.length}` : "");
  put("says", item ? together(item.text) : state.shown?.screen?.nothing || "");
  put("lever", item ? together(item.lever) : "");
}

function showChanges({ revision, changes }) {
  const news = byId("news");
  news.hidden = !changes;
  if (!changes) return news.replaceChildren();
  flashing = { revision, parties: changes.parties };
  const line = (kind, sign, text, more) =>
    text ? [make("p", { class: kind }, make("strong", {}, `${sign} `), together(text), more ? make("span", { class: "more" }, ` and ${more} more`) : "")] : [];
  const lines = [
    ...line("worse", "Worse:", changes.worse, changes.more_worse),
    ...line("better", "Better:", changes.better, changes.more_better),
  ];
  news.replaceChildren(...(lines.length ? lines : [make("p", {}, "The last save makes nothing worse and nothing better.")]));
}

// ---- When a need comes.

function showNeeds(screen) {
  byId("when").hidden = !screen.needs.length;
  const known = screen.needs.some((need) => need.key === state.need);
  if (!known) state.need = null;
  byId("need").replaceChildren(...screen.needs.map((need) => {
    const option = make("option", { value: need.key }, need.verdict === "broken" ? `${need.words} (too late)` : need.words);
    option.selected = need.key === (state.need || screen.worst);
    return option;
  }));
  if (state.need === null || state.need === screen.worst) byId("timeline").innerHTML = screen.timeline;
  else showTimeline();
}
async function showTimeline() {
  const key = byId("need").value;
  state.need = key;
  const found = await asked(`timeline?need=${encodeURIComponent(key)}`);
  if (state.need === key && !found.error) byId("timeline").innerHTML = found.html;
}
byId("need").addEventListener("change", showTimeline);

async function asked(address, question) {
  const posted = question && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(question) };
  try {
    return await (await fetch(address, posted)).json();
  } catch {
    return { error: "icmap serve does not answer", hint: "" };
  }
}

// ---- A party's card.

let carded = null;

function showSide() {
  byId("side").hidden = byId("card").hidden && byId("suppose").hidden;
}
async function openCard(key, { quiet = false } = {}) {
  carded = key;
  map.choose(key);
  const found = await asked(`card?party=${encodeURIComponent(key)}`);
  if (carded !== key) return;
  if (found.error) return quiet ? closeCard() : undefined;
  put("card-name", found.name);
  put("card-subtitle", found.subtitle);
  byId("card-place").replaceChildren(...placed(found.where));
  byId("card-body").innerHTML = found.html;
  byId("card").hidden = false;
  showSide();
  if (!quiet && !state.presenting) byId("card-name").focus();
}
const refreshCard = () => carded && openCard(carded, { quiet: true });
function closeCard() {
  const key = carded;
  carded = null;
  map.choose(null);
  byId("card").hidden = true;
  showSide();
  if (key) map.focus(key);
}
byId("close-card").addEventListener("click", closeCard);
byId("find").addEventListener("change", (event) => {
  const found = partyNamed(event.target.value);
  if (found) openCard(found.key);
});
const partyNamed = (name) => state.parties.find((party) => party.key === name.trim()) || state.parties.find((party) => party.name === name.trim());
const nameOf = (key) => state.parties.find((party) => party.key === key)?.name || key;
byId("card-late").addEventListener("click", () => {
  openWhatIf();
  byId("who").value = nameOf(carded);
  byId("by").focus();
});
byId("card-away").addEventListener("click", () => {
  openWhatIf();
  suppose("away", carded);
});

// ---- What if.

const isSupposed = () => supposed.late.length + supposed.away.length + supposed.options.size > 0;

function openWhatIf() {
  byId("suppose").hidden = false;
  showSide();
  byId("h-suppose").focus();
}
function closeWhatIf() {
  Object.assign(supposed, { late: [], away: [], options: new Set() });
  for (const box of byId("options").querySelectorAll("input")) box.checked = false;
  byId("suppose").hidden = true;
  showSupposed();
  showSide();
  byId("ask").focus();
}
byId("ask").addEventListener("click", openWhatIf);
byId("close-suppose").addEventListener("click", closeWhatIf);
byId("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const named = byId("who").value.trim(), by = byId("by").value.trim();
  const who = partyNamed(named)?.key || named;
  if (event.submitter === byId("add-away")) suppose("away", who);
  else if (by) suppose("late", who, by);
  else return byId("by").focus();
  byId("who").value = byId("by").value = "";
  byId("who").focus();
});
function suppose(kind, who, by) {
  supposed.late = supposed.late.filter(([other]) => other !== who);
  supposed.away = supposed.away.filter((other) => other !== who);
  if (kind === "late") supposed.late.push([who, by]);
  else supposed.away.push(who);
  showSupposed();
}
function showSupposed() {
  const chip = (text, drop) => {
    const button = make("button", { type: "button", "aria-label": `No longer: ${text}` }, "×");
    button.addEventListener("click", () => {
      drop();
      showSupposed();
    });
    return make("li", {}, text, " ", button);
  };
  byId("supposed").replaceChildren(
    ...supposed.late.map((each) => chip(`${nameOf(each[0])} late by ${each[1]}`, () => supposed.late.splice(supposed.late.indexOf(each), 1))),
    ...supposed.away.map((who) => chip(`${nameOf(who)} away`, () => supposed.away.splice(supposed.away.indexOf(who), 1))),
  );
  askWhatIf();
}
function showOptions(options) {
  const known = new Set(options.map((option) => option.name));
  for (const name of supposed.options) if (!known.has(name)) supposed.options.delete(name);
  byId("options").hidden = !options.length;
  const boxes = options.map((option) => {
    const box = make("input", { type: "checkbox" });
    box.checked = supposed.options.has(option.name);
    box.addEventListener("change", () => {
      supposed.options[box.checked ? "add" : "delete"](option.name);
      askWhatIf();
    });
    return make("label", {}, box, make("span", {}, option.do, make("span", { class: "what" }, ` · ${option.of}`)));
  });
  byId("options").replaceChildren(byId("options").querySelector("legend"), ...boxes);
}
let questions = 0;
async function askWhatIf() {
  const number = ++questions;
  if (!isSupposed()) {
    byId("answer").replaceChildren();
    return map.hit({});
  }
  if (state.at >= 0 && !state.presenting) goTo(-1);
  const { late, away, options } = supposed;
  const found = await asked("what-if", { late, away, options: [...options] });
  if (number !== questions) return;
  if (found.error) {
    byId("answer").replaceChildren(make("p", { class: "warning" }, found.error, found.hint ? make("span", { class: "hint" }, ` (${found.hint})`) : ""));
    return map.hit({});
  }
  byId("answer").innerHTML = found.html;
  map.hit({ ...found, away });
}

// A table that scrolls by itself can be reached with the keyboard.
function reachTables() {
  for (const box of document.querySelectorAll(".scroll")) {
    const scrolls = box.scrollWidth > box.clientWidth + 1;
    for (const [name, value] of [["tabindex", "0"], ["role", "group"], ["aria-label", `${box.dataset.label || "Table"} (scrolls)`]]) {
      if (scrolls) box.setAttribute(name, value);
      else box.removeAttribute(name);
    }
  }
}
const sizes = new ResizeObserver(reachTables);
for (const id of ["timeline", "card-body", "answer"]) sizes.observe(byId(id));

// ---- The presenter's view, and the keys.

function present(wanted = !state.presenting) {
  state.presenting = wanted;
  root.classList.toggle("presents", wanted);
  byId("presented").hidden = !wanted;
  byId("present").setAttribute("aria-pressed", String(wanted));
  if (wanted && state.at < 0 && state.shown?.screen?.items.length) state.at = 0;
  showPresented();
  light();
  if (!wanted) map.showAll();
}
byId("present").addEventListener("click", () => present());

addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.key === "n" || (state.presenting && (event.key === "PageDown" || event.key === "ArrowRight"))) step(1);
  else if (event.key === "p" || (state.presenting && (event.key === "PageUp" || event.key === "ArrowLeft"))) step(-1);
  else if (event.key === "v") present();
  else if (event.key === "d") turnTheme();
  else if (event.key === "Escape") leave();
  else return;
  event.preventDefault();
});
function leave() {
  if (!byId("card").hidden) closeCard();
  else if (!byId("suppose").hidden) closeWhatIf();
  else if (state.presenting) present(false);
  else goTo(-1);
}

// ---- The stream: one for all tabs of this browser where it can, else one of its own.

const handlers = { screen: showScreen, changes: showChanges, picture: showPicture };

function hear(message) {
  if (typeof message === "string") {
    state.connection = message;
    showStatus();
  } else {
    handlers[message.name](JSON.parse(message.data));
  }
}
function hearAlone() {
  const source = new EventSource("events");
  for (const name of Object.keys(handlers)) source.addEventListener(name, (event) => hear({ name, data: event.data }));
  source.addEventListener("open", () => hear("open"));
  source.addEventListener("error", () => hear("lost"));
}
if (typeof SharedWorker === "function") {
  const worker = new SharedWorker("stream.js");
  worker.onerror = hearAlone;
  worker.port.onmessage = (event) => hear(event.data);
} else {
  hearAlone();
}
