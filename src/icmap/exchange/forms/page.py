"""The form as one page to open offline: its own script and style and nothing else, nothing is sent; it saves a small file."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files

from icmap.exchange.forms.form import ASPECTS, Form, Question, form_json

__all__ = ["page"]

_UNITS = (("min", "minutes"), ("h", "hours"), ("d", "days"), ("week", "weeks"), ("month", "months"))
_PERIODS = ("hour", "day", "week", "month", "quarter", "year")
_CHOICES = ("low", "medium", "high", "critical")
_UNSAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def page(form: Form) -> str:
    """The page of a form."""
    style, script = _own("page.css"), _own("page.js")
    policy = f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'"
    title = f"Questions to {form.name}"
    asked = "\n".join(_question(number, each, form) for number, each in enumerate(form.questions))
    data = json.dumps(form_json(form), ensure_ascii=True).translate(_UNSAFE)
    about = f"They are about {form.map_name}. " if form.map_name else ""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=True)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(title)}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{escape(title)}</h1>
<p>{escape(about)}Each answer helps, none is needed: leave out what you do not know. Nothing is sent; at the end you save a small file.</p>
<form id="sheet" autocomplete="off">
{asked}
<fieldset><legend>You</legend>
<label>Your name, if you like <input name="by" maxlength="100"></label>
</fieldset>
<p><button type="submit">Save my answers</button></p>
<p id="said" role="status" aria-live="polite"></p>
</form>
</main>
<script type="application/json" id="form">{data}</script>
<script>{script}</script>
</body>
</html>
"""


def _own(name: str) -> str:
    return files("icmap.exchange.forms").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _question(number: int, question: Question, form: Form) -> str:
    fields = "\n".join(_FIELDS[question.kind](f"q{number}", form))
    hint = f'<p class="hint">{escape(question.hint)}</p>' if question.hint else ""
    dont = f'<label class="inline"><input type="checkbox" name="q{number}-dont"> I don\u2019t know</label>'
    return f'<fieldset id="q{number}"><legend>{number + 1}. {escape(question.text)}</legend>\n{hint}\n<div class="row">{fields}</div>\n{dont}\n</fieldset>'


def _time(name: str, _form: Form) -> Iterator[str]:
    yield _number(f"{name}-likely", "Time")
    yield _select(f"{name}-unit", "Unit", _UNITS, "h")


def _three(name: str, _form: Form) -> Iterator[str]:
    yield _number(f"{name}-likely", "Mostly")
    yield _number(f"{name}-low", "At best")
    yield _number(f"{name}-high", "At worst")
    yield _select(f"{name}-unit", "Unit", _UNITS, "h")


def _rate(name: str, _form: Form) -> Iterator[str]:
    yield _number(f"{name}-count", "How many")
    yield _select(f"{name}-per", "Per", [(each, each) for each in _PERIODS], "week")


def _choice(name: str, _form: Form) -> Iterator[str]:
    yield _select(f"{name}-choice", "It matters", [("", "choose"), *((each, each) for each in _CHOICES)], "")


def _name(name: str, _form: Form) -> Iterator[str]:
    yield f'<label>Who <input name="{name}-name" maxlength="200"></label>'


def _scores(name: str, form: Form) -> Iterator[str]:
    low, high = form.scale
    steps = (
        [str(each) for each in range(int(float(low)), int(float(high)) + 1)] if float(high) - float(low) <= 10 else []
    )
    for aspect in ASPECTS:
        label = f"{aspect.capitalize()} ({low} poor, {high} excellent)"
        if steps:
            yield _select(f"{name}-{aspect}", label, [("", "\u2013"), *((each, each) for each in steps)], "")
        else:
            yield _number(f"{name}-{aspect}", label)


_FIELDS = {"time": _time, "three": _three, "rate": _rate, "choice": _choice, "name": _name, "scores": _scores}


def _number(name: str, label: str) -> str:
    return f'<label>{escape(label)}<br><input name="{name}" inputmode="decimal" pattern="[0-9]+([.,][0-9]+)?" size="8" title="a number"></label>'


def _select(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str) -> str:

    listed = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(text)}</option>'
        for value, text in options
    )
    return f'<label>{escape(label)}<br><select name="{name}">{listed}</select></label>'
