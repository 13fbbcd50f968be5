"""`serve --edit`: who may write, what, and what becomes of two who write at once."""

from __future__ import annotations

import http.client
import json
import threading
from typing import Any

import pytest
import yaml

from onrecord.edit.desk import Desk
from onrecord.edit.files import ChangedError, RefusedError
from onrecord.edit.server import EditServer
from onrecord.edit.whole import WholeSite
from onrecord.model import MentionRef
from tests.edit.conftest import FILE

PAGE = "sources/ferry/courier.html"


def ask(
    server: EditServer,
    path: str,
    told: Any = None,
    method: str = "POST",
    **headers: str | None,
) -> tuple[int, dict[str, str], Any]:
    """Status, headers and body of an answer; the headers of a page of ours unless others are given,
    None leaves one out.
    """
    port = server.server_address[1]
    sent = {
        "Host": f"127.0.0.1:{port}",
        "Origin": f"http://127.0.0.1:{port}",
        "Cookie": f"{server.cookie}={server.token}",
        "Content-Type": "application/json",
    }
    sent |= {k.replace("_", "-"): v for k, v in headers.items() if v is not None}
    for key, value in headers.items():
        if value is None:
            sent.pop(key.replace("_", "-"), None)
    link = http.client.HTTPConnection("127.0.0.1", port)
    body = told if isinstance(told, bytes) else json.dumps(told or {}).encode()
    link.putrequest(method, path, skip_host=True)
    for key, value in sent.items():
        link.putheader(key, value)
    link.putheader("Content-Length", str(len(body)))
    link.endheaders(body)
    answer = link.getresponse()
    data = answer.read()
    link.close()
    is_json = "json" in answer.headers.get("Content-Type", "")
    return answer.status, dict(answer.headers), json.loads(data) if is_json else data


def decision(server: EditServer, **entry: Any) -> dict[str, Any]:
    return {
        "file": FILE,
        "key": "courier.txt",
        "digest": server.desk.digest(FILE),
        "entry": entry or {"not a quote": "a dream"},
    }


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:80"},
        {"Host": None},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1:1"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": "10.0.0.1"},
        {"Host": "127.0.0.1:x"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": None},
        {"Origin": "http://127.0.0.1:1"},
        {"Cookie": None},
        {"Cookie": "onrecord-edit=x"},
        {"Cookie": "x" * 5000},
        {"Cookie": '"; ='},
    ],
)
def test_a_foreign_request_writes_nothing(bench: EditServer, headers: dict[str, Any]) -> None:
    status, _, _ = ask(bench, "/edit/decide", decision(bench), **headers)
    assert status == 403
    assert not (bench.desk.project.root / "briefings" / FILE).exists()


def test_not_json_is_refused(bench: EditServer) -> None:
    status, _, _ = ask(bench, "/edit/decide", decision(bench), Content_Type="text/plain")
    assert status == 415


@pytest.mark.parametrize(
    "file",
    [
        "../mkdocs.yml",
        "ferry/briefing.md",
        "/etc/passwd",
        "ferry/../../x/corrections.yml",
        "",
        "\0",
    ],
)
def test_no_write_outside_of_briefings(bench: EditServer, file: str) -> None:
    status, _, told = ask(bench, "/edit/decide", decision(bench) | {"file": file})
    assert (status, "error" in told) == (400, True)


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b"null", b"\xff", b'{"entry": 1}', b'{"file": [], "entry": {"a": 1}}',
     b"[" * 90_000, b"x" * 200_000],
)  # fmt: skip
def test_nonsense_is_refused(bench: EditServer, body: bytes) -> None:
    for act in ("decide", "item", "words", "comparison", "answer", "day", "find"):
        status, _, _ = ask(bench, f"/edit/{act}", body)
        assert status == 400


def test_other_ways_to_write_are_refused(bench: EditServer) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        assert ask(bench, "/edit/decide", decision(bench), method)[0] == 405
    assert ask(bench, "/edit/nothing", {})[0] == 404
    assert ask(bench, "/index.html", {})[0] == 404


def test_the_workbench_is_for_those_with_the_token(bench: EditServer) -> None:
    with_it = ask(bench, f"/{PAGE}", method="GET")[2]
    without = ask(bench, f"/{PAGE}", method="GET", Cookie=None)[2]
    assert b"edit/workbench.js" in with_it
    assert b"workbench" not in without
    assert ask(bench, "/edit/workbench.js", method="GET")[0] == 200
    assert ask(bench, "/edit/workbench.js", method="GET", Cookie=None)[0] == 404
    assert ask(bench, "/edit/../edit/../../mkdocs.yml", method="GET")[0] == 404
    status, headers, _ = ask(bench, f"/?edit={bench.token}", method="GET", Cookie=None)
    assert status == 303
    assert "HttpOnly; SameSite=Strict" in headers["Set-Cookie"]
    assert "edit=" not in headers["Location"]
    assert ask(bench, "/?edit=guess", method="GET", Cookie=None)[0] == 403


