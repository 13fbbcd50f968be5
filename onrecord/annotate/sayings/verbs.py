"""Verbs of reporting: the words that report what somebody said, in classes by what they say of the
saying.

The classes follow the usual reading of reporting verbs in grammars of English (Quirk et al. 1985,
§16.31 on factual speech-act verbs; Biber et al. 1999, §9.2 on verbs with that-clauses), divided by
what an editor would want to tell apart: to *claim* is not to *admit*. What a class lets its verbs
do is in `Sense`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sense:
    """What the verbs of one class tell a reader, and how they report."""

    name: str
    gloss: str
    verbs: str
    clause: bool = (
        True  # reports a clause of its own: "warned that …"; so it can carry indirect speech
    )
    order: bool = False  # reports what another is to do: "urged them to …"
    verdict: bool = (
        False  # says something of somebody: "called it “…”", "accused them of “…”"; quotes phrases
    )
    record: bool = False  # is what documents do too: "the report found"


SENSES = (
    Sense("say", "says it, no more", "say tell state express utter speak talk comment remark mention observe relate"
          " relay mean quote put go reiterate repeat verbalize voice offer read sound opine muse", record=True),
    Sense("add", "says it after something else", "add continue begin start conclude finish interject elaborate"
          " summarize interrupt"),
    Sense("write", "says it in writing", "write tweet retweet email e-mail post blog text message caption pen sign"
          " type scribble publish print", record=True),
    Sense("ask", "wants to be told", "ask wonder ponder inquire enquire query question press probe", clause=True),
    Sense("answer", "says it to somebody's question or charge", "answer reply respond retort counter rejoin rebut"
          " riposte shoot fire snap hit", ),
    Sense("explain", "gives a reason or details", "explain clarify specify detail describe illustrate spell outline"
          " recount recall remember narrate reminisce testify", record=True),
    Sense("note", "points to something as a fact", "note point emphasize emphasise stress underline underscore"
          " highlight remind cite acknowledge recognize", record=True),
    Sense("claim", "says it is so, and others may differ", "claim argue assert contend insist maintain allege charge"
          " posit profess purport swear affirm aver reason protest suggest imply hint insinuate intimate submit"
          " theorize speculate surmise", record=True),
    Sense("announce", "makes it known", "announce declare disclose reveal report confirm proclaim pronounce release"
          " divulge indicate signal inform notify advise brief leak unveil rule decide certify", record=True),
    Sense("deny", "says that it is not so", "deny dispute refute reject disavow dismiss disagree contradict object"
          " disclaim repudiate demur"),
    Sense("admit", "says it although it speaks against the speaker", "admit concede confess allow grant own"
          " apologize apologise"),
    Sense("agree", "takes another's side", "agree concur echo second endorse accept"),
    Sense("warn", "says that something bad may come", "warn caution threaten fret forewarn alert worry"),
    Sense("promise", "binds the speaker to do it", "promise pledge vow assure guarantee commit reassure undertake"),
    Sense("predict", "says what will be", "predict forecast project foresee prophesy estimate expect anticipate"
          " envision", record=True),
    Sense("advise", "says what another ought to do", "urge recommend propose demand order implore beg plead instruct"
          " exhort encourage request insist push counsel appeal challenge command prod dare", order=True,
          record=True),
    Sense("believe", "has it as an opinion", "believe think feel hope fear consider doubt guess suspect know suppose"
          " reckon figure imagine see view understand realize want wish regard judge deem assume"),
    Sense("find", "has it as the result of looking", "find show conclude determine demonstrate discover establish"
          " learn observe document measure note state say", record=True),
    Sense("praise", "says that it is good", "praise hail laud applaud tout boast brag gloat cheer salute thank commend"
          " welcome celebrate credit congratulate extol trumpet champion exult rave gush marvel rejoice enthuse"
          " compliment", verdict=True, clause=False),
    Sense("blame", "says that it is bad", "criticize criticise denounce condemn blast slam assail attack accuse"
          " blame mock ridicule deride decry lambast lambaste chide rebuke scold ridicule rip bash knock fault lash"
          " rail berate castigate bemoan lament complain grouse gripe grumble disparage belittle deplore taunt"
          " insult excoriate skewer savage slap scoff sneer jeer vent fume rant carp whine bristle rage thunder",
          verdict=True),
    Sense("call", "gives it a name or a nature", "call describe label dub brand term characterize characterise"
          " portray paint cast depict liken compare refer define nickname style tag name invoke frame dismiss peg"
          " deem declare pronounce rate rank title", verdict=True, clause=False),
    Sense("joke", "does not mean it quite", "joke quip tease kid jest deadpan wisecrack crack"),
    Sense("shout", "says it in a certain voice", "shout yell scream cry chant exclaim roar bark bellow holler whisper"
          " mutter mumble murmur sigh sob moan groan growl laugh chuckle giggle smile gasp shriek blurt intone chime"
          " recite sing hiss chirp croak drawl snarl wail whoop howl trill stammer stutter rasp coo purr shrug nod"
          " grin smirk chant boom crow cackle snort thunder blare"),
)  # fmt: skip

# Forms that the rules of `_forms` do not give.
_IRREGULAR = {
    "said": "say", "says": "say", "saying": "say", "told": "tell", "wrote": "write", "written": "write",
    "spoke": "speak", "spoken": "speak", "went": "go", "gone": "go", "goes": "go", "began": "begin", "begun": "begin",
    "thought": "think", "felt": "feel", "knew": "know", "known": "know", "saw": "see", "seen": "see",
    "found": "find", "shown": "show", "swore": "swear", "sworn": "swear", "held": "hold", "shot": "shoot",
    "hit": "hit", "read": "read", "meant": "mean", "foresaw": "foresee", "sang": "sing", "sung": "sing",
    "understood": "understand", "forewarned": "forewarn", "undertook": "undertake", "undertaken": "undertake",
    "spelt": "spell", "spelled": "spell", "learnt": "learn", "denies": "deny", "replies": "reply", "cries": "cry",
    "testifies": "testify", "clarifies": "clarify", "specifies": "specify", "prophesies": "prophesy",
    "hung": "hang", "quoth": "say", "cast": "cast", "ripped": "rip", "ripping": "rip", "wept": "weep",
}  # fmt: skip

_DOUBLING = frozenset(
    "admit begin quip commit demur tag peg dub rip blog knock slam hit sob wed".split()
) - {"knock"}


def _forms(lemma: str) -> set[str]:
    """The inflected forms of a regular verb."""
    if lemma.endswith("e"):
        return {lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"}
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return {lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
    stem = lemma + lemma[-1] if lemma in _DOUBLING else lemma
    s = "es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
    return {lemma, lemma + s, stem + "ed", stem + "ing"}


SENSE_OF: dict[str, Sense] = {}
for _sense in SENSES:
    for _verb in _sense.verbs.split():
        SENSE_OF.setdefault(_verb, _sense)

LEMMA_OF: dict[str, str] = {
    form: verb for verb in SENSE_OF for form in sorted(_forms(verb))
} | _IRREGULAR
"""Form → lemma of every cue verb; the tagger's lemma is not used, since it is wrong just beside quotation marks."""

# Verbs whose forms are nearly always verbs of saying, whatever the tagger makes of them beside a
# quotation.
PLAIN = frozenset(
    "say tell add write ask tweet reply explain insist argue recall respond continue".split()
)

# Verbs that cannot be relied on to report anything unless a quotation stands right at them.
WEAK = frozenset(
    "go read mean start begin finish shoot fire snap hit offer sound press type text message sign own second allow see"
    " want show rate rank name smile nod shrug grin laugh know know find release publish print speak talk"
    " figure push challenge decide expect learn welcome thank style tag title detail object accept grant"
    " charge order point report rule spell post commit consider understand rip knock".split()
)

# Nouns that name a saying: what is quoted behind "her claim that" was claimed.
SAYINGS = frozenset(
    """claim assertion statement comment remark suggestion call promise pledge warning description criticism view
    contention argument insistence vow message question answer response reply complaint charge accusation plea demand
    proposal conclusion announcement threat prediction declaration phrase speech letter tweet insistence admission
    observation denial praise attack allegation note report testimony slogan motto mantra headline word advice
    explanation recommendation acknowledgment mention quip joke chant""".split()
)
