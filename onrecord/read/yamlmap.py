"""YAML that people wrote, read with the line of every value, so that a mistake can be shown where
it stands.

    problems: list[Problem] = []
    top = parse(text, "briefings/actors.yml", problems)
    if top:
        for actor in top.maps("actors"):
            name, since = actor.text("name"), actor.day("from")
            actor.done()
    top.done()

Every reading of a value notes its key; `done` then reports the keys that nobody asked for. All
mistakes are gathered in `problems`; a value that is wrong reads as if it were not there, so that
the reading goes on to the next mistake.
"""

from __future__ import annotations

import calendar
import datetime as dt
import difflib
import os
import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from onrecord.model import Problem
from onrecord.written import FIRST_YEAR, LAST_YEAR, calendar_day

_NULL = "tag:yaml.org,2002:null"
_TEXT = "tag:yaml.org,2002:str"
_BOOL = "tag:yaml.org,2002:bool"
_ENV = "!ENV"  # pyyaml-env-tag, which MkDocs reads its settings with
_TRUE = ("true", "yes", "on")


# What no text has: control characters but white space, halves of characters (an escape in quotation
# marks makes them).
FOREIGN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class _Loader(yaml.SafeLoader):
    """Takes texts only."""

    def compose_scalar_node(self, anchor: Any) -> yaml.ScalarNode:
        node: yaml.ScalarNode = super().compose_scalar_node(anchor)
        if foreign := FOREIGN.search(node.value):
            raise yaml.MarkedYAMLError(
                problem=f"a text holds the character U+{ord(foreign[0]):04X}",
                problem_mark=node.start_mark,
            )
        return node