def test_the_built_site_has_nothing_of_it(bench: EditServer) -> None:
    for file in bench.desk.project.site.rglob("*"):
        assert "workbench" not in file.name
        if file.suffix in (".html", ".js", ".css"):
            assert b"workbench" not in file.read_bytes()


def test_a_decision_is_on_the_page_at_once_and_can_be_undone(bench: EditServer) -> None:
    form = ask(bench, "/edit/item", {"page": PAGE, "id": "q-a-dream"})[2]
    assert "not a quotation" in [choice["label"] for choice in form["quick"]]
    entry = next(c["entry"] for c in form["quick"] if c["label"] == "Orla Venn")
    told = {k: form[k] for k in ("file", "key", "digest")} | {"entry": entry, "says": "x"}
    assert ask(bench, "/edit/decide", told)[0] == 200
    page = ask(bench, f"/{PAGE}", method="GET")[2].decode()
    assert "by an editor" in page
    assert "by an editor" in ask(bench, "/briefings/ferry.html", method="GET")[2].decode()
    assert ask(bench, "/edit/undo", {})[2]["says"] == "x"
    assert "by an editor" not in ask(bench, f"/{PAGE}", method="GET")[2].decode()
    assert not (bench.desk.project.root / "briefings" / FILE).exists()
    assert ask(bench, "/edit/undo", {})[0] == 400


def test_two_tabs_keep_each_others_decisions(desk: Desk) -> None:
    one = two = desk.digest(FILE)
    desk.decide(FILE, "courier.txt", {"not a quote": "a dream"}, one)
    desk.decide(FILE, "courier.txt", {"not a figure": "90"}, two)
    written = yaml.safe_load((desk.project.root / "briefings" / FILE).read_text())
    assert written == {"courier.txt": [{"not a quote": "a dream"}, {"not a figure": "90"}]}


def test_what_somebody_else_wrote_meanwhile_is_shown_and_kept(desk: Desk) -> None:
    path = desk.project.root / "briefings" / FILE
    desk.decide(FILE, "courier.txt", {"not a quote": "a dream"}, desk.digest(FILE))
    seen = desk.digest(FILE)
    path.write_text('courier.txt:\n  - not a figure: "90"   # by hand\n')
    with pytest.raises(ChangedError) as refused:
        desk.decide(FILE, "courier.txt", {"not a quote": "We have waited long enough"}, seen)
    assert "# by hand" in (refused.value.now.text or "")
    assert "# by hand" in path.read_text()
    with pytest.raises(ChangedError):
        desk.undo()
    desk.decide(FILE, "courier.txt", {"not a quote": "a dream"}, refused.value.now.digest)
    assert "# by hand" in path.read_text()
    assert "a dream" in path.read_text()


def test_every_form_leads_to_a_decision_that_holds(bench: EditServer) -> None:
    """Every quick choice of every item of a page is written, read and shown."""
    source = bench.forms.source(PAGE)
    ids = [*source.quote_ids, *source.figure_ids, *source.mention_ids]
    done = 0
    for id_ in ids:
        form = bench.forms.of_item(PAGE, id_)
        for choice in form["quick"][:2] + form["quick"][-1:]:
            told = {k: form[k] for k in ("file", "key", "digest")} | {"entry": choice["entry"]}
            status, _, answer = ask(bench, "/edit/decide", told)
            assert (status, answer.get("problems")) == (200, []), (form, choice, answer)
            assert len(bench.desk.state.content.corrections) == 1
            ask(bench, "/edit/undo", {})
            done += 1
    assert done > 2 * len(source.quote_ids)


def test_the_page_at_once_is_the_page_that_is_built(bench: EditServer) -> None:
    """What the desk shows is, letter by letter, what a whole build makes of the same decision."""
    from onrecord.stages import rendered
    from tests.correct.test_correct import silent

    desk = bench.desk
    desk.decide(
        FILE, "courier.txt", {"quote": "a dream", "speaker": "Ada Lorne"}, desk.digest(FILE)
    )
    desk.decide(FILE, "courier.txt", {"name": "the sea", "actor": "The Sea"}, desk.digest(FILE))
    made = rendered(desk.project, silent).pages
    lists = ["actors", "quotes", "figures", "days"]
    beside = [f"briefings/ferry/{name}.html" for name in lists]
    for path in (PAGE, "sources/ferry/gazette.html", "briefings/ferry.html", *beside):
        body, whole = desk.body(path), made.get(path.removesuffix(".html") + ".md")
        assert (body is None) == (whole is None), path
        assert body is None or body in whole
    assert desk.body("actors/orla-venn.html") is None, "it follows with the whole site"


