"""How commands speak and end.

`endings` has the exit statuses and the ends with a message, `words` what is said in between and how
loud, `watch` what is to be seen while somebody waits. Nothing here imports the stages: the first
word is out within a tenth of a second.
"""
