"""The formats that carry edits say where in the file each one is, so that another program can make it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helplint import Config, check, read
from helplint.finding import Edit
from helplint.report import Report
from helplint.reporters import render

CONFIG = Config(select=("exclamation-run", "doubled-space", "hype", "unused-suppression"), model="fast")
PIECES = [
    ("Wow!!!", "Wow!"),
    ("tap  now", "tap now"),
    ("植物 🪴", "植物 🪴"),
    ("né", "né"),
    ("Turn it off.", "Turn it off."),
]


def line_starts(text):
    return [0, *(end.end() for end in re.finditer(r"\r\n|\r|\n", text))]


def edits_in_json(report, text):
    file = io.StringIO()
    render(report, "json", file=file, errors=io.StringIO())
    starts = line_starts(text)
    for edit in filter(None, (finding["edit"] for finding in json.loads(file.getvalue()))):
        assert set(edit) == {"applicability", "content", "line", "column", "end_line", "end_column"}
        start, end = (starts[edit[f"{at}line"] - 1] + edit[f"{at}column"] - 1 for at in ("", "end_"))
        yield start, end, edit["content"]


def edits_in_sarif(report, text):
    file = io.StringIO()
    render(report, "sarif", file=file)
    starts = line_starts(text)
    for result in json.loads(file.getvalue())["runs"][0]["results"]:
        for fix in result.get("fixes", ()):
            [change] = fix["artifactChanges"]
            [replacement] = change["replacements"]
            region = replacement["deletedRegion"]
            start, end = (starts[region[f"{at}Line"] - 1] + region[f"{at}Column"] - 1 for at in ("start", "end"))
            yield start, end, replacement["insertedContent"]["text"]


def edits_in_rdjson(report, text):
    file = io.StringIO()
    render(report, "rdjson", file=file, errors=io.StringIO())
    starts = line_starts(text)
    for diagnostic in json.loads(file.getvalue())["diagnostics"]:
        for suggestion in diagnostic.get("suggestions", ()):
            start, end = (
                starts[place["line"] - 1]
                + len(text[starts[place["line"] - 1] :].encode()[: place["column"] - 1].decode())
                for place in (suggestion["range"]["start"], suggestion["range"]["end"])
            )
            yield start, end, suggestion["text"]


FORMATS = pytest.mark.parametrize("edits_in", [edits_in_json, edits_in_sarif, edits_in_rdjson])


def edited(text, edits):
    for start, end, content in sorted(edits, reverse=True):
        text = text[:start] + content + text[end:]
    return text


def written(texts, kind, line_end):
    if kind == "a.csv":
        rows = "".join(f'x,"{text}"\n' for text in texts)
        return f"Channel,Copy\n{rows}".replace("\n", line_end)
    if kind == "a.jsonl":
        return "".join(f"{json.dumps({'id': n, 'text': t}, ensure_ascii=False)}\n" for n, t in enumerate(texts))
    return "\n---\n".join(texts).replace("\n", line_end)


@FORMATS
@given(
    texts=st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4), min_size=1, max_size=3),
    kind=st.sampled_from(["a.csv", "a.jsonl", "a.txt"]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    mark=st.sampled_from(["", "\ufeff"]),
)
def test_whoever_makes_the_edits_gets_the_file_without_the_offences(
    tmp_path_factory, edits_in, texts, kind, line_end, mark
):
    bad, good = (
        written([" ".join(piece[side] for piece in text) for text in texts], kind, line_end) for side in (0, 1)
    )
    path = tmp_path_factory.getbasetemp() / kind
    path.write_bytes((mark + bad).encode())
    report = check(read([path]), config=CONFIG)

    assert edited(bad, edits_in(report, bad)) == good


@FORMATS
def test_a_suppression_that_goes_goes_with_its_line(tmp_path, edits_in):
    path, text = Path(tmp_path, "a.md"), "né\n\n<!-- helplint: ignore=hype -->\nTwo.\n"
    path.write_text(text, encoding="utf-8")

    assert edited(text, edits_in(check(read([path]), config=CONFIG), text)) == "né\n\nTwo.\n"


@FORMATS
def test_there_is_no_edit_where_the_words_do_not_stand_in_the_file_as_they_are(tmp_path, edits_in):
    path, text = Path(tmp_path, "a.json"), r'[{"text": "Wow!\u0021! See."}, {"text": "So!!!"}]'
    path.write_text(text, encoding="utf-8")
    report = check(read([path]), config=CONFIG)
    assert len(report.findings) == 2
    assert len(list(edits_in(report, text))) == 1

    packed = Path(tmp_path, "b.zip")
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("b.json", text)
    assert list(edits_in(check(read([packed]), config=CONFIG), text)) == []


def test_an_edit_that_may_change_what_a_post_says_is_marked(make):
    post = make.draft("DON'T WAIT")
    edit = Edit(start=0, end=10, text="Don't wait", safe=False)
    finding = make.finding(post, "DON'T WAIT", "shouting", edit=edit)
    [record], [result] = (loaded(Report(findings=[finding]), name) for name in ("json", "sarif"))

    assert record["edit"]["applicability"] == "unsafe"
    [fix] = result["fixes"]
    assert fix["properties"] == {"applicability": "unsafe"}
    assert fix["description"]["text"].endswith("(unsafe: it can change what the post says)")


def loaded(report, name):
    file = io.StringIO()
    render(report, name, file=file, errors=io.StringIO())
    document = json.loads(file.getvalue())
    return document if name == "json" else document["runs"][0]["results"]
