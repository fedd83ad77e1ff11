from __future__ import annotations

import os
from typing import TYPE_CHECKING

import helplint

if TYPE_CHECKING:
    from pathlib import Path

    from helplint import Notice


def write(folder: Path, *names: str, content: str = "Rinse the kettle twice.") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)


def names_read(folder: Path, notices: list[Notice] | None = None, exclude: tuple[str, ...] = ()) -> list[str]:
    config = helplint.Config(exclude=exclude)
    posts = helplint.read([folder], config=config, notices=notices)
    return [os.path.relpath(post.origin.path, folder).replace(os.sep, "/") for post in posts]


def test_folders_are_walked_in_the_order_of_names(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.tweet", "a/b/c.md", "c.toot")
    assert names_read(tmp_path) == ["a/b/c.md", "a/z.tweet", "b.txt", "c.toot"]


def test_a_projects_own_papers_are_left_alone(tmp_path: Path) -> None:
    papers = ("README.md", "LICENSE.txt", "CHANGELOG.md", "CODE_OF_CONDUCT.md", "sub/readme.de.md", "requirements.txt")
    write(tmp_path, *papers, "post.md", "readme-kettle.md")
    assert names_read(tmp_path) == ["post.md", "readme-kettle.md"]


def test_a_paper_that_is_named_is_read(tmp_path: Path) -> None:
    write(tmp_path, "README.md")
    assert len(list(helplint.read([tmp_path / "README.md"]))) == 1


def test_hidden_files_and_other_formats_are_left_out_silently(tmp_path: Path) -> None:
    write(tmp_path, ".draft.md", ".git/description.txt", "photo.jpg", "code.py", "post.MD")
    notices: list[Notice] = []
    assert names_read(tmp_path, notices) == ["post.MD"]
    assert notices == []


def test_what_git_ignores_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "old/a.md", "new/a.md", "new/b.md", "new/keep/b.md", "sub/secret.txt")
    write(tmp_path, ".gitignore", content="/old/\nb.md\n")
    write(tmp_path, "new/keep/.gitignore", content="!b.md\n")
    write(tmp_path, "sub/.gitignore", content="*.txt\n")
    assert names_read(tmp_path) == ["new/a.md", "new/keep/b.md"]


def test_the_ignore_file_at_the_root_of_the_repository_counts_below(tmp_path: Path) -> None:
    write(tmp_path, "posts/a.md", "posts/b.md")
    write(tmp_path, ".gitignore", content="posts/b.md\n")
    (tmp_path / ".git").mkdir()
    assert names_read(tmp_path / "posts") == ["a.md"]


def test_ignore_files_above_the_repository_do_not_count(tmp_path: Path) -> None:
    write(tmp_path, "repo/posts/a.md")
    write(tmp_path, ".gitignore", content="*.md\n")
    (tmp_path / "repo" / ".git").mkdir()
    assert names_read(tmp_path / "repo" / "posts") == ["a.md"]


def test_exclude_leaves_out_more_and_wins(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "archive/a.md", "archive/2024/b.md", "sub/x.draft.md")
    write(tmp_path, "archive/.gitignore", content="!*.md\n")
    assert names_read(tmp_path, exclude=("archive/", "*.draft.md")) == ["a.md"]


def test_a_link_back_to_a_folder_above_ends_and_is_said(tmp_path: Path) -> None:
    write(tmp_path, "sub/a.md")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path, target_is_directory=True)
    notices: list[Notice] = []
    assert names_read(tmp_path, notices) == ["sub/a.md"]
    assert [(notice.kind, "leads back" in notice.message) for notice in notices] == [("error", True)]


def test_a_link_to_itself_or_to_nothing_is_an_error_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path, "z.md")
    (tmp_path / "a.md").symlink_to("a.md")
    (tmp_path / "b.md").symlink_to("gone.md")
    notices: list[Notice] = []
    assert names_read(tmp_path, notices) == ["z.md"]
    assert [os.path.basename(notice.path or "") for notice in notices] == ["a.md", "b.md"]  # noqa: PTH119
    assert all("cannot be read" in notice.message for notice in notices)


def test_a_folder_that_cannot_be_listed_is_an_error_and_the_rest_is_read(tmp_path: Path, monkeypatch: object) -> None:
    write(tmp_path, "a/x.md", "b/y.md")
    listed = os.scandir

    def scandir(path: object) -> object:
        if str(path).endswith("a"):
            raise PermissionError(13, "Permission denied")
        return listed(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", scandir)  # type: ignore[attr-defined]
    notices: list[Notice] = []
    assert names_read(tmp_path, notices) == ["b/y.md"]
    assert [notice.message for notice in notices] == ["the folder cannot be listed: Permission denied"]


def test_one_broken_file_does_not_keep_others_from_being_read(tmp_path: Path) -> None:
    write(tmp_path, "a.json", content="[")
    write(tmp_path, "b.md")
    notices: list[Notice] = []
    assert names_read(tmp_path, notices) == ["b.md"]
    assert [(notice.kind, notice.line) for notice in notices] == [("error", 1)]
