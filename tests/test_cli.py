"""The commands as people and scripts meet them: what they say, what they leave, how they end."""

from __future__ import annotations

import contextlib
import fcntl
import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from onrecord import stages
from onrecord.cli import main
from onrecord.console import watch
from onrecord.console.endings import CONTENT, ENVIRONMENT, INTERRUPTED, USAGE
from onrecord.console.words import PLAIN, QUIET
from onrecord.model import Article, Problem
from onrecord.read.settings import Project
from onrecord.weights import ModelError
from tests.conftest import ROOT
from tests.trees import tree

LINE = '{"id": "a", "text": "“We stay,” Orla Venn said."}\n'


def run(*arguments: str, feed: str | bytes = "") -> Result:
    result = CliRunner().invoke(main, arguments, input=feed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


# ---- build ---------------------------------------------------------------------------------------


def test_build_says_what_it_did_and_the_second_one_annotates_nothing(project: Path) -> None:
    first = run("-C", str(project))
    assert first.exit_code == 0, first.output
    assert re.search(
        r"model: en_core_web_sm 3\.8\.0( \(package \w+\))?, weights verified\n", first.stdout
    )
    assert "from 1 source, of which 1 annotated now" in first.stdout
    assert f"open {project}/site/index.html" in first.stdout
    assert "briefings/ferry/courier.txt has no date" in first.stdout
    assert first.stderr == ""  # no bar, no chatter: this is no terminal
    cached = tree(project / "site")
    assert "from 1 source, none of them changed" in run("-C", str(project), "build").stdout
    (project / ".build" / "made-of.json").unlink()
    assert "from 1 source, of which 0 annotated now" in run("-C", str(project), "build").stdout
    assert tree(project / "site") == cached
    for made in (".build", ".cache", "site"):
        shutil.rmtree(project / made)
    run("-C", str(project), "build")
    assert tree(project / "site") == cached  # clean or cached, the same bytes


def test_a_change_to_one_article_annotates_that_one(project: Path) -> None:
    run("-C", str(project))
    (project / "briefings/ferry/herald.txt").write_text("The Harbour Board met on Monday.\n")
    assert "from 2 sources, of which 1 annotated now" in run("-C", str(project)).stdout


def test_a_build_that_fails_says_all_and_leaves_the_old_site(project: Path) -> None:
    run("-C", str(project))
    before = tree(project / "site")
    (project / "briefings/ferry/empty.txt").write_text("")
    (project / "briefings/ferry/briefing.md").write_text("---\ndate: 2031-02-30\ntitel: x\n---\n")
    result = run("-C", str(project))
    assert result.exit_code == CONTENT
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [
        "briefings/ferry/briefing.md:2",
        "briefings/ferry/briefing.md:3",
        "briefings/ferry/empty.txt",
    ]
    assert tree(project / "site") == before


HOSTILE = """\
Harbour <script>alert(1)</script> Shut

{{ 7*7 }} and {% raw %} and {# note #} and [x](javascript:alert(1)) and </div></article></body>
stood in the leaflet.

| Port | Ships |
|---|---|
| Varrow | 12 |

“We never close, Orla Venn said. <img src=x onerror=alert(1)> &lt;b&gt; \\u003cb> <!-- --- ]]>
"""


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_hostile_words_stay_words(project: Path, suffix: str) -> None:
    body = "".join(f"<p>{p}</p>" for p in HOSTILE.split("\n\n")) if suffix == ".html" else HOSTILE
    (project / f"briefings/leaflet{suffix}").write_text(body)
    (project / "briefings/ferry/briefing.md").write_text(
        "---\ntitle: '<script>alert(2)</script> {{ 7*7 }}'\nsummary: '</p><b>x'\ntags: ['<i>']\n"
        "---\n"
        "<script>alert(3)</script> {{ 7*7 }} [x](javascript:alert(4)) [[<b>]]\n"
    )
    result = run("-C", str(project))
    assert result.exit_code == 0, result.output
    pages = {
        name: data.decode()
        for name, data in tree(project / "site").items()
        if name.endswith(".html")
    }
    for name, page in pages.items():
        assert not re.search(r"<script>alert|<img src=x|href=.javascript|</p><b>x|<i>", page), name
        assert not re.search(
            r"(?<![\d,.])49(?![\d,.])",
            re.sub(r"<style.*?</style>|<svg.*?</svg>", "", page, flags=re.S),
        ), name
    if suffix != ".html":  # there, tags are tags, and dropped
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in pages["sources/leaflet/leaflet.html"]


def test_two_builds_at_once_give_one_whole_site(project: Path) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "-C", str(project)]
    builds = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)
    ]
    outputs = [b.communicate() for b in builds]
    assert [b.returncode for b in builds] == [0, 0], outputs
    both = tree(project / "site")
    run("-C", str(project))
    assert tree(project / "site") == both


