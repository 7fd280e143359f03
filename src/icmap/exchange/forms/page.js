"use strict";
(() => {
  const form = JSON.parse(document.getElementById("form").textContent);
  const sheet = document.getElementById("sheet");
  const said = document.getElementById("said");
  const random = new Uint8Array(16);
  crypto.getRandomValues(random);
  const id = Array.from(random, (each) => each.toString(16).padStart(2, "0")).join("");
  const value = (name) => (sheet.elements[name] ? sheet.elements[name].value.trim() : "");
  const dont = (number) => sheet.elements[`q${number}-dont`].checked;

  const number = (text) => text.replace(",", ".");
  const time = (number_, part) => {
    const count = value(`q${number_}-${part}`);
    return count ? `${number(count)} ${value(`q${number_}-unit`)}` : "";
  };
  const read = {
    time: (each) => time(each, "likely"),
    three: (each) => {
      const [low, likely, high] = ["low", "likely", "high"].map((part) => time(each, part));
      return low && likely && high ? [low, likely, high] : likely || low || high;
    },
    rate: (each) => (value(`q${each}-count`) ? `${number(value(`q${each}-count`))}/${value(`q${each}-per`)}` : ""),
    choice: (each) => value(`q${each}-choice`),
    name: (each) => value(`q${each}-name`),
    scores: (each) => {
      const scores = {};
      for (const aspect of ["communication", "productivity", "responsiveness"]) {
        if (value(`q${each}-${aspect}`)) scores[aspect] = value(`q${each}-${aspect}`);
      }
      return Object.keys(scores).length ? scores : "";
    },
  };

  for (let each = 0; each < form.questions.length; each += 1) {
    const box = sheet.elements[`q${each}-dont`];
    const fields = [...document.getElementById(`q${each}`).querySelectorAll("input, select")].filter((field) => field !== box);
    box.addEventListener("change", () => fields.forEach((field) => { field.disabled = box.checked; }));
  }

  sheet.addEventListener("submit", (event) => {
    event.preventDefault();
    const answers = form.questions.map((question, each) => {
      if (dont(each)) return null;
      const answer = read[question.kind](each);
      return answer === "" ? null : answer;
    });
    const now = new Date();
    const date = [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
    const saved = { icmap_answers: 1, id, by: value("by"), date, form, answers };
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(saved, null, 1)], { type: "application/json" }));
    link.download = `answers-${form.digest.slice(0, 8)}-${id.slice(0, 8)}.json`;
    document.body.append(link);
    link.click();
    link.remove();
    const given = answers.filter((answer) => answer !== null).length;
    said.textContent = `Saved ${given} of ${answers.length} answers as ${link.download}. Send this file to whoever asked you.`;
  });
})();
