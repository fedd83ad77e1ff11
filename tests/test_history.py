"""Only what is new or different since a revision of git is reported, even if it is one row of a table."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook

import helplint
from helplint import Config, HelplintError, check, read
from helplint.history import ChangedSince
from helplint.selection import Selection

CALENDAR = """Date,Channel,Copy,helplint
2026-05-04,X,"Hurry, the tap drips.",
2026-05-05,X,"Hurry, the hose is
old.",
2026-05-06,X,"Hurry, the pump hums.",ignore=false-urgency a song
"""
ONLY = Config(select=("false-urgency",))


class Repository:
    """A real repository in the working directory."""

    def git(self, *command):
        git = ["git", "-c", "user.name=Jo", "-c", "user.email=jo@a.example", "-c", "commit.gpgsign=false", *command]
        return subprocess.run(git, check=True, capture_output=True, text=True).stdout.strip()

    def write(self, name, content):
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def commit(self, **files):
        for name, content in files.items():
            self.write(name.replace("__", "."), content)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "posts")

    def changed(self, *paths, since="HEAD", **how):
        """Return the texts of the posts that are new or different, and what there was to say."""
        changed = ChangedSince(since, paths, **how)
        texts = [" ".join(post.text.split()) for post in read(paths or ["."], notices=[]) if changed(post)]
        return texts, [str(notice) for notice in changed.notices()]


@pytest.fixture
def repository(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    repository = Repository()
    repository.git("init", "--quiet", "--initial-branch", "main")
    repository.commit(calendar__csv=CALENDAR)
    return repository


def test_nothing_has_changed_where_nothing_has(repository):
    assert repository.changed() == ([], [])
    assert repository.changed("calendar.csv", since="main") == ([], [])


def test_a_new_row_and_a_different_one_are_changed_wherever_they_stand(repository):
    head, *rows = CALENDAR.splitlines(keepends=True)
    new = '2026-05-01,X,"Hurry, it is new.",\n'
    repository.write("calendar.csv", "".join([head, "\n", rows[3], new, rows[0].replace("drips", "leaks"), *rows[1:3]]))
    assert repository.changed() == (["Hurry, it is new.", "Hurry, the tap leaks."], [])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2026-05-04,X", "2026-05-07,X"),
        ("2026-05-04,X", "2026-05-04,LinkedIn"),
        ('drips.",\n', 'drips.",ignore=false-urgency quoted\n'),
        ("the tap drips", "the tap  drips"),
    ],
)
def test_a_row_is_different_with_its_date_channel_suppression_or_a_single_space(repository, before, after):
    repository.write("calendar.csv", CALENDAR.replace(before, after))
    assert repository.changed() == (["Hurry, the tap drips."], [])


def test_line_ends_quotes_and_columns_beside_it_do_not_make_a_row_different(repository):
    other = CALENDAR.replace("\n", "\r\n").replace("2026-05-04,X,", "2026-05-04,X ,").replace("Copy,", "Caption,")
    repository.write("calendar.csv", "\ufeff" + other)
    assert repository.changed() == ([], [])


def test_of_equal_rows_as_many_are_new_as_there_are_more(repository):
    rows = CALENDAR.splitlines(keepends=True)
    repository.write("calendar.csv", "".join([*rows, rows[1], rows[1]]))
    assert repository.changed() == (["Hurry, the tap drips."] * 2, [])


def test_a_suppression_of_the_file_that_goes_makes_all_that_it_was_about_different(repository):
    repository.commit(
        a__md="<!-- helplint: ignore-file=hype -->\nOne.\n", b__md="Two. <!-- helplint: ignore=hype -->\n\nMore.\n"
    )
    repository.write("a.md", "One.\n")
    repository.write("b.md", "Two. <!-- helplint: ignore=hype -->\n\nMore.\n\n")
    assert repository.changed() == (["One."], [])


def test_a_new_file_is_new_and_a_renamed_one_is_not(repository):
    repository.git("mv", "calendar.csv", "spring.csv")
    repository.write("drafts/new.md", "Turn it off first.\n")
    assert repository.changed() == (["Turn it off first."], [])
    repository.write("spring.csv", CALENDAR.replace("drips", "leaks"))
    assert repository.changed("spring.csv") == (["Hurry, the tap leaks."], [])


def test_what_is_staged_or_committed_since_counts_as_well(repository):
    repository.git("tag", "before")
    repository.write("calendar.csv", CALENDAR.replace("drips", "leaks"))
    repository.git("add", "--all")
    assert repository.changed() == (["Hurry, the tap leaks."], [])
    repository.git("commit", "--quiet", "--message", "leaks")
    assert repository.changed() == ([], [])
    assert repository.changed(since="before") == (["Hurry, the tap leaks."], [])
    assert repository.changed(since="HEAD~1") == (["Hurry, the tap leaks."], [])


def test_files_may_be_named_from_anywhere(repository, monkeypatch, tmp_path):
    repository.write("drafts/calendar.csv", CALENDAR)
    repository.commit()
    repository.write("drafts/calendar.csv", CALENDAR.replace("drips", "leaks"))
    monkeypatch.chdir("drafts")
    for path in (".", "calendar.csv", "..", str(tmp_path)):
        assert repository.changed(path) == (["Hurry, the tap leaks."], [])
    monkeypatch.chdir("/")
    assert repository.changed(str(tmp_path / "drafts")) == (["Hurry, the tap leaks."], [])


def test_a_hook_of_git_that_says_where_its_own_repository_is_leads_nobody_astray(repository, monkeypatch):
    repository.write("drafts/new.md", "Turn it off first.\n")
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert repository.changed("drafts") == (["Turn it off first."], [])


def test_git_may_keep_a_file_in_another_encoding_than_it_checks_out(repository):
    repository.write(".gitattributes", "*.txt text working-tree-encoding=UTF-16LE-BOM eol=crlf\n")
    text = "Caf\xe9 one.\r\n---\r\nTwo.\r\n"
    repository.commit(a__txt=("\ufeff" + text).encode("utf-16-le"))
    repository.write("a.txt", ("\ufeff" + text.replace("Two", "Three")).encode("utf-16-le"))
    assert repository.changed() == (["Three."], [])


def test_a_row_of_a_workbook_can_be_new(repository):
    def save(*rows):
        workbook = Workbook()
        for row in [("Date", "Copy"), *rows]:
            workbook.active.append(row)
        workbook.save("plan.xlsx")

    save(("2026-05-01", "Turn it off first."))
    repository.commit()
    save(("2026-04-30", "Look for the stopcock."), ("2026-05-01", "Turn it off first."))
    assert repository.changed("plan.xlsx") == (["Look for the stopcock."], [])


def test_where_the_old_file_was_broken_its_posts_count_as_new(repository):
    repository.commit(calendar__csv='Date,Copy\n2026-05-04,"never closed\n')
    repository.write("calendar.csv", "Date,Copy\n2026-05-04,Closed.\n")
    texts, [notice] = repository.changed()
    assert texts == ["Closed."]
    assert notice.startswith(
        "warning: calendar.csv: at HEAD this file could not be read, so that posts of it count as new"
    )


def test_standard_input_is_compared_with_the_file_it_stands_for(repository, monkeypatch):
    changed = ChangedSince("HEAD", ["-"], stdin_filename="calendar.csv")
    given = CALENDAR.replace("drips", "leaks").encode()
    posts = list(read(["-"], stdin_filename="calendar.csv", contents={"-": given}))
    assert [post.text for post in posts if changed(post)] == ["Hurry, the tap leaks."]
    assert all(map(ChangedSince("HEAD", ["-"]), posts))


def test_the_whole_calendar_is_still_looked_at_and_only_what_changed_is_reported(repository):
    copy = "Turn the stopcock clockwise until it stops, then open the lowest tap."
    repository.commit(calendar__csv=f"Date,Channel,Copy\n2026-05-01,X,{copy}\n2026-05-01,X,Hurry!\n")
    repository.write(
        "calendar.csv", f"Date,Channel,Copy\n2026-05-01,X,{copy}\n2026-05-01,X,Hurry!\n2026-05-02,X,{copy}\n"
    )
    only = Selection(changed=ChangedSince("HEAD"))
    report = check(read(["."]), config=Config(select=("repeated-copy", "false-urgency")), only=only)
    assert [(finding.rule, finding.position.row) for finding in report.findings] == [("repeated-copy", 4)]
    assert report.posts == 1


def test_other_choices_do_not_change_which_post_is_new(repository):
    rows = CALENDAR.splitlines(keepends=True)
    repository.write("calendar.csv", "".join([*rows, rows[1].replace(",X,", ",LinkedIn,")]))
    only = Selection(changed=ChangedSince("HEAD"), channels=("linkedin",))
    assert [post.channel for post in read(["."]) if only(post)] == ["linkedin"]


@pytest.mark.parametrize("revision", ["mian", "--help", "HEAD:calendar.csv", ""])
def test_an_unknown_revision_is_an_error_before_anything_is_read(repository, revision):
    with pytest.raises(HelplintError, match=f"there is no revision “{revision}” in the repository"):
        ChangedSince(revision, ["."])
    with pytest.raises(HelplintError, match="there is no revision"):
        ChangedSince(revision, ["missing/folder", "calendar.csv"])


def test_a_repository_without_a_commit_has_no_revision(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Repository().git("init", "--quiet")
    with pytest.raises(HelplintError, match=r"there is no revision “HEAD” in the repository .*fetch the history first"):
        ChangedSince("HEAD", ["."])


def test_outside_of_a_repository_nothing_can_be_told(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(HelplintError, match="changed since “HEAD” here: not a git repository"):
        ChangedSince("HEAD", [str(tmp_path)])


def test_without_git_the_option_says_what_it_needs(repository, monkeypatch):
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(HelplintError, match="--changed-since needs git, and there is none on the PATH"):
        ChangedSince("HEAD", ["."])


def test_in_a_hook_of_git_only_the_posts_of_the_commit_are_checked(repository):
    repository.write("calendar.csv", CALENDAR + '2026-05-07,X,"Hurry, it is new.",\n')
    hook = Path(".git/hooks/pre-commit")
    hook.parent.mkdir(exist_ok=True)
    command = f'PYTHONPATH="{Path(helplint.__file__).parents[1]}" "{sys.executable}" -m helplint check --isolated'
    arguments = "--select false-urgency --changed-since HEAD drafts calendar.csv"
    hook.write_text(f"#!/bin/sh\n{command} {arguments}\n", encoding="utf-8")
    hook.chmod(0o755)
    repository.write("drafts/a.md", "Hurry up.\n")
    repository.git("add", "drafts")

    with pytest.raises(subprocess.CalledProcessError) as blocked:
        repository.git("commit", "--all", "--message", "new")

    said = (blocked.value.stdout + blocked.value.stderr).splitlines()
    assert [line.split(": ")[0] for line in said] == ["drafts/a.md:1:1", "calendar.csv:6:15"]