def test_a_mention_is_named_at_once(desk: Desk) -> None:
    entry = {"name": "he", "nth": "1 of 1", "actor": "Orla Venn"}
    desk.decide(FILE, "courier.txt", entry, desk.digest(FILE))
    article, found = desk.state.by_id["ferry/courier"]
    at = next(i for i, m in enumerate(found.mentions) if m.span.of(article.text) == "he")
    assert desk.state.cast.actor_of[MentionRef(article.id, at)] == "orla-venn"


def test_a_source_of_elsewhere_is_refused(desk: Desk) -> None:
    with pytest.raises(RefusedError):
        desk.decide(FILE, "nowhere.txt", {"not a quote": "a dream"}, desk.digest(FILE))


def test_what_contradicts_is_not_written(desk: Desk) -> None:
    """Two decisions on one quotation, in different words of it."""
    desk.decide(
        FILE, "courier.txt", {"quote": "We have", "speaker": "Orla Venn"}, desk.digest(FILE)
    )
    before = (desk.project.root / "briefings" / FILE).read_bytes()
    with pytest.raises(RefusedError):
        desk.decide(FILE, "courier.txt", {"not a quote": "long enough"}, desk.digest(FILE))
    assert (desk.project.root / "briefings" / FILE).read_bytes() == before
    assert len(desk.state.content.corrections) == 1


def test_what_a_figure_could_count_comes_first(bench: EditServer) -> None:
    form = ask(bench, "/edit/item", {"page": PAGE, "id": "f-about-300-sailors"})[2]
    labels = [choice["label"] for choice in form["quick"]]
    assert labels[0] == "not a figure"
    assert "counts “strike”" in labels[1:5]
    fields = {f["key"]: f["likely"] for f in form["fields"]}
    assert "percent" in fields["unit"]
    assert "Orla Venn" in fields["says"]


def test_words_that_stand_several_times_are_chosen_among(bench: EditServer) -> None:
    told = ask(bench, "/edit/find", {"page": PAGE, "words": "boats"})[2]
    assert [words for _, words, _ in told["places"]] == ["boats", "boats"]
    chosen = ask(bench, "/edit/find", {"page": PAGE, "words": "boats", "nth": 2})[2]
    assert {f["base"].get("nth") for f in chosen["sorts"]} == {"2 of 2"}


def test_a_decision_that_would_not_be_honoured_is_refused(bench: EditServer) -> None:
    """It would stand in the file, and change nothing."""
    for entry, why in (
        ({"figure": "Nobody knows"}, "no number can be read"),
        ({"figure": "90", "what": "seagulls"}, "does not stand in"),
    ):
        status, _, told = ask(bench, "/edit/decide", decision(bench, **entry))
        assert (status, why in told["error"]) == (400, True)
        assert not (bench.desk.project.root / "briefings" / FILE).exists()


def test_the_whole_site_follows(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is decided while it is built is built once more; until then the desk shows it."""
    builds: list[int] = []
    second = threading.Event()

    def built(self: WholeSite) -> bool:
        builds.append(desk.version)
        if len(builds) == 1:
            desk.decide(FILE, "courier.txt", {"not a quote": "a dream"}, desk.digest(FILE))
            self.wanted()
        else:
            shown_meanwhile.append(desk.shown.has(PAGE))
            second.set()
        return True

    shown_meanwhile: list[bool] = []
    monkeypatch.setattr(WholeSite, "_built", built)
    whole = WholeSite(desk)
    whole.wanted()
    assert second.wait(60)
    assert shown_meanwhile == [True]
    with whole.idle:
        assert whole.idle.wait_for(lambda: whole.version == desk.version, 60)
    assert not desk.shown.has(PAGE)


def test_two_decisions_in_quick_succession(desk: Desk) -> None:
    """The second is made on a page that was not loaded again."""
    seen = desk.digest(FILE)
    desk.decide(FILE, "courier.txt", {"not a figure": "90"}, seen)
    first = desk.body(PAGE)
    desk.decide(FILE, "courier.txt", {"quote": "a dream", "speaker": "Ada Lorne"}, seen)
    second = desk.body(PAGE)
    assert first is not None
    assert second is not None
    assert "Ada Lorne" not in first
    assert "Ada Lorne" in second
    assert "no figure" in second


def test_a_merge_of_actors_is_on_the_page_at_once(desk: Desk) -> None:
    entry = '- id: orla-venn\n  name: "Orla Venn-Brask"'
    desk.decide_actor(entry, desk.digest("actors.yml"))
    body = desk.body(PAGE)
    assert body is not None
    assert "Orla Venn-Brask" in body


def test_what_is_as_it_was_read_is_not_read_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = desk.project.root / "briefings" / FILE
    for words in ("90", "85"):  # of one length
        file.write_text(f'courier.txt:\n  - not a figure: "{words}"\n')
        assert desk.refresh()
        with monkeypatch.context() as patch:
            patch.setattr(desk.reader, "next", lambda before: pytest.fail("read again"))
            assert not desk.refresh()
