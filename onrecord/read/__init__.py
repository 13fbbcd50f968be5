"""Read: files → Content. The only stage that reads what people wrote; it never raises, every
mistake is a `Problem`.

`content` walks through `briefings/`, `readers` has a reader for each kind of file, `decisions` and
`settings` read what editors decided and set, `new` and `decide` write such files for them.
"""
