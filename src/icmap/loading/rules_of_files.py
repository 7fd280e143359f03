"""The rules about files, YAML and the top level of a map."""

from __future__ import annotations

from icmap.diagnostics import Rule
from icmap.loading.manual import page

__all__ = ["RULES_OF_FILES"]

RULES_OF_FILES: tuple[Rule, ...] = (
    page(
        "invalid-encoding",
        "the file is not UTF-8 text",
        "A map is UTF-8. Other encodings, archives and workbooks are refused with the place of the first wrong byte, "
        "for guessing an encoding garbles names.",
        wrong="name: Caf\\xe9    # the byte 0xe9, as an editor set to Latin-1 saves it",
        right="name: Café",
    ),
    page(
        "forbidden-character",
        "a character stands in the file that may not",
        "Control characters, a second byte order mark and the line breaks that only some programs see (U+0085, U+2028, "
        "U+2029) hide text from whoever reviews the file, and shift its line numbers.",
        wrong="name: Pay\\u2028day    # the character itself, which editors do not show",
        right="name: Payday",
    ),
    page(
        "invalid-yaml",
        "the file is not valid YAML",
        "The reading of this file ends here; what stands above was read, and references are not judged.",
        wrong="""
            name: Payday: the last day
            """,
        right="""
            name: "Payday: the last day"
            """,
    ),
    page(
        "limit-exceeded",
        "there is more of something than a map may have",
        "Files come from strangers too: their size, their depth, the length of a text and what aliases may add to a "
        "file have limits, far above what a map needs. The size can be raised with --max-size.",
        wrong=f"name: {'[' * 33}deep{']' * 33}",
        right="name: deep",
    ),
    page(
        "empty-map",
        "there is no map in the file",
        "An empty file, or one with nothing but comments, is more likely a slip than a map.",
        wrong="# to be written",
        right="parties: {}",
    ),
    page(
        "second-document",
        "a second document begins in the file",
        "One file is one map; a second document after `---` would be read by nobody.",
        wrong="""
            name: Payday
            ---
            name: Hiring
            """,
        right="name: Payday",
    ),
    page(
        "yaml-tag",
        "a value has a YAML tag",
        "Types come from the format, never from the file, so tags mean nothing, and some would run code elsewhere.",
        wrong="name: !!str Payday",
        right="name: Payday",
    ),
    page(
        "undefined-alias",
        "an alias stands for nothing",
        "An alias `*name` stands for the value that an anchor `&name` marks before it in the same file.",
        wrong="""
            parties:
              staff: {depends_on: *all}
            """,
        right="""
            parties:
              payroll:
              audit: {depends_on: &all [payroll]}
              staff: {depends_on: *all}
            """,
    ),
    page(
        "circular-alias",
        "an alias stands inside what it stands for",
        "Such a value has no end.",
        wrong="""
            parties:
              staff: &all {depends_on: [*all]}
            """,
        right="""
            parties:
              staff: {depends_on: [payroll]}
              payroll:
            """,
    ),
    page(
        "duplicate-key",
        "a key is written twice in one mapping",
        "Most programs would keep the last and lose the first without a word.",
        wrong="""
            parties:
              staff: {kind: team, kind: role}
            """,
        right="""
            parties:
              staff: {kind: team}
            """,
    ),
    page(
        "unknown-key",
        "a key means nothing here",
        "A slip in a key would leave its value out without a word. Keys that begin with `x-` are your own.",
        wrong="""
            parties:
              staff: {depend_on: [payroll]}
              payroll:
            """,
        right="""
            parties:
              staff: {depends_on: [payroll], x-cost-centre: 4711}
              payroll:
            """,
    ),
    page(
        "wrong-type",
        "a value is of another kind than its key wants",
        "A text where a list is wanted, a list where a text is: the value is left out.",
        wrong="""
            parties:
              staff: {depends_on: payroll}
              payroll:
            """,
        right="""
            parties:
              staff: {depends_on: [payroll]}
              payroll:
            """,
    ),
    page(
        "missing-value",
        "a value is missing",
        "A key without a value is more likely unfinished than meant.",
        wrong="""
            parties:
              payroll: {lead_time: }
            """,
        right="""
            parties:
              payroll: {lead_time: 4h}
            """,
    ),
    page(
        "missing-version",
        "the map does not say which version of the format it is",
        "The first line says it, so that later versions can read this map as it was meant.",
        wrong="""
            # no version
            name: Payday
            """,
        right="name: Payday",
    ),
    page(
        "unknown-version",
        "the map is of another version of the format",
        "This icmap reads version 1.",
        wrong="icmap: 2",
        right="icmap: 1",
    ),
    page(
        "missing-include",
        "an included file is not there",
        "Paths and patterns under `include` are relative to the file they stand in.",
        wrong="include: [no such file.yaml]",
        right="include: []",
    ),
    page(
        "include-outside",
        "an included file lies outside the folder of the map",
        "A map from a stranger may not read other files. Included files lie beside the first file or below it; "
        "`--root DIR` widens that.",
        wrong="include: [../../elsewhere.yaml]",
        right="include: []",
    ),
    page(
        "include-circle",
        "a file includes itself, directly or through others",
        "Each file is read once; a circle is more likely a slip than meant.",
        wrong="""
            # a.yaml
            icmap: 1
            include: [a.yaml]
            """,
        right="""
            # a.yaml
            icmap: 1
            include: []
            """,
    ),
)
