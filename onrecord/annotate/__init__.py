"""Annotate: Article → Annotations. The only stage that knows spaCy's `Doc`.

`pipeline` is the list of components. Each room (furniture, names, references, sayings, figures,
times) has a `find_…(doc)` that reads a `Doc` and returns nouns of `onrecord.model`, and a component
that keeps them on the `Doc` for those that come after: `doc._.blocks`, `doc._.datelines`,
`doc._.mentions`, `doc._.quotes`, `doc._.figures`, `doc._.times`. The finding can be tested on a
`Doc` made by hand.
"""
