"""What a line is by its own words alone: page chrome, a byline, a caption, a picture's credit.

Precision first: prose that is taken for chrome loses its quotes, figures and actors, while chrome
that is taken for prose costs a reader a glance. So every rule asks for the whole line or for an
opening that prose does not have, and for a line that is short.
"""

from __future__ import annotations

import re
from typing import Literal

from onrecord.lexicon import words

Marked = Literal["chrome", "byline", "caption", "credit"]

_LONG = 300  # a longer line is prose, whatever it begins with

_LINK_LISTS = words("furniture.link_lists")
_BUTTONS = words("furniture.buttons")
_SECTIONS = words("furniture.sections")

# Openings of lines that point elsewhere, ask for something, or state rights. Labels need their
# colon, requests their whole phrase, so that "Share this burden", "Related costs" and "Copyright
# law" stay prose.
_CHROME = re.compile(
    r"""(?ix)
    (?: (?:https?://|www\.)\S+\Z
    | (?:read\ more|more|read\ also|also\ read|see\ also|related|read\ next
        |watch|watch\ (?:live|also|now|more|video)
        |listen|don[’']t\ miss|tags?|categor(?:y|ies)|filed\ under|topics?|keywords|posted\ in
        |more\ (?:on|about|from)\ [^:.]{2,60}
        |related\ (?:articles?|stor(?:y|ies)|links?|topics?|news))\s?[:»>]
    | also\ read\s
    | read\ (?:more\ about|it\ all\ here
        |the\ (?:rest|full|whole|entire|original)\b.{0,60}\b(?:story|article|here))\b
    | (?:click|tap)\ here\b
    | \(?subscribe\ (?:to|now|here|today|for)\b
    | sign\ up\ (?:for|to)\ (?:our|the|a|get|receive)\b
    | (?:like|join|find|follow)\ us\ (?:on|at)\b
    | follow\ (?:@\w+|[^.,]{2,50}\ on\ (?:twitter|x|facebook|instagram|linkedin|youtube|tiktok))\b
    | share\ (?:this\ (?:article|story|post|page)|on|via)\s*
        (?::|\Z|facebook|twitter|whatsapp|e-?mail)
    | download\ (?:our|the)\ .{0,40}\bapp\b
    | (?:this|our)\ (?:web)?site\ uses\ cookies\b
    | we\ (?:and\ our\ (?:\d+\ )?partners\ )?use\ cookies\b
    | by\ (?:continuing|clicking|using|browsing)\b.{0,80}
        \b(?:you\ (?:agree|accept|consent)|cookies)\b
    | (?:accept|manage|reject)\ (?:all\ )?cookies\b
    | (?:copyright\ )?(?:©|\(c\))\s*(?:copyright\ )?(?:19|20)\d\d
    | copyright\ (?:19|20)\d\d
    | (?:©|\(c\)|copyright).{0,80}\ball\ rights\ reserved\b
    | the\ post\ .{2,150}\ appeared\ first\ on\b
    | h/t\s | \(h/t\s
    | to\ (?:view|read|see|continue|access)\b.{0,60}
        \b(?:subscribe|sign\ (?:in|up)|log\ in|register|become\ a\ member)\b
    | (?:first-time|new|existing|current)\ (?:subscribers|members)\b
    | if\ you(?:[’']re|\ are)\ (?:seeing\ this|(?:already\ )?a\ (?:subscriber|member))\b
    | submit\ (?:your|a)\ (?:letter|story|tip|photo|comment|news)\b
    | for\ (?:all\ )?(?:the\ )?(?:latest|more|breaking)\b.{0,80}
        \b(?:download|subscribe|sign\ up|click|follow\ us|visit\ our)\b
    | (?:advertise|do\ it)\ with\ (?:us|the\ most)\b
    | we\ (?:may|might)\ (?:receive|earn|get)\ (?:an?\ )?(?:\w+\ )?(?:compensation|commission)
    | get\ (?:our|the\ latest)\b.{0,60}\b(?:inbox|newsletter|app|alerts)\b
    | our\ standards\s?:
    | \d{1,3}[-\ ]min(?:ute)?s?\ read\Z
    | \d{1,6}\ (?:comments|shares)\Z
    | please\ (?:enable|turn\ on)\ (?:javascript|cookies)\b
    | already\ (?:a|have\ a|an)\ (?:subscriber|subscription|account|member)\b
    | (?:for\ more\ (?:information|news|stories),?\ )?visit\ (?:our\ website|https?:|www\.)
    )"""
)
_BAR = re.compile(r"\s[|·•›»>/]\s")
_COUNT = re.compile(r"\(\d{1,6}\)\Z")
_DISGUISED = 3  # words; one may be a typing error
_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\u0370-\u04ff])\w+")
_TAG = re.compile(r"<[^<>]{1,300}>")

