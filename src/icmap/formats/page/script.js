// What moves on the page: theme, printing, sorting, and the map (move, zoom, find, neighbours, focus, keyboard).
// Names are put into the page as text only. Nothing is fetched, nothing is sent.
"use strict";

const root = document.documentElement;
const byId = (id) => document.getElementById(id);
root.classList.add("js");

// An element with attributes and children; children are elements or text.
function make(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// ---- Theme: as the system prefers, until the reader chooses.

const prefersDark = matchMedia("(prefers-color-scheme: dark)");
let chosenTheme = null;

function showTheme() {
  if (chosenTheme) root.dataset.theme = chosenTheme;
  byId("theme").setAttribute("aria-pressed", String(isDark()));
}
function isDark() {
  return chosenTheme ? chosenTheme === "dark" : prefersDark.matches;
}
prefersDark.addEventListener("change", showTheme);
byId("theme").addEventListener("click", () => {
  chosenTheme = isDark() ? "light" : "dark";
  showTheme();
});
showTheme();

// ---- Printing: everything unfolded, the whole map. The style sheet prints in light colours.

const beforePrint = [];
const afterPrint = [];
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  for (const details of folded) details.open = true;
  for (const prepare of beforePrint) prepare();
});
addEventListener("afterprint", () => {
  for (const details of folded) details.open = false;
  for (const restore of afterPrint) restore();
});
byId("print").addEventListener("click", () => print());

// ---- Tables: a heading sorts; a table that scrolls can be reached by the keyboard.

const UNITS = { ms: 0.001, s: 1, min: 60, h: 3600, d: 86400, months: 2678400 };

// What a cell is worth: its times added up, else its first number, else nothing.
function worth(text) {
  const times = [...text.matchAll(/(-?[\d.,]+) (ms|s|min|h|d|months)(?![a-z])/g)];
  if (times.length) return times.reduce((sum, [, count, unit]) => sum + Number(count.replace(/,/g, "")) * UNITS[unit], 0);
  const number = text.match(/^\D{0,12}?(-?\d[\d,]*(\.\d+)?)/);
  return number ? Number(number[1].replace(/,/g, "")) : null;
}

function compare(one, other, numeric) {
  const a = one.trim(), b = other.trim();
  if (!a || !b) return !a && !b ? 0 : a ? -1 : 1;
  if (!numeric) return a.localeCompare(b, "en");
  const x = worth(a), y = worth(b);
  return x === null || y === null ? (x === null) - (y === null) : x - y;
}

function sortBy(table, heading) {
  const at = heading.cellIndex;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const cell = (row) => row.cells[at].textContent;
  const filled = rows.map(cell).filter((text) => text.trim());
  const numeric = filled.length > 0 && filled.filter((text) => worth(text) !== null && /^[-\d]|^at least|^nothing/.test(text)).length > filled.length / 2;
  const downwards = heading.getAttribute("aria-sort") ? heading.getAttribute("aria-sort") === "ascending" : numeric;
  const order = rows.map((row, place) => [row, place]);
  order.sort(([one, i], [other, j]) => {
    const empty = !cell(one).trim() || !cell(other).trim();
    const found = compare(cell(one), cell(other), numeric);
    return (downwards && !empty ? -found : found) || i - j;
  });
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", downwards ? "descending" : "ascending");
  body.append(...order.map(([row]) => row));
}

for (const table of document.querySelectorAll("table")) {
  if (table.tBodies[0].rows.length < 2) continue;
  for (const heading of table.tHead.rows[0].cells) {
    if (heading.classList.contains("bars")) continue;
    const button = make("button", { type: "button", class: "sort" }, heading.textContent);
    button.addEventListener("click", () => sortBy(table, heading));
    heading.replaceChildren(button);
  }
}

const scrollers = [...document.querySelectorAll(".scroll, .side")];
function reachScrollers() {
  for (const box of scrollers) {
    if (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1) {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", (box.dataset.label || "Details") + " (scrolls)");
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    }
  }
}
const watcher = new ResizeObserver(reachScrollers);
for (const box of scrollers) watcher.observe(box);

// ---- The map.

