"""An edit removes its finding and touches nothing else, whatever the file is written in."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from helplint import Config, HelplintError, Post, check, read
from helplint.baseline import Baseline
from helplint.fixing import Change, fix
from helplint.rule import Draft
from helplint.rules import all_rules

MECHANICAL = Config(select=("exclamation-run", "question-mark-run", "doubled-space", "tracking-junk"), model="fast")
UNUSED = Config(select=("hype", "false-urgency", "unused-suppression"), model="fast")


@pytest.fixture
def fixed(tmp_path, monkeypatch):
    """Return a function that fixes a file and returns its bytes after that, and what came out."""
    monkeypatch.chdir(tmp_path)

    def run(name, content, config=MECHANICAL, **how):
        data = content if isinstance(content, bytes) else content.encode()
        Path(name).write_bytes(data)
        result = fix([name], config=config, **how)
        assert Path(name).read_bytes() == data
        [after] = [change.after for change in result.changes] or [data]
        return after if isinstance(content, bytes) else after.decode(), result

    return run


def said(report):
    return [(finding.rule, finding.text) for finding in report.findings]


# Each piece as it is written, and as it should be after the edits.
PIECES = [
    ("Wow!!!", "Wow!"),
    ("Did you?!?!", "Did you?!"),
    ("Which week???", "Which week?"),
    ("Turn the  tap off", "Turn the tap off"),
    ("see https://a.example/p?fbclid=Iw_1&utm_source=x&gclid=2#top", "see https://a.example/p?utm_source=x#top"),
    ('they say "go"', 'they say "go"'),
    ("café 🚲 \N{ZERO WIDTH JOINER}; fine, (really) | ok", "café 🚲 \N{ZERO WIDTH JOINER}; fine, (really) | ok"),
    ("one\ntwo", "one\ntwo"),
    ("back\\slash and it's", "back\\slash and it's"),
]
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4), min_size=1, max_size=3)
LINE_ENDS = st.sampled_from(["\n", "\r\n"])


def as_csv(texts, draw):
    file = io.StringIO(newline="")
    quoting = draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]))
    writer = csv.writer(file, delimiter=draw(st.sampled_from(",;\t")), lineterminator=draw(LINE_ENDS), quoting=quoting)
    writer.writerow(["Date", "Copy", "Notes"])
    writer.writerows(["2026-03-01", text, "keep  it!!!"] for text in texts)
    return "a.csv", file.getvalue()


def as_json(texts, draw):
    records = [{"note": "keep  it!!!", "text": text} for text in texts]
    indent, ascii_only = draw(st.sampled_from([None, 1])), draw(st.booleans())
    return "a.json", json.dumps({"posts": records}, indent=indent, ensure_ascii=ascii_only)


def as_json_lines(texts, draw):
    ascii_only = draw(st.booleans())
    lines = [json.dumps({"text": text, "note": "keep  it!!!"}, ensure_ascii=ascii_only) for text in texts]
    return "a.jsonl", draw(LINE_ENDS).join(lines)


def as_yaml(texts, draw):
    indented = [
        "- text: |\n    " + text.replace("\n", "\n    ") + "\n  date: 2026-03-01 # keep  it!!!\n" for text in texts
    ]
    quoted = [f"- {{text: {json.dumps(text, ensure_ascii=False)}, note: 'keep  it!!!'}} # keep  it\n" for text in texts]
    return "a.yaml", "".join(indented if draw(st.booleans()) else quoted).replace("\n", draw(LINE_ENDS))


def as_markdown(texts, draw):
    parts = [f"## LinkedIn {number}\n\n**Notes:** keep  it!!!\n\n{text}\n\n" for number, text in enumerate(texts)]
    return "a.md", ("---\nchannel: x # keep  it!!!\n---\n\n" + "".join(parts)).replace("\n", draw(LINE_ENDS))


def as_text(texts, draw):
    return "a.txt", "\n---\n".join(texts).replace("\n", draw(LINE_ENDS)) + draw(st.sampled_from(["", "\n"]))


def as_tweet(texts, draw):
    return "a.tweet", "\n\n---\n\n".join(texts).replace("\n", draw(LINE_ENDS))


class Choices:
    """The same answers to the same questions, so that two files are written in one way."""

    def __init__(self, draw):
        self._draw, self._answers, self._next = draw, [], 0

    def again(self):
        self._next = 0
        return self

    def __call__(self, strategy):
        if self._next == len(self._answers):
            self._answers.append(self._draw(strategy))
        self._next += 1
        return self._answers[self._next - 1]


@pytest.mark.parametrize("write", [as_csv, as_json, as_json_lines, as_yaml, as_markdown, as_text, as_tweet])
@settings(max_examples=12)
@given(data=st.data(), texts=TEXTS, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be"]))
def test_a_file_becomes_the_file_that_would_have_been_written_without_the_offences(write, data, texts, encoding):
    draw = Choices(data.draw)
    (name, bad), (_, good) = (
        write([" ".join(piece[side] for piece in text) for text in texts], draw.again()) for side in (0, 1)
    )
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes((mark + bad).encode(encoding))
        before = [(post.id, post.channels, post.time) for post in read([path])]
        result = fix([path], config=MECHANICAL)
        for change in result.changes:
            change.write()
        assert path.read_bytes() == (mark + good).encode(encoding)
        assert not check(read([path]), config=MECHANICAL).findings
        assert fix([path], config=MECHANICAL).changes == []
        assert [(post.id, post.channels, post.time) for post in read([path])] == before
    assert (result.mended.total() > 0) == (bad != good)
    assert result.report.findings == []


EXAMPLES = [
    pytest.param(rule, example if isinstance(example, Draft) else Draft(example), id=f"{name}-{number}")
    for name, rule in all_rules().items()
    if rule.edit
    for number, example in enumerate(rule.bad, start=1)
]


@pytest.mark.parametrize(("rule", "draft"), EXAMPLES)
def test_the_edits_of_a_rule_remove_what_it_finds_in_its_examples(rule, draft):
    text, marked = draft.unmarked()
    config = Config(select=(rule.name,), model="fast")
    for _ in marked:
        findings = check([Post.from_text(text, channel=draft.channel)], config=config).findings
        assert all(finding.edit for finding in findings)
        edit = findings[-1].edit
        assert edit.safe == rule.safe == (rule.mended_by == "--fix")
        assert edit.place is None
        text = text[: edit.start] + edit.text + text[edit.end :]
        assert len(check([Post.from_text(text, channel=draft.channel)], config=config).findings) < len(findings)


@pytest.mark.parametrize(("rule", "draft"), EXAMPLES)
@settings(max_examples=6)
@given(
    before=st.sampled_from(["", "Tip: ", "Six jars 🪴 here.\n\n", "- ", "> “", "Look  here!!! "]),
    after=st.sampled_from(["", " More below.", "\n\nTurn it off first.", " #tap", "”", "\n- two"]),
)
def test_the_edits_of_a_rule_remove_what_it_finds_whatever_stands_around(rule, draft, before, after):
    text = f"{before}{draft.unmarked()[0]}{after}"
    config = Config(select=(rule.name,), model="fast")
    found = check([Post.from_text(text, channel=draft.channel)], config=config).findings
    for finding in found:
        edit = finding.edit
        if edit is None:
            continue
        mended = text[: edit.start] + edit.text + text[edit.end :]
        left = check([Post.from_text(mended, channel=draft.channel)], config=config).findings
        assert len(left) < len(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BUY ONE GET ONE FREE on all bulbs", "Buy one get one free on all bulbs"),
        ("We won, I AM SO HAPPY for the girls", "We won, I am so happy for the girls"),
        ("Here: IT'S NOT WHAT I'M USED TO! DON'T ASK ME.", "Here: it's not what I'm used to! Don't ask me."),
        ("So “THIS IS HOW IT GOES” they said", "So “this is how it goes” they said"),
    ],
)
def test_shouting_is_written_in_small_letters_only_where_that_was_asked_for(fixed, text, expected):
    config = Config(select=("shouting",), model="fast")
    assert fixed("a.txt", text, config)[0] == text
    assert fixed("a.txt", text, config, unsafe=True)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Six jars.\n\n#a1 #b1 #c1 #d1 #e1 #f1 #g1\n", "Six jars.\n\n#a1 #b1 #c1 #d1 #e1\n"),
        ("Six #jars.\n\n#b1 #c1 #d1\n#e1 #f1 #g1", "Six #jars.\n\n#b1 #c1 #d1\n#e1"),
        # In a sentence, or where the wall alone is not what is too much, only a writer can tell.
        ("Our #a1 #b1 #c1 #d1 #e1 #f1 jars", None),
        ("#a1 x #b1 x #c1 x #d1 x #e1 x #f1 x #g1", None),
    ],
)
def test_hashtags_beyond_the_limit_go_only_where_that_was_asked_for(fixed, text, expected):
    config = Config(select=("hashtag-wall",), model="fast")
    assert fixed("a.txt", text, config)[0] == text
    after, result = fixed("a.txt", text, config, unsafe=True)
    assert after == (expected or text)
    assert len(result.report.findings) == (expected is None)


@pytest.mark.parametrize(
    "text",
    [
        "Type `rm  -i old!!!` first",
        "```\nname  age\nwhat!!! now???\n```\n",
        "!!! note\n    Turn it off first.\n",
        "Look!!![the valve](valve.png)",
    ],
)
def test_no_safe_edit_is_made_where_marks_and_spaces_may_mean_something(fixed, text):
    assert fixed("a.md", text)[0] == text


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("a.md", "Turn it off.⟦ <!-- helplint: ignore=hype why -->⟧\nThen on.\n"),
        ("a.md", "One.\n\n⟦<!-- helplint: ignore=hype -->\n⟧Two.\n"),
        ("a.md", "<!-- helplint: ignore=⟦hype,⟧false-urgency why -->\nHurry up."),
        ("a.md", "<!-- helplint: ignore=false-urgency⟦ , hype⟧ why -->\nHurry up."),
        ("a.md", "⟦<!-- helplint: ignore=hype,false-urgency why -->\n⟧Now."),
        ("a.md", "⟦<!-- helplint: ignore=hype --> ⟧<!-- helplint: ignore=false-urgency -->\nHurry."),
        ("a.md", "---\nhelplint: ⟦ignore=hype why⟧\nchannel: x\n---\n\nNow."),
        ("a.mdx", "Turn it off.⟦ {/* helplint: ignore=hype */}⟧\n"),
        ("a.txt", "⟦<!-- helplint: ignore-file=hype -->\r\n⟧One.\r\n---\r\nTwo.\r\n"),
        ("a.csv", 'Copy,helplint\nNow.,"⟦ignore=hype why, really⟧"\nHurry.,ignore=false-urgency\n'),
        ("a.json", '[{"text": "Turn it off.", "helplint": "⟦ignore=hype why⟧"}]'),
        ("a.jsonl", '{"text": "Now."}\n{"text": "Turn it off.", "helplint": "⟦ignore=hype⟧"}'),
        ("a.yaml", "# ours\n- text: Now.⟦ # helplint: ignore=hype⟧\n  date: 2026-01-01 # keep\n"),
        ("a.yaml", "- date: 2026-01-01\n⟦  # helplint: ignore=hype why\n⟧  text: Now.\n"),
        ("a.yaml", "- text: Now.\n  helplint: ⟦ignore=hype⟧\n"),
        ("a.tweet", '---\nhelplint: "⟦ignore=hype⟧"\n---\n\nNow.'),
    ],
)
def test_a_suppression_of_no_use_is_taken_out_and_the_posts_stay(fixed, name, marked):
    content, expected = re.sub("[⟦⟧]", "", marked), re.sub("⟦.*?⟧", "", marked, flags=re.DOTALL)
    after, result = fixed(name, content, UNUSED)
    assert after == expected
    assert (result.report.findings, result.report.notices) == ([], [])


def test_what_is_suppressed_or_known_or_not_meant_is_not_mended(fixed, tmp_path):
    content = "Wow!!!\n---\nOh!!! <!-- helplint: ignore=exclamation-run a quote -->\n---\nNo!!!"
    known = Baseline.of(check(["Wow!!!"], config=MECHANICAL).findings)
    (tmp_path / "known.baseline").write_text(str(known), encoding="utf-8")
    config = Config(select=MECHANICAL.select, model="fast", baseline=str(tmp_path / "known.baseline"))

    assert fixed("a.txt", content, config)[0] == content.replace("No!!!", "No!")
    assert fixed("a.txt", content, only=lambda: lambda post: "Wow" in post.text)[0] == content.replace("Wow!!!", "Wow!")
    assert fixed("a.txt", content, ignore_suppressions=True)[0] == content.replace("!!!", "!")


def test_packed_files_are_left_as_they_are_and_the_others_mended(tmp_path):
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("a.md", "Turn it off first!!!")
    (tmp_path / "b.md").write_text("Turn it off first!!!", encoding="utf-8")
    result = fix([tmp_path], config=MECHANICAL)

    assert [Path(change.path).name for change in result.changes] == ["b.md"]
    [notice] = result.report.notices
    assert Path(notice.path or "").parts[-2:] == ("export.zip", "a.md")
    assert notice.message == "1 finding was left as it is: packed files are not edited; mend by hand"


def test_an_edit_that_would_part_a_post_in_two_is_left_and_said(fixed):
    content = "One tap.\n\n<!-- helplint: ignore=hype -->\n\n\nTwo taps!!!\n"
    after, result = fixed("a.txt", content, Config(select=(*UNUSED.select, "exclamation-run"), model="fast"))
    assert after == content.replace("!!!", "!")
    assert said(result.report) == [("unused-suppression", "hype")]
    assert result.report.findings[0].edit is None
    [notice] = result.report.notices
    assert str(notice).startswith("warning: a.txt:3: 1 finding was left as it is: ")


def test_what_is_written_with_escapes_is_left_and_said(fixed):
    content = r'[{"text": "Now\u0021\u0021\u0021"}, {"text": "Then!!!"}, {"text": "\u00a1Ya!!!"}]'
    after, result = fixed("a.json", content)
    assert after == content.replace("!!!", "!")
    assert result.mended == {"exclamation-run": 2}
    [notice] = result.report.notices
    assert (notice.kind, notice.path, notice.line) == ("warning", "a.json", 1)


def test_one_value_that_two_posts_share_is_mended_once(fixed):
    after, result = fixed("a.yaml", "- text: &same Wow, so  good!!!\n- text: *same\n")
    assert after == "- text: &same Wow, so good!\n- text: *same\n"
    assert result.report.findings == []


def test_a_workbook_is_left_and_said(tmp_path):
    path = tmp_path / "calendar.xlsx"
    workbook = Workbook()
    workbook.active.append(["Date", "Copy"])
    workbook.active.append(["2026-03-01", "Wow!!! Which week???"])
    workbook.save(path)
    before = path.read_bytes()

    result = fix([path], config=MECHANICAL)

    assert result.changes == []
    assert [str(notice) for notice in result.report.notices] == [
        f"warning: {path}: 2 findings were left as they are: workbooks are not edited; mend by hand"
    ]
    assert path.read_bytes() == before
    assert load_workbook(path).active["B2"].value == "Wow!!! Which week???"


def test_windows_1252_stays_what_it_is(fixed):
    content = "Caf\xe9!!! \u201cso  good\u201d".encode("cp1252")
    assert fixed("a.txt", content)[0] == "Caf\xe9! \u201cso good\u201d".encode("cp1252")


def test_all_files_of_a_folder_are_mended_but_those_that_are_broken(tmp_path):
    (tmp_path / "a.txt").write_text("Wow!!!", encoding="utf-8")
    (tmp_path / "b.csv").write_text('Copy\n"never closed!!!\n', encoding="utf-8")
    (tmp_path / "c.md").write_text("Oh!!!", encoding="utf-8")

    result = fix([tmp_path], config=MECHANICAL)

    assert [Path(change.path).name for change in result.changes] == ["a.txt", "c.md"]
    assert result.report.exit_code == 2


def test_a_file_is_written_whole_with_its_rights_and_through_its_link(tmp_path):
    target, link = tmp_path / "target.md", tmp_path / "link.md"
    target.write_bytes(b"Wow!!!")
    target.chmod(0o640)
    link.symlink_to(target)

    Change(str(link), b"Wow!!!", b"Wow!").write()

    assert link.is_symlink()
    assert target.read_bytes() == b"Wow!"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.md", "target.md"]


def test_a_file_that_is_named_twice_is_mended_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.md"
    path.write_bytes(b"Wow!!!")
    result = fix([".", "a.md", path], config=MECHANICAL)
    for change in result.changes:
        change.write()
    assert path.read_bytes() == b"Wow!"
    assert result.report.findings == []


def test_a_file_that_somebody_else_changed_or_took_is_not_written(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"Mine!!!")
    with pytest.raises(HelplintError, match="was changed meanwhile, so it was not mended; run it again"):
        Change(str(path), b"Wow!!!", b"Wow!").write()
    assert path.read_bytes() == b"Mine!!!"
    path.unlink()
    with pytest.raises(HelplintError, match="the file cannot be mended: No such file or directory"):
        Change(str(path), b"Wow!!!", b"Wow!").write()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_read_only_file_is_not_written(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"Wow!!!")
    path.chmod(0o440)
    with pytest.raises(HelplintError, match="it is read-only"):
        Change(str(path), b"Wow!!!", b"Wow!").write()


def test_a_diff_shows_the_lines_as_they_stand_in_the_file():
    change = Change("a.txt", "\ufeffWow!!!\r\nOne\x85line\u2028here\nno end!!!".encode("utf-16-le"), b"")
    change = Change(change.path, change.before, "\ufeffWow!\r\nOne\x85line\u2028here\nno end!".encode("utf-16-le"))
    assert change.diff("draft.txt").split("\n") == [
        "--- draft.txt",
        "+++ draft.txt",
        "@@ -1,3 +1,3 @@",
        "-Wow!!!\r",
        "+Wow!\r",
        " One\x85line\u2028here",
        "-no end!!!",
        "\\ No newline at end of file",
        "+no end!",
        "\\ No newline at end of file",
        "",
    ]
