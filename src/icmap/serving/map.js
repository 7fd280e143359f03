// The picture of the map on the live page: zoom, keyboard, and what is lit, flashes, or is hit. Names are put in as text only.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// A map in its view; `open` is called with the party that was chosen. A new picture takes the place of the old one.
export function mapIn(view, open) {
  let svg = null, nodes = new Map(), node = new Map(), whole = null, box = null, stop = null;
  let lit = [], chosen = null, hits = {};

  function show(picture, parties) {
    const held = document.activeElement && view.contains(document.activeElement) ? keyOf(document.activeElement.id) : null;
    const kept = svg && box !== whole && box ? share(box) : null;
    svg = document.createElementNS(SVG, "svg");
    svg.innerHTML = picture.svg;
    whole = [0, 0, picture.width || 1, picture.height || 1];
    node = new Map(parties.map((party) => [party.key, party.node]));
    nodes = new Map();
    for (const party of parties) {
      const drawn = party.node && svg.querySelector(`#${party.node}`);
      if (!drawn) continue;
      if (!nodes.has(party.node) || party.itself) nodes.set(party.node, party);
    }
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", `The map: ${parties.length} parties`);
    svg.setAttribute("aria-describedby", "map-help");
    for (const [id, party] of nodes) prepare(svg.querySelector(`#${id}`), party);
    view.replaceChildren(...(picture.svg ? [svg] : []));
    see(kept ? kept.map((part, at) => part * whole[2 + (at % 2)]) : whole);
    if (nodes.size) rove(nodes.keys().next().value);
    mark();
    if (held && node.get(held)) at(held)?.focus({ preventScroll: true });
  }
  const share = ([x, y, width, height]) => [x / whole[2], y / whole[3], width / whole[2], height / whole[3]];
  const at = (key) => svg && node.get(key) && svg.querySelector(`#${node.get(key)}`);
  const keyOf = (id) => nodes.get(id)?.key;

  function prepare(drawn, party) {
    drawn.dataset.node = drawn.id;
    drawn.setAttribute("role", "button");
    drawn.setAttribute("tabindex", "-1");
    drawn.setAttribute("aria-label", party.name);
    drawn.addEventListener("click", () => dragged > 6 || open(party.key));
    drawn.addEventListener("focus", () => rove(drawn.id));
  }

  // What is seen of it: a box in its coordinates.
  function see(next) {
    box = next[2] >= whole[2] * 0.999 && next[3] >= whole[3] * 0.999 ? whole : next;
    svg.setAttribute("viewBox", box.map((part) => part.toFixed(1)).join(" "));
  }
  function zoom(factor, x = box[0] + box[2] / 2, y = box[1] + box[3] / 2) {
    if (!svg) return;
    const by = Math.min(Math.max(factor, 0.3), whole[2] / box[2], 4);
    see([x - (x - box[0]) * by, y - (y - box[1]) * by, box[2] * by, box[3] * by]);
  }
  function showAll() {
    if (svg) see(whole);
  }
  function middle(id) {
    const drawn = svg.querySelector(`#${id}`), found = drawn.getBBox();
    const moved = drawn.getCTM().multiply(svg.getCTM().inverse());
    return { x: found.x + found.width / 2, y: found.y + found.height / 2, width: found.width, height: found.height, moved };
  }
  // Near enough to read whoever is lit, and wide enough to see where that is.
  function closeIn() {
    const places = [...new Set(lit.map((key) => node.get(key)).filter(Boolean))].map(middle);
    if (!places.length) return showAll();
    const left = Math.min(...places.map((each) => each.x - each.width)), right = Math.max(...places.map((each) => each.x + each.width));
    const top = Math.min(...places.map((each) => each.y - 2 * each.height)), low = Math.max(...places.map((each) => each.y + 2 * each.height));
    const least = Math.min(1, Math.max(0.45, 900 / whole[2]));
    const shape = view.clientHeight / Math.max(1, view.clientWidth);
    const wide = Math.max(right - left, (low - top) / shape, whole[2] * least), tall = wide * shape;
    if (wide >= whole[2]) return showAll();
    const bound = (middle, size, most) => (size > most ? (most - size) / 2 : Math.min(Math.max(0, middle - size / 2), most - size));
    see([bound((left + right) / 2, wide, whole[2]), bound((top + low) / 2, tall, whole[3]), wide, tall]);
  }

  let dragged = 0, from = null;
  view.addEventListener("pointerdown", (event) => {
    if (!event.button) [from, dragged] = [event, 0];
  });
  view.addEventListener("pointermove", (event) => {
    if (!from || !svg) return;
    const scale = box[2] / svg.getBoundingClientRect().width;
    const dx = event.clientX - from.clientX, dy = event.clientY - from.clientY;
    dragged += Math.abs(dx) + Math.abs(dy);
    if (dragged > 6) {
      if (!view.hasPointerCapture(event.pointerId)) view.setPointerCapture(event.pointerId);
      box = [box[0] - dx * scale, box[1] - dy * scale, box[2], box[3]];
      svg.setAttribute("viewBox", box.map((part) => part.toFixed(1)).join(" "));
    }
    from = event;
  });
  for (const name of ["pointerup", "pointercancel"]) view.addEventListener(name, () => (from = null));
  view.addEventListener("wheel", (event) => {
    if (!(event.ctrlKey || event.metaKey) || !svg) return;
    event.preventDefault();
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    zoom(Math.exp(event.deltaY * 0.004), point.x, point.y);
  }, { passive: false });

  // One stop for the tab key; the arrows go to the next in their direction.
  function rove(id) {
    if (stop) svg.querySelector(`#${stop}`)?.setAttribute("tabindex", "-1");
    stop = id;
    svg.querySelector(`#${id}`).setAttribute("tabindex", "0");
  }
  function next(id, [dx, dy]) {
    const here = middle(id);
    let best = null, least = Infinity;
    for (const other of nodes.keys()) {
      const there = middle(other);
      const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
      const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
      if (other !== id && along > 4 && along + 2.5 * aside < least) [least, best] = [along + 2.5 * aside, other];
    }
    return best;
  }
  view.addEventListener("keydown", (event) => {
    const id = event.target.dataset?.node;
    if (!id || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key in ARROWS) {
      const other = next(id, ARROWS[event.key]);
      if (other) svg.querySelector(`#${other}`).focus({ preventScroll: true });
    } else if (event.key === "Enter" || event.key === " ") {
      open(keyOf(id));
    } else if (event.key === "+" || event.key === "=") {
      zoom(1 / 1.3);
    } else if (event.key === "-") {
      zoom(1.3);
    } else if (event.key === "0") {
      showAll();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });

  // What stands out: whoever is lit and the work between them, else whoever is hit by what is supposed.
  function mark() {
    if (!svg) return;
    for (const drawn of svg.querySelectorAll(".near, .chosen, .away, .later, .sooner, .stopped")) {
      drawn.classList.remove("near", "chosen", "away", "later", "sooner", "stopped");
    }
    for (const badge of svg.querySelectorAll(".hit")) badge.remove();
    const near = new Set(lit.map((key) => node.get(key)).filter(Boolean));
    view.classList.toggle("picks", near.size > 0);
    for (const id of near) svg.querySelector(`#${id}`).classList.add("near");
    for (const line of svg.querySelectorAll("[data-tail]")) {
      if (near.has(line.dataset.tail) && near.has(line.dataset.head)) {
        line.classList.add("near");
        svg.querySelector(`[data-label="${line.id}"]`)?.classList.add("near");
      }
    }
    at(chosen)?.classList.add("chosen");
    const done = new Set();
    for (const [kind, words] of [["away", "away"], ["stopped", "stops"], ["later", "later"], ["sooner", "sooner"]]) {
      for (const key of hits[kind] || []) {
        const drawn = at(key);
        if (!drawn || done.has(drawn.id)) continue;
        done.add(drawn.id);
        drawn.classList.add(kind);
        drawn.append(badge(drawn, words));
      }
    }
  }
  function badge(drawn, words) {
    const outline = drawn.querySelector("path, rect").getBBox();
    const text = document.createElementNS(SVG, "text");
    text.textContent = words;
    text.setAttribute("class", "hit");
    text.setAttribute("x", outline.x + 4);
    text.setAttribute("y", outline.y - 4);
    return text;
  }
  function flash(keys) {
    for (const key of keys) {
      const drawn = at(key);
      if (!drawn) continue;
      drawn.classList.remove("changed");
      void drawn.getBoundingClientRect();
      drawn.classList.add("changed");
      drawn.addEventListener("animationend", () => drawn.classList.remove("changed"), { once: true });
    }
  }

  return {
    show, flash, zoom, showAll,
    light(keys, { closer = false } = {}) {
      lit = keys;
      mark();
      if (closer && svg) closeIn();
    },
    choose(key) {
      chosen = key;
      mark();
    },
    hit(found) {
      hits = found;
      mark();
    },
    focus: (key) => at(key)?.focus({ preventScroll: true }),
  };
}
