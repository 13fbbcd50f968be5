from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from onrecord.annotate import rules
from onrecord.annotate.pipeline import _doc, annotate
from onrecord.annotate.sayings import find_quotes
from onrecord.annotate.sayings.rules import RULES
from onrecord.annotate.sayings.verbs import PLAIN, SENSE_OF, SENSES, WEAK
from onrecord.model import Annotations, Article, Quote
from tests.cases import Case, read_cases

FIXTURES = Path(__file__).parent / "fixtures"
MARKED = [case for name in ("attributed", "carried", "not_speech", "headlines", "turns")
          for case in read_cases(FIXTURES / "quotes" / f"{name}.txt")]  # fmt: skip
INDIRECT = read_cases(FIXTURES / "quotes" / "indirect.txt")
CHAINS = ("attribution", "within", "after", "lent subject", "subject by tree", "subject")
CHAINS += ("subject beside", "carried", "voice", "speech", "added", "content")
CHAINS += ("set apart", "around")
RULES_OF_SAYINGS = [name for name in rules.names() if name.rpartition(".")[0] in CHAINS]
PIECES = st.sampled_from(
    "“|”|\"|'|''|‘|’|«|»|(|)|—|:|, |. |? |\n\n| |said|Dana Whitlow|she|told the council|“The "
    "pier is rotten,”|"
    "according to|Q: |A: |WHITLOW: |who|by|called|that the pier was lost|\u00a0|🛳|Mr. Bell".split(
        "|"
    )
)
SLOW = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def found_in(nlp: Language, text: str) -> Annotations:
    return next(iter(annotate(nlp, [Article("x", text)])))


def shown(text: str, quote: Quote) -> str:
    words = ("+" if quote.continues is not None else "") + quote.span.of(text).replace("\n", " ")
    speaker = quote.speaker.of(text) if quote.speaker else "-"
    return " | ".join((words, speaker, quote.verb or "-", quote.how))


@pytest.mark.parametrize("case", MARKED, ids=str)
def test_quotations(nlp: Language, case: Case) -> None:
    found = found_in(nlp, case.text).quotes
    assert [shown(case.text, q) for q in found if q.kind != "indirect"] == case.expected


@pytest.mark.parametrize("case", INDIRECT, ids=str)
def test_indirect_speech(nlp: Language, case: Case) -> None:
    found = found_in(nlp, case.text).quotes
    assert [shown(case.text, q) for q in found if q.kind == "indirect"] == case.expected


@SLOW
@given(text=st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text(nlp: Language, text: str) -> None:
    """Slices are verbatim and in order; speakers and cues stand outside the words; every rule is
    explained.
    """
    found = found_in(nlp, text)
    direct = [q for q in found.quotes if q.kind != "indirect"]
    for quote in found.quotes:
        assert 0 <= quote.span.start < quote.span.end <= len(text)
        assert quote.how in RULES
        for beside in (quote.speaker, quote.cue):
            assert beside is None or not beside.overlaps(quote.span)
        assert quote.mention is None or 0 <= quote.mention < len(found.mentions)
        assert quote.continues is None or found.quotes[quote.continues].span < quote.span
    assert all(a.span.end <= b.span.start for a, b in pairwise(direct))
    for mention in found.mentions:
        assert mention.antecedent is None or 0 <= mention.antecedent < len(found.mentions)


@SLOW
@given(case=st.sampled_from([c for c in MARKED if not c.text.startswith(("“", '"', "FILE"))]))
def test_a_paragraph_elsewhere_changes_nothing_here(nlp: Language, case: Case) -> None:
    more = "\n\nThe bay was calm that day, and the ferries ran on time."
    text = case.text + more
    found = [shown(text, q) for q in found_in(nlp, text).quotes if q.kind != "indirect"]
    assert found == case.expected


@pytest.mark.parametrize(
    ("text", "marks", "reads"),
    [
        ("“It is late,” Dana Whitlow said.", ("“", "”"), "after"),
        ("''It is late,'' Dana Whitlow said.", ("''", "''"), "after"),
        ("“It is late, Dana Whitlow said.", ("“", ""), "after"),
        ("“It is late,” Dana Whitlow told the council.", ("“", "”"), "not"),
        ("According to Dana Whitlow, the pier is “lost”.", ("“", "”"), "before"),
        ("Dana Whitlow said that the pier was lost.", ("", ""), "after"),
    ],
)
def test_what_pages_need_to_show_it(
    nlp: Language, text: str, marks: tuple[str, str], reads: str
) -> None:
    quote = found_in(nlp, text).quotes[0]
    assert (quote.marks, quote.cue_reads) == (marks, reads)


def test_all_slices_of_one_quotation_are_linked(nlp: Language) -> None:
    text = "Bell wrote: “One is lost.\n\n“Two are lost.\n\n“Three are lost.”"
    assert [q.continues for q in found_in(nlp, text).quotes] == [None, 0, 1]


def test_tables_of_verbs_agree() -> None:
    assert set(SENSE_OF) >= PLAIN
    assert set(SENSE_OF) >= WEAK
    assert sum(len(sense.verbs) for sense in SENSES) == len(SENSE_OF), "each verb in one class"


@pytest.mark.parametrize(
    "piece", ["“a,” he said. ", '"', "Bell said that it was. ", "She ", "Carl Bell and she, who "]
)
def test_much_of_it(nlp: Language, piece: str) -> None:
    found_in(nlp, piece * 200)


@pytest.fixture(scope="module")
def docs(nlp: Language) -> list[tuple[Case, Doc]]:
    """All cases with their names, before anything said is found."""
    later = ["onrecord_quotes", "onrecord_references", "onrecord_figures", "onrecord_times"]
    cases = [*MARKED, *INDIRECT]
    with nlp.select_pipes(disable=later):
        read = [_doc(nlp, Article("x", case.text), ()) for case in cases]
        return list(zip(cases, nlp.pipe(read), strict=True))


@pytest.mark.parametrize("rule", RULES_OF_SAYINGS)
def test_every_rule_is_needed(docs: list[tuple[Case, Doc]], rule: str) -> None:
    """Without it, some case comes out otherwise."""
    with rules.without(rule):
        assert any(said(doc, case) != case.expected for case, doc in docs)


def said(doc: Doc, case: Case) -> list[str]:
    reported = case in INDIRECT
    found = (q for q in find_quotes(doc)[0] if (q.kind == "indirect") == reported)
    return [shown(case.text, q) for q in found]
