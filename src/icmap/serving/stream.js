// One stream of news for all tabs of a browser: it keeps only six connections to a server, and each stream is one.
"use strict";

const ports = new Set();
const parts = new Map();
let state = "connecting";

function tell(message) {
  for (const port of ports) port.postMessage(message);
}

const source = new EventSource("events");
for (const name of ["screen", "changes", "picture"]) {
  source.addEventListener(name, (event) => {
    const message = { name, data: event.data };
    parts.delete(name);
    parts.set(name, message);
    tell(message);
  });
}
source.addEventListener("open", () => tell((state = "open")));
source.addEventListener("error", () => tell((state = "lost")));

addEventListener("connect", (event) => {
  const [port] = event.ports;
  ports.add(port);
  port.postMessage(state);
  for (const message of parts.values()) port.postMessage(message);
});
