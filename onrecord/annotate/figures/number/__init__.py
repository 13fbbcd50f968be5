"""Text → quantities: numbers with their units, by the words alone, before any grammar is asked.

lexemes → amounts (how many) → sides (an amount with its sign, currency or unit) → ranges of two of
them → measures, which finds every quantity of a text and leaves out what refusals shows to be none.
"""