def test_a_build_has_the_project_to_itself_from_the_first_reading_on(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def alone(root: Path, skip: object = ()) -> None:
        number = os.open(root, os.O_RDONLY)
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        finally:
            os.close(number)

    monkeypatch.setattr(stages, "read", alone)
    with pytest.raises(BlockingIOError):
        stages.build(Project(project), watch.Watch())
    alone(project)


def test_settings_that_say_nothing(project: Path) -> None:
    settings = (project / "mkdocs.yml").read_text().partition("extra:\n")[0]
    (project / "mkdocs.yml").write_text(settings)
    assert run("-C", str(project)).exit_code == 0
    assert '<html lang="en">' in (project / "site/index.html").read_text()


SETTINGS = {
    "none": {},
    "a name": {"mkdocs.yml": "site_name: Desk\n"},
    "the environment's": {"mkdocs.yml": "site_name: !ENV [DESK, Nobody]\n"},
    "another file's": {"mkdocs.yml": "INHERIT: base.yml\n", "base.yml": "site_name: Desk\n"},
    "of another name": {"properdocs.yml": "site_name: Desk\n"},
}


@pytest.mark.parametrize("files", SETTINGS.values(), ids=SETTINGS)
def test_settings_of_all_sorts(
    files: dict[str, str], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK", "Desk")
    (project / "mkdocs.yml").unlink()
    for name, words in files.items():
        (project / name).write_text(words)
    result = run("-C", str(project))
    assert result.exit_code == 0, result.output
    name = "Desk" if files else "On Record"
    assert f"<title>{name}</title>" in (project / "site/index.html").read_text("utf-8")


def test_a_template_of_the_project_takes_the_place_of_the_shipped_one(project: Path) -> None:
    for name, words in (
        ("pages/sources.html", "<h1>Our own list</h1>"),
        ("pages/styles/9-own.css", "h1 { color: teal }"),
        ("theme/404.html", "<!doctype html><title>Away</title>"),
    ):
        (project / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        (project / "templates" / name).write_text(words)
    assert run("-C", str(project)).exit_code == 0
    site = project / "site"
    assert "Our own list" in (site / "sources.html").read_text()
    assert "teal" in (site / "assets/onrecord.css").read_text()
    assert (site / "404.html").read_text() == "<!doctype html><title>Away</title>"
    assert 'class="masthead' in (site / "index.html").read_text()


def test_a_project_is_made_and_built(tmp_path: Path) -> None:
    made = run("init", str(tmp_path / "desk"))
    assert made.exit_code == 0
    names = {
        p.relative_to(tmp_path / "desk").as_posix() for p in tmp_path.rglob("*") if p.is_file()
    }
    assert names >= {"mkdocs.yml", ".gitignore", ".gitlab-ci.yml", ".github/workflows/site.yml"}
    assert run("-C", str(tmp_path / "desk")).exit_code == 0
    assert (tmp_path / "desk/site/briefings/quay.html").exists()
    (tmp_path / "desk/mkdocs.yml").write_text("site_name: Mine\n")
    shutil.rmtree(tmp_path / "desk/briefings/quay")
    again = run("init", str(tmp_path / "desk"))
    assert "nothing to make" in again.stdout
    assert (tmp_path / "desk/mkdocs.yml").read_text() == "site_name: Mine\n"
    assert list((tmp_path / "desk/briefings").iterdir()) == []


def test_what_nothing_foresaw_is_a_message(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "read", lambda *_: 1 / 0)
    result = run("-C", str(project))
    assert result.exit_code == ENVIRONMENT
    what, details, *fault = result.stderr.splitlines()
    assert what == "ZeroDivisionError: division by zero"
    assert fault[0].startswith("This is a fault of On Record")
    file = Path(details.removeprefix("the details are in "))
    assert "Traceback" in file.read_text()
    file.unlink()


@pytest.mark.parametrize(
    ("style", "line"),
    [
        ("github", "::error file=briefings/ferry/courier.txt,line=2::“published: x” is not a day"),
        ("json", '{"what": "“published: x” is not a day of the calendar"'),
    ],
)
def test_check_for_machines(project: Path, style: str, line: str) -> None:
    assert run("-C", str(project), "check", "--format", style).output == ""
    (project / "briefings/ferry/courier.txt").write_text("---\npublished: x\n---\nWords.\n")
    result = run("-C", str(project), "check", "--format", style)
    assert (result.exit_code, result.stderr) == (CONTENT, "")
    assert result.stdout.startswith(line)


def test_a_day_that_no_format_can_carry_is_refused_where_it_stands(project: Path) -> None:
    (project / "briefings/ferry/courier.txt").write_text(
        "---\npublished: 2206-06-04\n---\nWords.\n"
    )
    result = run("-C", str(project))
    assert result.exit_code == CONTENT
    assert result.stderr.startswith("briefings/ferry/courier.txt:2: ")
    assert "the year must be from 1000 to 2105" in result.stderr


def test_names_of_files_drive_no_terminal(project: Path) -> None:
    (project / "briefings/ferry/a\n::error file=x::y\x1b[2J\u202e.docx").write_text("")
    result = run("-C", str(project), "check")
    assert len(result.stderr.splitlines()) == 1
    assert "a\\n::error" in result.stderr
    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr


def test_a_worker_that_was_killed_is_a_message(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise BrokenProcessPool

    monkeypatch.setattr(stages, "read", killed)
    result = run("-C", str(project))
    assert result.exit_code == ENVIRONMENT
    assert result.stderr.startswith("a process that annotates was killed")


def test_annotate_says_what_is_wrong_with_the_settings(project: Path) -> None:
    (project / "mkdocs.yml").write_text("a: [")
    result = run("-C", str(project), "annotate", feed=LINE)
    assert (result.exit_code, result.stdout) == (CONTENT, "")
    assert result.stderr.startswith("mkdocs.yml:1: the YAML is broken")


def test_a_damaged_cache_is_built_anew(project: Path) -> None:
    run("-C", str(project))
    before = tree(project / "site")
    for file in (project / ".cache/annotations").iterdir():
        file.write_bytes(file.read_bytes()[:100])
    (project / ".build" / "made-of.json").unlink()
    assert "of which 1 annotated now" in run("-C", str(project)).stdout
    assert tree(project / "site") == before


@pytest.mark.parametrize("template", ["pages/home.html", "theme/main.html"])
@pytest.mark.parametrize(
    "wrong",
    ["\n{{ nothing_like_this.at_all }}\n", "\n{% if %}\n", "\n{{ 1 / 0 }}\n", '\n{{ 1 + "a" }}\n'],
)
def test_a_wrong_template_is_a_message(project: Path, template: str, wrong: str) -> None:
    (project / "templates" / template).parent.mkdir(parents=True)
    (project / "templates" / template).write_text(wrong)
    result = run("-C", str(project))
    assert result.exit_code == CONTENT
    assert result.stderr.startswith(f"templates/{template}:2: the template is wrong: ")
    assert not (project / ".site.new").exists()


def test_a_style_sheet_in_another_encoding_is_a_message(project: Path) -> None:
    styles = project / "templates/pages/styles"
    styles.mkdir(parents=True)
    (styles / "1-tokens.css").write_bytes("/* caf\xe9 */".encode("latin-1"))
    result = run("-C", str(project))
    assert result.exit_code == CONTENT
    assert result.stderr.startswith(
        "templates/pages/styles/1-tokens.css:1: the template is wrong: it is not in UTF-8"
    )


def test_a_missing_model_is_the_environments(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(name: str) -> None:
        raise ModelError("the model is not installed")

    monkeypatch.setattr(stages, "find_model", gone)
    result = run("-C", str(project))
    assert (result.exit_code, result.stderr) == (ENVIRONMENT, "the model is not installed\n")


def test_a_folder_that_is_no_project(tmp_path: Path) -> None:
    result = run("-C", str(tmp_path))
    assert result.exit_code == CONTENT
    assert result.stderr.startswith("no project: there is neither mkdocs.yml nor briefings/")


def test_a_fault_of_ours_is_said_to_be_one(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    twice = Problem("the id “t” stands here 2 times", file="index.html", fault=True)
    monkeypatch.setattr(stages, "publish", lambda *_: (twice,))
    result = run("-C", str(project))
    assert result.exit_code == ENVIRONMENT
    assert result.stderr.startswith(f"{twice}\nThis is a fault of On Record")


def test_an_environment_without_dependencies_is_told_what_to_do() -> None:
    done = subprocess.run(
        [sys.executable, "-S", ROOT / "build.py", "check"], capture_output=True, text=True
    )
    assert done.returncode == ENVIRONMENT
    assert re.fullmatch(
        r"\w+ is not installed for this Python: run `make` once, then \S+ .*build.py check\n",
        done.stderr,
    )


def test_a_question_that_nobody_answers_is_an_interruption(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def aborted(*_: object) -> None:
        raise click.Abort

    monkeypatch.setattr(stages, "read", aborted)
    result = run("-C", str(project))
    assert (result.exit_code, result.stderr) == (130, "interrupted\n")


def test_an_interruption_is_quiet(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(stages, "read", interrupted)
    result = run("-C", str(project))
    assert (result.exit_code, result.stderr) == (INTERRUPTED, "interrupted\n")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def watched(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, size: int, loudness: int = PLAIN
) -> str:
    """What is to be seen of four articles that are annotated between two stages."""
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(watch, "loudness", lambda: loudness)
    articles = [Article(str(i), "x" * (size // 4)) for i in range(4)]
    with watch.Watch() as seen:
        seen.stage("reading")
        with seen.articles(articles, 60) as done:
            for article in articles:
                done(article)
        seen.stage("publishing")
    return stream.getvalue()


def test_whoever_waits_sees_each_stage_and_a_bar_from_the_first_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TERM", raising=False)
    seen = watched(monkeypatch, Terminal(), 40)
    assert seen.startswith("\r\x1b[Kreading …")
    assert "100%" in seen
    assert seen.endswith("\r\x1b[Kpublishing …\r\x1b[K")  # nothing of it stays


def test_a_dumb_terminal_sees_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    seen = watched(monkeypatch, Terminal(), 40)
    assert seen == "reading …\nannotating 4 articles …\npublishing …\n"


@pytest.mark.parametrize(
    ("loudness", "size", "said"),
    [
        (PLAIN, 40, ""),
        (PLAIN, 40_000, "annotating 4 articles\n"),
        (QUIET, 40_000, ""),
    ],
)
def test_where_nobody_watches_only_what_takes_long_is_said(
    monkeypatch: pytest.MonkeyPatch, loudness: int, size: int, said: str
) -> None:
    assert watched(monkeypatch, io.StringIO(), size, loudness) == said


def test_a_verbose_build_gives_the_seconds_of_each_stage(project: Path) -> None:
    result = run("-C", str(project), "build", "-v")
    lines = result.stderr.splitlines()
    assert all(re.fullmatch(r"[a-z0-9 ]+: \d+\.\d\d s", line) for line in lines)
    assert [line.split(":")[0] for line in lines] == [
        "starting",
        "reading",
        "annotating 1 article",
        "telling who is who",
        "composing pages",
        "publishing",
    ]


@pytest.mark.parametrize("arguments", [("-q", "build"), ("build", "--quiet"), ("-q",)])
def test_a_quiet_build_says_what_is_wrong_alone(project: Path, arguments: tuple[str, ...]) -> None:
    assert run("-C", str(project), *arguments).output == ""
    (project / "briefings/ferry/empty.txt").write_text("")
    assert run("-C", str(project), *arguments).output.startswith("briefings/ferry/empty.txt: ")


def test_colours_only_where_they_are_wanted(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "briefings/ferry/empty.txt").write_text("")

    def said(**environment: str) -> str:
        with monkeypatch.context() as patch:
            for name in ("NO_COLOR", "TERM"):
                patch.delenv(name, raising=False)
            for name, value in environment.items():
                patch.setenv(name, value)
            return CliRunner().invoke(main, ["-C", str(project), "check"], color=True).stderr

    assert "\x1b[31mbriefings/ferry/empty.txt\x1b[0m: " in said()
    assert "\x1b" not in said(NO_COLOR="1")
    assert "\x1b" not in said(TERM="dumb")
    assert "\x1b" not in run("-C", str(project), "check").stderr


# ---- check ---------------------------------------------------------------------------------------


def test_check_writes_nothing(project: Path) -> None:
    before = tree(project)
    result = run("-C", str(project), "check")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (
        0,
        "1 briefing, 1 source: all well",
    )
    (project / "briefings/ferry/bad.txt").write_bytes(b"\0")
    result = run("-C", str(project), "check")
    assert result.exit_code == CONTENT
    assert result.stderr.startswith("briefings/ferry/bad.txt:1: not a text")
    assert tree(project).keys() == {*before, "briefings/ferry/bad.txt"}


# ---- annotate ------------------------------------------------------------------------------------


def test_annotate_writes_json_lines_and_nothing_else() -> None:
    result = run("annotate", "-", feed=LINE + LINE.replace('"a"', '"b"'))
    assert result.exit_code == 0
    assert result.stderr == ""
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert (first["schema"], first["id"], second["id"]) == ("onrecord/annotations/1", "a", "b")
    assert first["text"] == "“We stay,” Orla Venn said."
    (quote,) = first["quotes"]
    assert first["text"][quote["start"] : quote["end"]] == "We stay,"


def test_annotate_reads_files(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(LINE.replace('"a"', f'"{name}"'))
    result = run("annotate", str(tmp_path / "b"), str(tmp_path / "a"))
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["b", "a"]


@pytest.mark.parametrize("feed", ["nonsense\n", '{"id": "b"}\n', LINE])
def test_annotate_refuses_a_line_that_is_no_article(feed: str) -> None:
    result = run("annotate", "-", feed=LINE + feed)
    assert (result.exit_code, result.stdout) == (USAGE, "")
    assert result.stderr.startswith("standard input:2: ")


def test_annotate_of_nothing() -> None:
    assert (run("annotate", "-").exit_code, run("annotate", "/no/such/file").exit_code) == (
        0,
        USAGE,
    )


# ---- new -----------------------------------------------------------------------------------------


def test_new_makes_a_briefing_that_builds(project: Path) -> None:
    source = project / "it's 100%: new.txt"
    source.write_bytes(b"Caf\xc3\xa9 words.\r\n")
    result = run("-C", str(project), "new", "port-2031", str(source))
    assert (result.exit_code, result.stdout[:24]) == (0, "made briefings/port-2031")
    assert (project / "briefings/port-2031" / source.name).read_bytes() == source.read_bytes()
    assert run("-C", str(project), "check").exit_code == 0


def test_new_does_not_ask_for_what_a_file_says(project: Path) -> None:
    (project / "a.txt").write_text(
        "---\npublisher: The Courier\npublished: 2031-05-05\n---\nWords.\n"
    )
    result = run("-C", str(project), "new", "port", str(project / "a.txt"))
    assert result.stdout.splitlines()[1].endswith(f" -C {project}")
    form = (project / "briefings/port/briefing.md").read_text("utf-8")
    assert (
        "    # publisher: The Courier (says the file)\n    author:\n    url:\n    # published: "
        "2031-05-05 (" in form
    )
    assert run("-C", str(project), "check").exit_code == 0


@pytest.mark.parametrize("slug", ["../evil", "/etc", "Two Words", "Ärger", "", "ferry", "."])
def test_new_refuses_what_is_no_address_or_taken(project: Path, slug: str) -> None:
    source = project / "a.txt"
    source.write_text("Words.")
    before = tree(project)
    result = run("-C", str(project), "new", slug, str(source))
    assert result.exit_code == CONTENT
    assert "cannot be an address" in result.stderr or "already" in result.stderr
    assert tree(project) == before


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.pdf", b"%PDF"),
        ("a.txt", b""),
        ("b.txt", b"\0"),
        ("briefing.md", b"x"),
        ("Briefing.MD", b"x"),
        ("_a.txt", b"x"),
        (" a.txt", b"x"),
        (os.fsdecode(b"caf\xe9.txt"), b"x"),
        ("big.txt", b"x" * 20_000_001),
    ],
)
def test_new_refuses_what_is_no_source(project: Path, name: str, raw: bytes) -> None:
    (project / name).write_bytes(raw)
    result = run("-C", str(project), "new", "port", str(project / name))
    assert result.exit_code == CONTENT
    assert name in result.stderr or ascii(name)[1:-1] in result.stderr
    assert not (project / "briefings/port").exists()


# ---- serve ---------------------------------------------------------------------------------------


def test_serve_where_another_program_serves(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        result = run("-C", str(project), "serve", "--port", str(other.getsockname()[1]))
    assert result.exit_code == ENVIRONMENT
    assert "serve --port 0`" in result.stderr


def test_serve_builds_again_when_something_changes(project: Path) -> None:
    command = [
        sys.executable,
        "-u",
        str(ROOT / "build.py"),
        "-C",
        str(project),
        "serve",
        "--port",
        "0",
    ]
    server = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's & ignores it
    )
    try:
        assert server.stdout is not None
        address = next(m[0] for line in server.stdout if (m := re.search(r"http://\S+/", line)))
        assert "Ferry Strike" in fetch(address)
        settings = (project / "mkdocs.yml").read_text("utf-8")
        (project / "mkdocs.yml").write_text("a: [", "utf-8")
        assert server.stderr is not None
        assert server.stderr.readline().startswith("mkdocs.yml:1: the YAML is broken")
        (project / "mkdocs.yml").write_text(
            settings.replace("site_dir: site", "site_dir: public"), "utf-8"
        )
        article = project / "briefings/ferry/courier.txt"
        article.write_text(
            "Quays Reopen\n\n" + article.read_text("utf-8").split("\n", 2)[2], "utf-8"
        )
        epoch = "0"
        while "Quays Reopen" not in fetch(address):
            epoch = fetch(
                f"{address}livereload/{epoch}/0"
            )  # answers when something newer than that is built
    finally:
        server.send_signal(signal.SIGINT)
        _, errors = server.communicate()
    assert "Traceback" not in errors


def fetch(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        text: str = answer.read().decode()
    return text


# ---- the whole -----------------------------------------------------------------------------------


def on_a_terminal(*arguments: str, **environment: str) -> bytes:
    """All that a command writes on a terminal."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "onrecord", *arguments]
    env = {k: v for k, v in os.environ.items() if k not in ("TERM", "NO_COLOR")}
    with subprocess.Popen(
        command, stdout=theirs, stderr=theirs, env=env | environment, cwd=ROOT
    ) as process:
        os.close(theirs)
        written = b""
        with contextlib.suppress(OSError):  # Linux ends a terminal that nobody holds by an error
            while more := os.read(ours, 4096):
                written += more
        os.close(ours)
    return written if process.returncode in (0, USAGE) else b""


def test_the_first_word_is_out_before_anything_is_loaded_and_taken_away_again() -> None:
    written = on_a_terminal("check").decode()
    assert written.startswith("starting …\r\x1b[K")
    assert on_a_terminal("biuld").decode().startswith("starting …\r\x1b[KUsage: ")
    assert b"starting" not in on_a_terminal("check", TERM="dumb")
    assert b"starting" not in on_a_terminal("--version")
    assert b"starting" not in on_a_terminal("check", "-q")
    assert b"starting" not in on_a_terminal(_ONRECORD_COMPLETE="bash_source")


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [((), "Usage: main [OPTIONS]"), (("annotate",), "Usage: main annotate [OPTIONS]")],
)
def test_help_is_a_word_too(arguments: tuple[str, ...], shown: str) -> None:
    result = run("help", *arguments)
    assert (result.exit_code, result.stdout.startswith(shown)) == (0, True), result.output
    assert run("help", "nothing").exit_code == USAGE


def test_the_example_goes_with_one_command(tmp_path: Path) -> None:
    run("init", str(tmp_path))
    (tmp_path / "briefings/own.txt").write_text("Words.")
    result = run("-C", str(tmp_path), "init", "--without-example")
    assert result.stdout.splitlines()[1].endswith(f"-C {tmp_path} new SLUG FILE…")
    assert [p.name for p in (tmp_path / "briefings").iterdir()] == ["own.txt"]
    assert run("-C", str(tmp_path), "init", "--without-example").exit_code == USAGE
    run("init", str(tmp_path / "other"))
    (tmp_path / "other/briefings/quay/mail.txt").write_text("An editor's own words.")
    result = run("-C", str(tmp_path / "other"), "init", "--without-example")
    assert (result.exit_code, result.stdout) == (USAGE, "")  # changed: it is theirs now


def test_annotate_takes_no_briefing_for_a_source(project: Path) -> None:
    (project / "briefings/ferry/briefing.md").write_text("---\ntitle: T\n---\n")
    (project / "briefings/ferry/.hidden.txt").write_text("Words.")
    result = run("annotate", str(project / "briefings"))
    assert result.exit_code == 0, result.output
    assert len(result.stdout.splitlines()) == 1


def test_every_command_is_documented() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in main.later:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        assert f"`onrecord {name}" in readme, f"README.md says nothing of {name}"
        assert command.help, name
        assert all(option.help for option in command.params if isinstance(option, click.Option)), (
            name
        )


HELP = """
import contextlib, io, sys
from onrecord.cli import main
said = io.StringIO()
for arguments in (["--help"], ["-h"], ["--version"], *([name, "-h"] for name in main.later)):
    with contextlib.redirect_stdout(said):
        try:
            main(arguments, prog_name="onrecord")
        except SystemExit as end:
            assert not end.code
assert said.getvalue().count("Usage: onrecord") == len(main.later) + 2
print(*sorted(sys.modules))
"""


def test_help_imports_nothing_but_the_commands() -> None:
    """What else is imported would be waited for: help is there within a tenth of a second."""
    done = subprocess.run(
        [sys.executable, "-c", HELP], capture_output=True, text=True, check=True, cwd=ROOT
    )
    found = set(done.stdout.split()) - {"spacy.cli.info"}  # nothing but a name (annotate)
    ours = {name.split(".")[1] for name in found if name.startswith("onrecord.")}
    assert ours == {"annotate", "api", "cli", "console", "invoked"}
    assert "onrecord.annotate.pipeline" not in found
    tops = {name.split(".")[0] for name in found if not name.startswith("_")}
    site = set(sys.builtin_module_names) | {"sitecustomize", "usercustomize"}
    assert tops - sys.stdlib_module_names - site <= {"onrecord", "click"}
    assert not tops & {
        "asyncio",
        "concurrent",
        "email",
        "http",
        "json",
        "multiprocessing",
        "shutil",
    }


def test_a_command_that_is_misspelt_is_guessed() -> None:
    assert "Did you mean 'build'?" in run("biuld").stderr


def test_help_of_all_says_what_each_command_does() -> None:
    said = run("--help").stdout
    for name, (_, says) in main.later.items():
        assert re.search(rf"^  {name} +{re.escape(says[:30])}", said, re.M), name


def test_an_article_that_takes_long_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Now:
        """A timer whose time is over at once where it is to be waited for 7 seconds."""

        def __init__(self, seconds: int, call: Callable[[object], None], args: list[object]):
            self.call = (lambda: call(*args)) if seconds == 7 else lambda: None

        def start(self) -> None:
            self.call()

        def cancel(self) -> None:
            """It is over."""

        join = cancel

    monkeypatch.setattr(threading, "Timer", Now)
    articles = [Article("a", "x", file="briefings/d/a.txt"), Article("b", "x")]
    for patience in (7, 8):
        with watch.Watch().articles(articles, patience) as done:
            for article in articles:
                done(article)
    assert capsys.readouterr().err.splitlines() == [
        "briefings/d/a.txt: warning: has been read for 7 seconds, and is not done — wait, split it,"
        " or leave it out: skip: [briefings/d/a.txt] under extra.onrecord",
        "b: warning: has been read for 7 seconds, and is not done",
    ]


DRIVING = "a\n::error file=x::y\x1b[2J\x9b2J\u202e\x7f.txt"


@pytest.mark.parametrize("style", ["json", "github"])
def test_names_of_files_drive_no_log(project: Path, style: str) -> None:
    (project / f"briefings/ferry/{DRIVING}").write_text("")
    result = run("-C", str(project), "check", "--format", style)
    assert len(result.stdout.splitlines()) == 1
    assert not set(result.stdout) & set("\x1b\x9b\u202e\x7f")
    if style == "json":
        assert json.loads(result.stdout)["file"].endswith(DRIVING)


def test_what_the_machine_refuses_drives_no_terminal(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied", DRIVING)

    monkeypatch.setattr(stages, "read", refused)
    result = run("-C", str(project))
    assert result.exit_code == ENVIRONMENT
    assert len(result.stderr.splitlines()) == 1
    assert not set(result.stderr) & set("\x1b\x9b\u202e\x7f")


def test_words_of_a_source_drive_no_terminal(project: Path) -> None:
    (project / "briefings/ferry/herald.txt").write_text(
        "Mr Venn\x9b2J said the \u202eferry was late. Orla Venn sang.\n"
    )
    shown = run("-C", str(project), "review").stdout
    assert not set(shown) & set("\x9b\u202e")


def test_details_that_cannot_be_written_are_no_traceback(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stages, "read", lambda *_: 1 / 0)
    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    result = run("-C", str(project))
    assert result.exit_code == ENVIRONMENT
    assert "the details could not be written: [Errno 28]" in result.stderr
    assert "test_cli.py:" in result.stderr
