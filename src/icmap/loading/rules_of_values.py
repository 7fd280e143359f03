"""The rules about single values: ids, texts, quantities, entries."""

from __future__ import annotations

from icmap.diagnostics import Rule, Severity
from icmap.loading.manual import page

__all__ = ["RULES_OF_VALUES"]

RULES_OF_VALUES: tuple[Rule, ...] = (
    page(
        "invalid-id",
        "a text cannot be the id of a party or service",
        "An id is 1 to 128 characters on one line, begins with a letter or digit, and has no slash, backslash or "
        "character that cannot be seen. What people read goes into `name`.",
        wrong="""
            parties:
              front/back office:
            """,
        right="""
            parties:
              front and back office: {name: Front/back office}
            """,
    ),
    page(
        "invalid-text",
        "a text has characters that may not stand in it, is empty, or is too long",
        "A name is up to 200 characters on one line. Characters that cannot be seen, or turn the direction of text "
        "around, make a name look like another.",
        wrong=r"""
            parties:
              staff: {name: "All\u202estaff"}
            """,
        right="""
            parties:
              staff: {name: All staff}
            """,
    ),
    page(
        "invalid-duration",
        "a text is not a duration",
        "A duration is a number with a unit: ms, s, min, h, d, week, month, quarter, year; `1d 4h` adds up. "
        "A number without a unit could be hours or days.",
        wrong="""
            parties:
              payroll: {lead_time: 3}
            """,
        right="""
            parties:
              payroll: {lead_time: 3h}
            """,
    ),
    page(
        "invalid-estimate",
        "an estimate is not three durations in growing order",
        "Three durations are optimistic, most likely and pessimistic.",
        wrong="""
            parties:
              payroll: {lead_time: [3h, 1h, 2h]}
            """,
        right="""
            parties:
              payroll: {lead_time: [1h, 2h, 3h]}
            """,
    ),
    page(
        "invalid-frequency",
        "a text is not a frequency",
        "A frequency is `120/day`, `3 per week`, daily, weekly, monthly, quarterly, yearly, hourly, or on demand.",
        wrong="""
            parties:
              payroll: {capacity: often}
            """,
        right="""
            parties:
              payroll: {capacity: 20/day}
            """,
    ),
    page(
        "invalid-number",
        "a text is not a number, or not one that can be meant here",
        "Numbers are written in digits, without a sign.",
        wrong="""
            parties:
              payroll: {headcount: several}
            """,
        right="""
            parties:
              payroll: {headcount: 3}
            """,
    ),
    page(
        "invalid-share",
        "a text is not a share",
        "A share is from 0 to 1, or a percentage up to 100%.",
        wrong="situations: {year end: {share: 120%}}",
        right="situations: {year end: {share: 12%}}",
    ),
    page(
        "invalid-date",
        "a text is not a date",
        "Dates are written year-month-day, like 2026-01-31.",
        wrong="""
            parties:
              payroll: {reviewed: 31.1.2026}
            """,
        right="""
            parties:
              payroll: {reviewed: 2026-01-31}
            """,
    ),
    page(
        "invalid-choice",
        "a text is none of the words that can stand here",
        "Yes and no are `true` and `false`, importance is low, medium, high or critical, and times count from "
        "`request` or from `start`.",
        wrong="""
            parties:
              staff: {end: yes}
            """,
        right="""
            parties:
              staff: {end: true}
            """,
    ),
    page(
        "invalid-entry",
        "an item of depends_on is not one reference or one alternative",
        "Each item names one party or service; two in one item are a missing dash.",
        wrong="""
            parties:
              staff:
                depends_on:
                  - payroll: {frequency: monthly}
                    canteen: {frequency: daily}
              payroll:
              canteen:
            """,
        right="""
            parties:
              staff:
                depends_on:
                  - payroll: {frequency: monthly}
                  - canteen: {frequency: daily}
              payroll:
              canteen:
            """,
    ),
    page(
        "invalid-alternative",
        "an alternative asks for none or for more members than it has",
        "`at_least` is from 1 to the number of members of `any_of`.",
        wrong="""
            parties:
              kitchen:
                depends_on:
                  - {any_of: [grocer, market], at_least: 3}
              grocer:
              market:
            """,
        right="""
            parties:
              kitchen:
                depends_on:
                  - {any_of: [grocer, market], at_least: 2}
              grocer:
              market:
            """,
    ),
    page(
        "score-off-scale",
        "a satisfaction score lies outside the survey's scale",
        "The scale is 1 to 5 unless `survey` says otherwise.",
        wrong="""
            parties:
              staff: {depends_on: {payroll: {satisfaction: 8}}}
              payroll:
            """,
        right="""
            survey: {scale: [1, 10]}
            parties:
              staff: {depends_on: {payroll: {satisfaction: 8}}}
              payroll:
            """,
    ),
    page(
        "invalid-edit",
        "an edit of a scenario does not do one thing",
        "An edit is a mapping with one of the keys set, late, down, without, serve and situation; serve says for whom.",
        wrong="""
            scenarios: {two pharmacists: [{serve: pharmacy}]}
            parties:
              ward: {depends_on: [pharmacy]}
              pharmacy:
            """,
        right="""
            scenarios: {two pharmacists: [{set: pharmacy.headcount=2}]}
            parties:
              ward: {depends_on: [pharmacy]}
              pharmacy:
            """,
    ),
    page(
        "hours-beyond-day",
        "a duration in hours is longer than a working day",
        "An hour is a working hour: with 8 hours a day, 24h is three working days. For round-the-clock work set the "
        "calendar to 24 hours and 7 days.",
        severity=Severity.NOTE,
        wrong="""
            parties:
              hotline: {lead_time: 24h}
            """,
        right="""
            calendar: {hours_per_day: 24, days_per_week: 7}
            parties:
              hotline: {lead_time: 24h}
            """,
    ),
)