function startMap(view, everyone) {
  const svg = view.querySelector("svg");
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const world = svg.querySelector("g");
  const actors = everyone.actors.map(([name, node, facts], place) => ({ name, node, facts, place, serves: [], served: [] }));
  for (const [provider, customer, what] of everyone.flows) {
    actors[provider].serves.push([actors[customer], what]);
    actors[customer].served.push([actors[provider], what]);
  }

  // Whoever is drawn, by the id of the element; where several are drawn as one, the one that stands for all comes first.
  const shown = new Map();
  for (const actor of actors) {
    const element = actor.node && byId(actor.node);
    if (!element) continue;
    const title = element.querySelector("title");
    const stands = title && (title.textContent === actor.name || title.textContent.startsWith(actor.name + " ·"));
    if (!shown.has(actor.node) || stands) shown.set(actor.node, actor);
  }
  const lines = [...svg.querySelectorAll("[data-tail]")];
  const linesAt = new Map();
  for (const line of lines) {
    for (const end of [line.dataset.tail, line.dataset.head]) {
      if (!linesAt.has(end)) linesAt.set(end, []);
      linesAt.get(end).push(line);
    }
  }

  const labels = new Map([...svg.querySelectorAll("[data-label]")].map((label) => [label.dataset.label, label]));

  // -- Moving and zooming: one transformation of the world, painted at most once a frame.

  const base = world.getAttribute("transform") || "";
  let x = 0, y = 0, scale = 1, waiting = false;

  function paint() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      world.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(4)}) ${base}`);
    });
  }
  function size() {
    const room = Math.max(innerWidth > 700 ? 330 : 280, Math.min(innerHeight * 0.74, (view.clientWidth * height) / width + 8));
    view.style.height = `${Math.round(room)}px`;
  }
  function fitting() {
    return Math.min(view.clientWidth / width, view.clientHeight / height, 1.25);
  }
  function showAll() {
    scale = fitting();
    x = (view.clientWidth - width * scale) / 2;
    y = (view.clientHeight - height * scale) / 2;
    paint();
  }
  function zoom(factor, atX = view.clientWidth / 2, atY = view.clientHeight / 2) {
    const next = Math.min(4, Math.max(fitting() * 0.6, scale * factor));
    x = atX - ((atX - x) * next) / scale;
    y = atY - ((atY - y) * next) / scale;
    scale = next;
    paint();
  }
  function place(node) {
    const box = byId(node).getBBox();
    return { x: box.x + box.width / 2 + 14, y: box.y + box.height / 2 + 14 };
  }
  function bringIntoView(node, closer) {
    const at = place(node);
    if (closer) scale = Math.max(scale, 0.8);
    const left = x + at.x * scale, top = y + at.y * scale;
    const inside = left > 90 && left < view.clientWidth - 90 && top > 40 && top < view.clientHeight - 40;
    if (!inside || closer) {
      x = view.clientWidth / 2 - at.x * scale;
      y = view.clientHeight / 2 - at.y * scale;
    }
    paint();
  }

  const pointers = new Map();
  let dragged = 0;
  view.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    pointers.set(event.pointerId, event);
    dragged = 0;
  });
  view.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const dx = event.clientX - before.clientX, dy = event.clientY - before.clientY;
    dragged += Math.abs(dx) + Math.abs(dy);
    if (dragged > 6 && !view.classList.contains("drags")) {
      view.classList.add("drags");
      view.setPointerCapture(event.pointerId);
    }
    if (pointers.size === 2) {
      const [other] = [...pointers.values()].filter((each) => each.pointerId !== event.pointerId);
      const far = (each) => Math.hypot(each.clientX - other.clientX, each.clientY - other.clientY) || 1;
      const box = view.getBoundingClientRect();
      zoom(far(event) / far(before), (event.clientX + other.clientX) / 2 - box.left, (event.clientY + other.clientY) / 2 - box.top);
    } else if (dragged > 6) {
      x += dx;
      y += dy;
      paint();
    }
    pointers.set(event.pointerId, event);
  });
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) {
    view.addEventListener(name, (event) => {
      if (name === "pointerleave" && view.hasPointerCapture(event.pointerId)) return;
      pointers.delete(event.pointerId);
      view.classList.remove("drags");
    });
  }
  view.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = view.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY * 0.004), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
  byId("zoom-in").addEventListener("click", () => zoom(1.3));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  byId("zoom-all").addEventListener("click", showAll);

  // -- Neighbours: whoever serves, is served, and the lines between; everything else steps back.

  let chosen = null, marked = [];

  function mark(node) {
    for (const element of marked) element.classList.remove("near");
    marked = [];
    view.classList.toggle("picks", Boolean(node));
    if (!node) return;
    const near = new Set([byId(node)]);
    for (const line of linesAt.get(node) || []) {
      near.add(line).add(byId(line.dataset.tail)).add(byId(line.dataset.head));
      if (labels.has(line.id)) near.add(labels.get(line.id));
    }
    marked = [...near];
    for (const element of marked) element.classList.add("near");
  }
  function markMatches(nodes) {
    mark(null);
    view.classList.toggle("picks", nodes.length > 0);
    marked = nodes.map(byId);
    for (const element of marked) element.classList.add("near");
  }
  const rest = () => mark(chosen && chosen.node);

  // -- Focus: the card of one party beside the map.

  const card = byId("party");

  function list(title, found) {
    if (!found.length) return [];
    const items = found.map(([other, what]) => {
      const button = make("button", { type: "button" }, other.name);
      button.addEventListener("click", () => choose(other, { move: true }));
      return make("li", {}, button, ...(what ? [make("span", { class: "what" }, what)] : []));
    });
    return [make("h4", {}, `${title} (${found.length})`), make("ul", {}, ...items)];
  }
  function tell(actor) {
    const close = make("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
    close.addEventListener("click", release);
    const facts = make("dl", {}, ...actor.facts.flatMap(([word, value]) => [make("dt", {}, word), make("dd", {}, value)]));
    const drawnAs = shown.get(actor.node);
    const folded = drawnAs && drawnAs !== actor ? [make("p", { class: "what" }, `On the map it is part of ${drawnAs.name}.`)] : [];
    const name = make("h3", { id: "party-name", tabindex: "-1" }, actor.name);
    card.replaceChildren(close, name, ...folded, facts, ...list("Is served by", actor.served), ...list("Serves", actor.serves));
    card.setAttribute("role", "region");
    card.setAttribute("aria-labelledby", "party-name");
    card.hidden = false;
    card.parentElement.scrollTop = 0;
    say(`${actor.name}: served by ${actor.served.length}, serves ${actor.serves.length}`);
    reachScrollers();
  }
  function choose(actor, { move = false, closer = false } = {}) {
    if (chosen && chosen.node) byId(chosen.node).classList.remove("chosen");
    chosen = actor;
    tell(actor);
    mark(actor.node);
    if (!actor.node) return;
    byId(actor.node).classList.add("chosen");
    rove(actor.node);
    if (move) bringIntoView(actor.node, closer);
  }
  function release() {
    if (!chosen) return;
    const { node } = chosen;
    if (node) byId(node).classList.remove("chosen");
    chosen = null;
    card.hidden = true;
    mark(null);
    if (node && card.contains(document.activeElement)) byId(node).focus({ preventScroll: true });
  }

  const voice = make("div", { class: "hidden", "aria-live": "polite" });
  view.parentElement.append(voice);
  function say(text) {
    voice.textContent = text;
  }

  // -- Keyboard: one stop for Tab, the arrows go to the next in their direction.

  svg.removeAttribute("focusable");
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-describedby", "map-help");
  for (const [node, actor] of shown) {
    const element = byId(node);
    element.dataset.node = node;
    element.setAttribute("role", "button");
    element.setAttribute("tabindex", "-1");
    element.setAttribute("aria-label", `${actor.name}, served by ${actor.served.length}, serves ${actor.serves.length}`);
    element.addEventListener("pointerenter", () => pointers.size || mark(node));
    element.addEventListener("pointerleave", () => pointers.size || rest());
    element.addEventListener("focus", () => {
      rove(node);
      if (element.matches(":focus-visible")) {
        mark(node);
        bringIntoView(node, false);
      }
    });
    element.addEventListener("blur", rest);
    element.addEventListener("click", () => dragged > 6 || choose(actor));
  }
  svg.addEventListener("click", (event) => {
    if (dragged <= 6 && !event.target.closest("[data-node]")) release();
  });

  let stop = null;
  function rove(node) {
    if (stop) byId(stop).setAttribute("tabindex", "-1");
    stop = node;
    byId(stop).setAttribute("tabindex", "0");
  }
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function next(from, [dx, dy]) {
    const here = place(from);
    let best = null, least = Infinity;
    for (const node of shown.keys()) {
      const at = place(node);
      const along = (at.x - here.x) * dx + (at.y - here.y) * dy;
      const aside = Math.abs((at.x - here.x) * dy) + Math.abs((at.y - here.y) * dx);
      if (node !== from && along > 4 && along + 2.5 * aside < least) {
        least = along + 2.5 * aside;
        best = node;
      }
    }
    return best;
  }
  view.addEventListener("keydown", (event) => {
    const node = event.target.dataset && event.target.dataset.node;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in ARROWS) {
      const to = node && next(node, ARROWS[event.key]);
      if (to) byId(to).focus({ preventScroll: true });
    } else if (event.key === "Home" || event.key === "End") {
      const nodes = [...shown.keys()];
      byId(event.key === "Home" ? nodes[0] : nodes[nodes.length - 1]).focus({ preventScroll: true });
    } else if ((event.key === "Enter" || event.key === " ") && node) {
      choose(shown.get(node), { move: true });
    } else if (event.key === "+" || event.key === "=") {
      zoom(1.3);
    } else if (event.key === "-") {
      zoom(1 / 1.3);
    } else if (event.key === "0") {
      showAll();
    } else {
      return;
    }
    event.preventDefault();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen) release();
  });

  // -- Finding.

  const input = byId("find"), found = byId("found");
  let hits = [], active = -1;

  function show() {
    const wanted = input.value.trim().toLowerCase();
    const all = wanted ? actors.filter((actor) => actor.name.toLowerCase().includes(wanted)) : [];
    hits = all.slice(0, 12);
    active = hits.length ? 0 : -1;
    found.replaceChildren(...hits.map((actor, at) => {
      const item = make("li", { role: "option", id: `hit-${at}`, "aria-selected": String(at === active) }, actor.name);
      item.addEventListener("pointerdown", (event) => event.preventDefault());
      item.addEventListener("click", () => take(at));
      return item;
    }));
    found.hidden = !hits.length;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    point();
    if (wanted) say(all.length ? `${all.length} found` : "nobody found");
    if (wanted) markMatches([...new Set(all.map((actor) => actor.node).filter(Boolean))]);
    else rest();
  }
  function point() {
    for (const [at, item] of [...found.children].entries()) item.setAttribute("aria-selected", String(at === active));
    if (active >= 0) {
      input.setAttribute("aria-activedescendant", `hit-${active}`);
      found.children[active].scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }
  function hide() {
    found.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function take(at) {
    const actor = hits[at];
    if (!actor) return;
    input.value = actor.name;
    hide();
    choose(actor, { move: true, closer: true });
  }
  input.addEventListener("input", show);
  input.addEventListener("blur", () => {
    hide();
    rest();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (hits.length) active = (active + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length;
      point();
    } else if (event.key === "Enter") {
      take(active);
    } else if (event.key === "Escape" && (input.value || !found.hidden)) {
      input.value = "";
      show();
      hide();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });

  // -- Links of the page into the picture.

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-party]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const actor = actors[Number(link.dataset.party)];
    byId("f-map").scrollIntoView({ block: "start" });
    choose(actor, { move: true, closer: true });
    if (actor.node) byId(actor.node).focus({ preventScroll: true });
  });

  beforePrint.push(() => {
    mark(null);
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    world.setAttribute("transform", base);
  });
  afterPrint.push(() => {
    svg.removeAttribute("viewBox");
    paint();
    rest();
  });

  // At first all of it; on a small screen as much as can be read, from the end customers on.
  function begin() {
    showAll();
    if (scale >= 0.5 || innerWidth > 700) return;
    scale = 0.5;
    x = view.clientWidth - width * scale;
    y = (view.clientHeight - height * scale) / 2;
    paint();
  }

  svg.removeAttribute("viewBox");
  size();
  begin();
  rove([...shown.keys()][0]);
  let wide = view.clientWidth;
  new ResizeObserver(() => {
    if (view.clientWidth === wide || matchMedia("print").matches) return;
    wide = view.clientWidth;
    size();
    begin();
  }).observe(view);
}

const view = byId("map-view"), told = byId("everyone");
if (view && told) startMap(view, JSON.parse(told.textContent));
reachScrollers();