class YamlMap:
    """One mapping (`key: value` lines) of a YAML file."""

    def __init__(
        self, node: yaml.MappingNode, file: str, before: int, problems: list[Problem]
    ) -> None:
        self.file = file
        self.line = node.start_mark.line + 1 + before
        self._before = before  # lines of the file before the YAML begins
        self._problems = problems
        self._lines: dict[str, int] = {}
        self._nodes: dict[str, yaml.Node] = {}
        self._asked: dict[str, None] = {}
        for key, value in node.value:
            self._add(key, value)

    def _add(self, key: yaml.Node, value: yaml.Node) -> None:
        line = key.start_mark.line + 1 + self._before
        if not isinstance(key, yaml.ScalarNode):
            self._problem(line, "a key must be a word", "write `key: value`")
        elif key.value in self._lines:
            self._problem(
                line,
                f"“{key.value}” stands here twice, first on line {self._lines[key.value]}",
                "keep one",
            )
        else:
            self._lines[key.value] = line
            value = _environment(value) if value.tag == _ENV else value
            if value.tag != _NULL:
                self._nodes[key.value] = value

    def __contains__(self, key: str) -> bool:
        """Whether the key stands there with a value."""
        return key in self._nodes

    def stated(self) -> dict[str, int]:
        """All keys that stand there, with a value or without, and their lines; those of a mapping
        under one of them too, as "theme.name".
        """
        inner = {
            f"{key}.{under.value}": under.start_mark.line + 1 + self._before
            for key, node in self._nodes.items()
            if isinstance(node, yaml.MappingNode)
            for under, _ in node.value
            if isinstance(under, yaml.ScalarNode)
        }
        return self._lines | inner

    def line_of(self, key: str) -> int:
        """The line of a key in its file; the mapping's own where the key is not there."""
        return self._lines.get(key, self.line)

    def problem(self, key: str, what: str, mend: str = "", warning: bool = False) -> None:
        """Report a mistake at a key (or, with "", at the mapping)."""
        self._problem(self.line_of(key), what, mend, warning)

    def text(self, key: str) -> str | None:
        """A single value as it was written: `title: 1984` and `title: yes` are texts. Blank is
        None.
        """
        node = self._node(key)
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode):
            self.problem(
                key, f"“{key}” must be one text, not {_sort(node)}", f"write `{key}: …` on one line"
            )
            return None
        return node.value.strip() or None

    def plain(self, key: str) -> str | None:
        """What `text` gives, and None without a complaint where something else stands."""
        node = self._node(key)
        return node.value.strip() or None if isinstance(node, yaml.ScalarNode) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        return tuple(words for words, _ in self.texts_with_lines(key))

    def texts_with_lines(self, key: str) -> tuple[tuple[str, int], ...]:
        """A list of texts, each with its line."""
        found = []
        for item in self._items(key):
            line = item.start_mark.line + 1 + self._before
            if not isinstance(item, yaml.ScalarNode) or item.tag == _NULL:
                self._problem(
                    line,
                    f"“{key}” must be a list of texts, and one of them is {_sort(item)}",
                    "put a text with a colon or brackets in quotation marks",
                )
            elif item.value.strip():
                found.append((item.value.strip(), line))
        return tuple(found)

    def paths(self, key: str) -> tuple[tuple[str, int], ...]:
        """A list of files, each a text or a mapping with a `path`, with their lines."""
        found = []
        for item in self._items(key):
            fields = item.value if isinstance(item, yaml.MappingNode) else [(None, item)]
            for name, value in fields:
                if isinstance(value, yaml.ScalarNode) and (not name or name.value == "path"):
                    found.append((value.value.strip(), value.start_mark.line + 1 + self._before))
        return tuple(found)

    def day(self, key: str) -> dt.date | None:
        """A calendar day, YYYY-MM-DD; a time of day behind it is left out."""
        words = self.text(key)
        if words is None:
            return None
        try:
            return calendar_day(words)
        except ValueError:
            self.problem(key, f"“{key}: {words}” is not a day of the calendar", _mend_day(words))
            return None

    def flag(self, key: str) -> bool:
        """Yes or no; no where it is not said."""
        node = self._node(key)
        if node is None:
            return False
        if not isinstance(node, yaml.ScalarNode) or node.tag != _BOOL:
            self.problem(
                key, f"“{key}” must be true or false", f"write `{key}: true` or leave the line out"
            )
            return False
        return node.value.lower() in _TRUE

    def whole(self, key: str, default: int) -> int:
        """A whole number from 1."""
        words = self.text(key)
        if words is None:
            return default
        if not re.fullmatch(r"[1-9][0-9]{0,8}", words):
            self.problem(key, f"“{key}: {words}” is not a whole number from 1", f"write `{key}: 1`")
            return default
        return int(words)

    def choice(self, key: str, allowed: Sequence[str]) -> str | None:
        """One of a few words."""
        words = self.text(key)
        if words is not None and words not in allowed:
            self.problem(
                key, f"“{key}: {words}” is not known", "write one of " + ", ".join(allowed)
            )
            return None
        return words

    def map(self, key: str) -> YamlMap | None:
        """A mapping under a key."""
        node = self._node(key)
        if node is None:
            return None
        if not isinstance(node, yaml.MappingNode):
            self.problem(key, f"“{key}” must have `key: value` lines under it, not {_sort(node)}")
            return None
        return YamlMap(node, self.file, self._before, self._problems)

    def maps(self, key: str) -> tuple[YamlMap, ...]:
        """A list of mappings."""
        found = []
        for item in self._items(key):
            if isinstance(item, yaml.MappingNode):
                found.append(YamlMap(item, self.file, self._before, self._problems))
            else:
                line = item.start_mark.line + 1 + self._before
                self._problem(
                    line,
                    f"“{key}” must be a list of entries with `key: value` lines, not {_sort(item)}",
                    "begin each entry with `- ` and write its keys under each other",
                )
        return tuple(found)

    def done(self) -> None:
        """Report every key that was not asked for."""
        for key, line in self._lines.items():
            if key not in self._asked:
                close = difflib.get_close_matches(key, self._asked, n=1)
                mend = (
                    f"did you mean “{close[0]}”?"
                    if close
                    else "put words that have a comma in them in quotation marks"
                    if key not in self._nodes
                    else "known here: " + ", ".join(self._asked)
                )
                self._problem(line, f"“{key}” is not known", mend)

    def _node(self, key: str) -> yaml.Node | None:
        self._asked[key] = None
        return self._nodes.get(key)

    def _items(self, key: str) -> Iterator[yaml.Node]:
        node = self._node(key)
        if isinstance(node, yaml.SequenceNode):
            yield from node.value
        elif node is not None:
            yield node

    def _problem(self, line: int, what: str, mend: str, warning: bool = False) -> None:
        self._problems.append(Problem(what, mend, self.file, line, warning))


