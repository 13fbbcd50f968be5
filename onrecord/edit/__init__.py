"""Edit: editors' decisions, made in the workbench or at a terminal, into their files.

`files` reads and writes one file whole; `entries` makes an entry's lines in `corrections.yml`;
`desk` keeps what was found and shows at once what a decision changes; `forms` says what can be
decided on an item; `server` is `serve --edit`. Nothing of it is in a built site.
"""
