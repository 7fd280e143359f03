"""The rules about references: who is named must be there, and once."""

from __future__ import annotations

from icmap.diagnostics import Rule, Severity
from icmap.loading.manual import page

__all__ = ["RULES_OF_REFERENCES"]

RULES_OF_REFERENCES: tuple[Rule, ...] = (
    page(
        "unknown-party",
        "a reference names a party that is not there",
        "References are by id, exactly as written under `parties`; `name` is for people only.",
        wrong="""
            parties:
              staff: {depends_on: [payrol]}
              payroll:
            """,
        right="""
            parties:
              staff: {depends_on: [payroll]}
              payroll:
            """,
    ),
    page(
        "unlisted-service",
        "a customer names a service that its provider does not list",
        "In a workshop customers speak first, so the service exists; but a provider who lists other services may just "
        "call this one differently.",
        severity=Severity.WARNING,
        wrong="""
            parties:
              staff: {depends_on: [payroll/pay slip]}
              payroll: {services: {pay slips: , journal: }}
            """,
        right="""
            parties:
              staff: {depends_on: [payroll/pay slips]}
              payroll: {services: {pay slips: , journal: }}
            """,
    ),
    page(
        "unknown-kind",
        "a party has a kind that icmap does not know",
        "Any kind may be written, and an unknown one counts as a party inside. But the kind decides who stands outside, who is one of a "
        "kind, and who can be an end customer: what is meant may be a known kind under another name.",
        severity=Severity.NOTE,
        wrong="""
            parties:
              staff: {depends_on: [pension office]}
              pension office: {kind: Behörde}
            """,
        right="""
            kinds: {Behörde: regulator}
            parties:
              staff: {depends_on: [pension office]}
              pension office: {kind: Behörde}
            """,
    ),
    page(
        "unknown-option",
        "an option needs or excludes one that is not there",
        "Options are known by what they `do`, exactly as written.",
        wrong="""
            parties:
              pharmacy:
                options:
                  - {do: second pharmacist, lead_time: 2h}
                  - {do: night shift, lead_time: 1h, needs: [second pharmacists]}
            """,
        right="""
            parties:
              pharmacy:
                options:
                  - {do: second pharmacist, lead_time: 2h}
                  - {do: night shift, lead_time: 1h, needs: [second pharmacist]}
            """,
    ),
    page(
        "self-dependency",
        "a party depends on itself",
        "It would wait for itself for ever. One of its services may need another one.",
        wrong="""
            parties:
              payroll: {depends_on: [payroll]}
            """,
        right="""
            parties:
              payroll:
                services:
                  pay slips: {depends_on: [payroll/journal]}
                  journal:
            """,
    ),
    page(
        "duplicate-dependency",
        "the same dependency is written twice",
        "Two entries of one customer for the same service, holding in the same situations, would count twice.",
        wrong="""
            parties:
              staff: {depends_on: [payroll, payroll]}
              payroll:
            """,
        right="""
            parties:
              staff: {depends_on: [payroll]}
              payroll:
            """,
    ),
    page(
        "duplicate-party",
        "a party is written twice",
        "One of the two would be lost. A group, of which nothing else is said, may stand in several files.",
        wrong="""
            parties:
              café: {kind: team}
              "cafe\\u0301": {kind: role}
            """,
        right="""
            parties:
              café: {kind: team}
            """,
    ),
    page(
        "unknown-situation",
        "a dependency holds in a situation that is not listed",
        "Situations are listed once, so that a slip in one does not switch a dependency off.",
        wrong="""
            situations: [year end]
            parties:
              staff: {depends_on: {audit: {when: yearend}}}
              audit:
            """,
        right="""
            situations: [year end]
            parties:
              staff: {depends_on: {audit: {when: year end}}}
              audit:
            """,
    ),
    page(
        "part-of-circle",
        "a party is part of itself, directly or through others",
        "Boxes inside boxes need an outermost one.",
        wrong="""
            parties:
              sales: {part_of: front office}
              front office: {part_of: sales}
            """,
        right="""
            parties:
              sales: {part_of: front office}
              front office:
            """,
    ),
    page(
        "self-backup",
        "a party is its own stand-in",
        "Whoever is away cannot stand in.",
        wrong="""
            parties:
              jane: {backup: [jane]}
            """,
        right="""
            parties:
              jane: {backup: [omar]}
              omar:
            """,
    ),
    page(
        "dependency-on-group",
        "a dependency is on a group",
        "It is on the group itself, which is then a party like any other, and not on those who are part of it.",
        severity=Severity.NOTE,
        wrong="""
            parties:
              staff: {depends_on: [front office]}
              front office: {kind: department}
              sales: {part_of: front office}
            """,
        right="""
            parties:
              staff: {depends_on: [sales]}
              front office: {kind: department}
              sales: {part_of: front office}
            """,
    ),
)