def parse(text: str, file: str, problems: list[Problem], before: int = 0) -> YamlMap | None:
    """The mapping at the top of a YAML text, None where it is blank or broken (said in `problems`).

    `before` is the number of lines of `file` that stand before `text`. Nothing is constructed:
    tags, anchors and aliases can neither make objects nor grow.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        opened = any(
            word in (error.context or "") for word in ("flow", "quoted")
        )  # and never closed
        mark = (opened and error.context_mark) or error.problem_mark
        line = min(mark.line, text.count("\n")) + 1 if mark else 0
        problems.append(
            Problem(
                f"the YAML is broken: {error.problem}", _mend(error.problem), file, line + before
            )
        )
        return None
    except (
        yaml.YAMLError,
        RecursionError,
        ValueError,
        OverflowError,
    ) as error:  # the last two: \U99999999
        what = (
            "it is nested too deeply"
            if isinstance(error, RecursionError)
            else "it holds a control character, or names no character"
        )
        at = error.position if isinstance(error, yaml.reader.ReaderError) else 0
        line = text.count("\n", 0, at) + 1 + before
        problems.append(Problem(f"the YAML is broken: {what}", "write it anew", file, line))
        return None
    if node is None or node.tag == _NULL:
        return None
    if not isinstance(node, yaml.MappingNode):
        problems.append(
            Problem(f"`key: value` lines must stand here, not {_sort(node)}", "", file, before + 1)
        )
        return None
    return YamlMap(node, file, before, problems)


def _environment(node: yaml.Node) -> yaml.Node:
    """What a value says that names variables of the environment: the first that is set, else the
    default that stands behind them, else nothing.
    """
    parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
    default: yaml.Node = yaml.ScalarNode(_NULL, "", node.start_mark, node.end_mark)
    if len(parts) > 1:
        *parts, default = parts
    for name in parts:
        words = os.environ.get(str(name.value))
        if words is not None:
            tag = _BOOL if words.lower() in (*_TRUE, "false", "no", "off") else _TEXT
            return yaml.ScalarNode(tag, words, node.start_mark, node.end_mark)
    return default


def _mend_day(words: str) -> str:
    """What is wrong with a day that is written as it should be but cannot be; else how to write
    one.
    """
    found = re.match(r"(\d{4})-(\d\d)-(\d\d)(?!\d)", words)
    year, month, day = map(int, found.groups()) if found else (0, 0, 0)
    if year and not 1 <= month <= 12:
        return "the second number is the month, from 01 to 12"
    if year and not 1 <= day <= (days := calendar.monthrange(year, month)[1]):
        return f"{calendar.month_name[month]} {year} has {days} days"
    if year and not FIRST_YEAR <= year <= LAST_YEAR:
        return f"the year must be from {FIRST_YEAR} to {LAST_YEAR}"
    return "write it as 2020-06-04"


def quoted(words: str) -> str:
    """A text on one line as YAML reads it back: bare where that is plain."""
    if re.fullmatch(r"\w(?:[\w .’-]*\w)?", words) and words.lower() != "null":
        return words
    if words.isprintable():
        return "'" + words.replace("'", "''") + "'"
    return (
        '"'
        + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08X}" for c in words)
        + '"'
    )


def _sort(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "`key: value` lines"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return "nothing" if node.tag == _NULL else "a text"


def _mend(problem: str | None) -> str:
    if problem and "mapping values" in problem:
        return "put a text that has a colon in it in quotation marks"
    if problem and "U+" in problem:
        return "write the text anew"
    if problem and "'\\t'" in problem:
        return "indent with blanks, not with tabs"
    return "look for a mark or a bracket that is not closed, and for lines not indented alike"
