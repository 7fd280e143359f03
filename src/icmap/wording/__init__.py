"""How what was found is put into English: a module a subject, record → clause; nothing is computed or chosen here.

A function takes `Words` (names for people) or `Quoted` (ids in quotes, for messages about a file) and a record, and gives a
clause without a capital and a full stop; `names.sentence` finishes it. `lists` has `a, b and 3 more` and `The 10 busiest of
40 are shown.`
"""