_PARTICLES = words("furniture.particles")
_POSTS = (
    r"(?:writers?|reporters?|correspondents?|editors?|columnists?|contributors?|photographers?)"
)
_WORK = re.compile(  # what somebody did for the article, or is on the paper
    rf"(?i)\b(?:(?:additional\s)?(?:reporting|writing|editing)\sby|(?:[\w-]+\s){{0,2}}{_POSTS})\b"
)
_BYLINE = re.compile(
    r"(?i)[-–—(\s]*(?:(?:(?:written|reported|words|text|story|compiled|posted|published)\s)?by"
    r"|(?:additional\s)?(?:reporting|writing|editing)\sby|contributing\s?:)\s"
)
_STAMP = re.compile(
    r"(?i)(?:(?:first|last)\s)?(?:published|updated|posted|modified|created|issued|filed)\b"
    r"(?:\s(?:on|at))?\s?[:|]?\s*"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_CLOCK = r"(?:\d{1,2}(?:[:.]\d\d){1,2}(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?)"
_ZONE = r"(?:(?:GMT|UTC)(?:[+-]\d{1,2})?|[A-Z]{1,3}S?T|[+-]\d{4}|hrs)"
_DATE = (
    rf"\b(?:\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH},?\s\d{{4}}"
    rf"|(?:an?|\d{{1,2}})\s(?:minute|min|hour|day|week)s?\sago)\b"
)
_DATED = re.compile(rf"(?i){_DATE}")
_TIMED = re.compile(rf"(?i){_DATE}|{_CLOCK}")
_WHEN = re.compile(  # one word of a date and a time
    rf"(?i)(?:\d{{1,4}}(?:st|nd|rd|th)?|(?:\d{{1,4}}[-/.]){{2}}\d{{1,4}}|{_CLOCK}"
    rf"|[ap]\.?m\.?|{_MONTH}|{_DAY}|{_ZONE}"
    r"|at|on|of|updated|ago|an?|(?:minute|min|hour|day|week)s?)[.,:]?"
)
_CONTRIBUTED = re.compile(r"\bcontributed (?:reporting )?to this (?:report|story|article)\.?\Z")
_LIVE = re.compile(rf"(?i)(?:{_CLOCK})(?:\s(?:{_ZONE}))?\s?[:.]?")

# Who hands out pictures: an agency's name alone, or behind a photographer's, makes a line a credit.
_AGENCY = "(?:" + "|".join(map(re.escape, sorted(words("furniture.agencies"), reverse=True))) + ")"
_PICTURE = (
    r"(?:(?:file\ )?photo(?:graph)?s?|images?|pictures?|illustrations?|graphics?|maps?|videos?"
    r"|cartoons?)"
)
_CREDIT = re.compile(
    rf"""(?xi)[(\[|–—\s]*(?:
      (?P<picture>{_PICTURE})(?:\ credits?)?\s?(?::|by\b|courtesy(?:\ of)?\b|©)
    | (?:credits?|courtesy|source|data)\s?: | image\ source\s?[,:])\s*"""
)
_AGENCY_LINE = re.compile(
    rf"""(?x)[-–—©(\s]*(?:[^\W_][^.!?;:]{{0,60}}?(?:\s?[/|]\s?|\ via\ ))?
    {_AGENCY}(?:/[^.!?;:/]{{2,40}})?[)\s]*\.?\Z"""
)
_RIGHTS = re.compile(r"(?:©|\([cC]\))\s*\D")
_TAIL = re.compile(
    rf"""(?x)[.!?)”"’]\s*(?P<credit>
      [(\[|–—]?\s?
        (?i:{_PICTURE}(?:\ credits?)?(?:\s?:|\ by\ |\ courtesy\ (?:of\ )?|\ ©)|credits?\s?:)
        \s*(?P<name>[^.!?;:()\[\]]{{2,70}})[)\]]?\.?
    | [(\[]{_AGENCY}\s?(?:/|via\ )[^()\[\]]{{2,60}}[)\]]\.?
    )\Z"""
)
_CAPTION = re.compile(
    r"""(?x)
    (?: [Ii]mage\ caption[,:]\s\S
    | \(?FILE(?:\ PHOTO|\ IMAGE|\ PICTURE)?\)?\s?[-–—:]\s?\S
    | \(?[Ff]ile\ (?:[Pp]hoto|[Ii]mage|[Pp]icture)\s?[:)]
    | (?:[Pp]ictured|PICTURED|[Cc]aption|CAPTION)\s?:
    | In\ (?:this|these)\ [^.]{0,50}\b(?:photo|photograph|image|frame\ grab)s?
        (?:,|\ (?:taken|provided|released|made|from)\b)
    )"""
)


def kind_by_words(line: str) -> Marked | None:
    """What the line says of itself that it is; None for all that may be prose, a headline or a
    heading.
    """
    if is_disguised(line):
        return "chrome"
    if len(line) > _LONG:
        return "caption" if len(line) <= 2 * _LONG and _CAPTION.match(line) else None
    if is_chrome(line):
        return "chrome"
    if _CAPTION.match(line):
        return "caption"
    if found := _CREDIT.match(line):
        return _credit_or_caption(found, line[found.end() :])
    if _AGENCY_LINE.match(line) or (_RIGHTS.match(line) and is_name_like(line)):
        return "credit"
    return "byline" if _is_byline(line) else None


def is_chrome(line: str) -> bool:
    """A button, a link elsewhere, a notice of rights or cookies, or a line without a letter or a
    digit.
    """
    if bare(line) in _BUTTONS or _CHROME.match(line):
        return True
    if not any(c.isalnum() for c in line):
        return True
    return line.startswith("<") and not any(c.isalpha() for c in _TAG.sub("", line))


def is_disguised(line: str) -> bool:
    """Whether letters of another alphabet stand in its words for those that they look like, to slip
    through filters: an advertisement (Unicode TR 39, mixed scripts).
    """
    return len(_MIXED.findall(line)) >= _DISGUISED


def bare(line: str) -> str:
    """The words of a label as the lists above have them: small, without the marks around them."""
    return _COUNT.sub("", line).strip(" .:,»›>→|*[]()!-–—•…▶+\u00a0").casefold().replace("’", "'")


def in_menu(line: str) -> bool:
    """Whether the line is the name of a department or a service page, or several short names with
    bars between them.
    """
    if bare(line) in _SECTIONS:
        return True
    items = _BAR.split(line) if len(line) <= _LONG else []
    return len(items) > 3 and all(
        len(x.split()) <= 3 and not any(c.isdigit() for c in x) for x in items
    )


def is_link_list(label: str) -> bool:
    """Whether a chrome line opens a list of links: "Related stories", "Also read:", but not the
    button "Read more".
    """
    return bare(label) in _LINK_LISTS and (
        label.endswith(":") or bare(label) not in ("read more", "see also")
    )


def is_clock(line: str) -> bool:
    """A time of day and nothing else: the stamp above an entry of a live page."""
    return len(line) < 30 and bool(_LIVE.fullmatch(line))


def credit_at_end(line: str) -> int | None:
    """Where a picture's credit begins behind the sentences of its caption ("… in Oslo. Photo: Ann
    Example"), or None.

    Only the last 120 characters can be a credit, and what is in front of it must be a caption's
    length.
    """
    if len(line) > 2 * _LONG:
        return None
    offset = max(0, len(line) - 120)
    found = _TAIL.search(line, offset)
    if not found or (found["name"] and not is_name_like(found["name"])):
        return None
    return found.start("credit")


def is_name_like(words: str) -> bool:
    """Whether all words but particles begin with a capital or a digit: "Ana de la Cruz for the
    Harbour Post".
    """
    parts = re.findall(r"[^\W_][\w.’'-]*", words)
    return 0 < len(parts) <= 16 and all(not w[0].islower() or w in _PARTICLES for w in parts)


def _credit_or_caption(label: re.Match[str], words: str) -> Marked | None:
    """ "Photo: Ann Example" names who took it; "Photo: A ship leaves the harbour." says what it
    shows.
    """
    if is_name_like(words) and len(words) <= 90:
        return "credit"
    return "caption" if label["picture"] and label[0].rstrip().endswith(":") else None


def _is_byline(line: str) -> bool:
    """A line that says who wrote the article, or when it was published: nothing but that, up to its
    end.
    """
    if found := _BYLINE.match(line):
        names = _WORK.sub(" ", line[found.end() :])
        return is_name_like(names) and not re.match(r"\W*\d", names) and not _is_moment(names)
    if found := _STAMP.match(line):
        when = line[found.end() :]
        return _is_moment(when) and bool(_TIMED.search(when))
    if len(line) <= 120 and _CONTRIBUTED.search(line):
        return True
    if len(line) <= 120 and _DATED.search(line):
        parts = [part for part in re.split(r"\s?[|·•]\s?", line) if part]
        moments = [part for part in parts if _is_moment(part)]
        return any(map(_DATED.search, moments)) and all(
            p in moments or is_name_like(p) for p in parts
        )
    names, _, post = line.partition("," if "," in line else " | ")
    return (
        2 <= len(names.split()) <= 5
        and is_name_like(names)
        and bool(_WORK.fullmatch(post.strip(" .")))
    )


def _is_moment(words: str) -> bool:
    parts = re.split(r"[\s|·–—,]+", words.strip())
    return len(parts) <= 16 and all(_WHEN.fullmatch(part) for part in parts if part)
