"""Edit: editors' decisions, made in the workbench or at a terminal, into their files.

`files` reads and writes one file whole; `entries` makes an entry's lines in `corrections.yml`;
`state` keeps what was read and found, `desk` writes and takes back, `shown` makes the pages that a
decision changes, `whole` has the site built behind them; `forms` and `items` say what can be
decided on a page and on one item, `likely` what most likely is; `server` is `serve --edit`. Nothing
of it is in a built site.
"""
