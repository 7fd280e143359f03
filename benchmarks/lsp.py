"""How long an editor waits: from a keystroke to the diagnostics, and for a completion, through `icmap lsp` itself.

Run `python benchmarks/lsp.py [parties]`; needs the extra lsp.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from maps import layered

from editor import Editor

_TIMES = 9


def main() -> None:
    """Print the medians, in milliseconds, of a mistake told, of the rules' findings told, and of a completion."""
    parties = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    text = layered(parties, 3 * parties)
    with tempfile.TemporaryDirectory() as folder, Editor(Path(folder)) as editor:
        path = Path(folder, "org.yaml")
        editor.open(path, text)
        line = text[: text.index("  p500:")].count("\n")
        mistakes, findings, offers = [], [], []
        for number in range(_TIMES):
            begun = time.perf_counter()
            editor.change(path, text.replace("  p500:\n", f"  p500: {{x{number}: \n", 1))
            mistakes.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            editor.change(path, text.replace("Party number 500", f"Party number 500 {number}", 1))
            findings.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            editor.at("completion", path, line + 1, 6)
            offers.append(time.perf_counter() - begun)
    for name, times in (("a mistake", mistakes), ("what the rules find", findings), ("a completion", offers)):
        print(f"{name:<20} {statistics.median(times) * 1000:6.0f} ms (least {min(times) * 1000:.0f})")


if __name__ == "__main__":
    main()
