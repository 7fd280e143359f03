"""A customer names a service that its provider does not list.

Where a provider lists its services, and a customer asks for another, one of the two is mistaken: the service has another
name, or the provider does not know that it is expected to deliver this. Until that is settled the service exists. Where a
provider lists no services, those that its customers name are its services, and nothing is wrong: in a workshop customers
speak first.

*Wrong*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll/pay slips]}     # ← here
  payroll:
    services: {payslips: {lead_time: 4h}}
```

*Right*

```yaml
icmap: 1
parties:
  staff: {kind: external customer, depends_on: [payroll/payslips]}
  payroll:
    services: {payslips: {lead_time: 4h}}
```
"""

from __future__ import annotations

from icmap.diagnostics import Severity
from icmap.rules._rule import Check

__all__ = ["CHECK"]

CHECK = Check("unlisted-service", Severity.WARNING)
