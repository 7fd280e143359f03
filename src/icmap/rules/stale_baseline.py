"""An entry of the baseline for a finding that is gone.

Somebody has mended it. The entry would hide it if it came back, so take it out: `--prune-baseline` does, and lowers the
numbers of those that got better. It never fails a run by default: improving is no fault.

*Wrong*: this entry in the file given by `--baseline`, and nobody without a stand-in any more

```json
{"icmap_baseline": 1, "findings": [{"rule": "no-stand-in", "subjects": ["jeff"]}]}
```

*Right*

```json
{"icmap_baseline": 1, "findings": []}
```
"""

from __future__ import annotations

from icmap.diagnostics import Severity
from icmap.rules._rule import Check

__all__ = ["CHECK"]

CHECK = Check("stale-baseline", Severity.NOTE)
