from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from icmap.cli import _git
from icmap.cli._git import open_map, split_revision
from icmap.errors import IcmapError

TOP = "icmap: 1\nname: Two files\ninclude: [teams/*.yaml]\nparties:\n  staff: {end: true, depends_on: [payroll]}\n"
TEAM = "parties:\n  payroll: {kind: team, lead_time: 4h}\n"


def git(folder: Path, *arguments: str) -> str:
    names = ("AUTHOR", "COMMITTER")
    who = {f"GIT_{name}_{what}": "x@example.org" for name in names for what in ("NAME", "EMAIL")}
    environment = {each: value for each, value in os.environ.items() if not each.startswith("GIT_")}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**environment, **who, "GIT_CONFIG_GLOBAL": os.devnull},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of one commit, in whose folder we stand; the working tree is one change ahead."""
    for name in [each for each in os.environ if each.startswith("GIT_")]:
        monkeypatch.delenv(name)
    teams = tmp_path / "maps" / "teams"
    teams.mkdir(parents=True)
    (tmp_path / "maps" / "org.yaml").write_text(TOP, encoding="utf-8")
    (teams / "pay.yaml").write_text(TEAM, encoding="utf-8")
    (tmp_path / "maps" / "link.yaml").symlink_to("org.yaml")
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    (teams / "pay.yaml").write_text(TEAM.replace("4h", "1d"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(path: str) -> tuple[str, str]:
    with pytest.raises(IcmapError) as error:
        open_map(path)
    return error.value.message, error.value.hint


def lead_time(path: str) -> object:
    loaded = open_map(path)
    assert loaded.ok, loaded.errors
    estimate = loaded.org.parties["payroll"].lead_time
    return estimate and estimate.mean


@pytest.mark.parametrize("revision", ["HEAD", "main", "HEAD^{tree}", "HEAD^{/o:?ne}", "main@{0}"])
def test_includes_come_from_the_same_revision(repository: Path, revision: str) -> None:
    assert lead_time(f"{revision}:maps/org.yaml") == 4 * 3600
    assert lead_time("maps/org.yaml") == 8 * 3600


def test_places_name_the_revision(repository: Path) -> None:
    loaded = open_map("HEAD:maps/org.yaml")

    assert loaded.files == ("HEAD:maps/org.yaml", "HEAD:maps/teams/pay.yaml")
    assert str(loaded.org.parties["payroll"].span) == "HEAD:maps/teams/pay.yaml:2:3"


def test_a_path_counts_from_the_top_unless_it_begins_with_a_dot(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "maps")

    assert lead_time("HEAD:./org.yaml") == lead_time("HEAD:maps/org.yaml") == lead_time("HEAD:../maps/org.yaml")
    assert refused("HEAD:org.yaml") == (
        "there is no 'org.yaml' in revision 'HEAD'",
        "paths count from the top of the repository; from here write HEAD:./org.yaml",
    )


def test_a_file_that_is_called_like_a_revision_comes_first(repository: Path) -> None:
    (repository / "HEAD:maps").mkdir()
    (repository / "HEAD:maps" / "org.yaml").write_text("icmap: 1\nparties: {payroll: {lead_time: 1h}}\n", "utf-8")

    assert lead_time("HEAD:maps/org.yaml") == 3600


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nope:maps/org.yaml", "there is no revision 'nope' in this repository"),
        ("HEAD:maps/nope.yaml", "there is no 'maps/nope.yaml' in revision 'HEAD'"),
        ("HEAD:maps", "cannot read 'HEAD:maps': it is a folder"),
        ("HEAD:maps/link.yaml", "cannot read 'HEAD:maps/link.yaml': it is a link"),
        ("HEAD:../org.yaml", "there is no '../org.yaml' in revision 'HEAD'"),
        ("--output=x:org.yaml", "'--output=x' is no revision: it begins with '-'"),
        (":org.yaml", "cannot open ':org.yaml': there is no such file"),
        ("HEAD:", "cannot open 'HEAD:': there is no such file"),
        ("HEAD:a\0b", "cannot open 'HEAD:a\\x00b': there is no such file"),
    ],
)
def test_what_cannot_be_read_is_told_in_a_sentence(repository: Path, path: str, message: str) -> None:
    if "\0" in path:
        with pytest.raises(IcmapError):
            split_revision(path)
        return
    assert refused(path)[0] == message


def test_includes_do_not_leave_the_repository(repository: Path) -> None:
    (repository / "out.yaml").write_text("icmap: 1\ninclude: [../secret.yaml, maps/../../secret.yaml]\n", "utf-8")
    git(repository, "add", "out.yaml")
    git(repository, "commit", "-q", "-m", "two")

    assert [each.rule for each in open_map("HEAD:out.yaml").errors][:2] == ["include-outside", "include-outside"]


def test_the_root_widens_what_may_be_included(repository: Path) -> None:
    (repository / "maps" / "all.yaml").write_text("icmap: 1\ninclude: ['../other/*.yaml']\nparties:\n", "utf-8")
    (repository / "other").mkdir()
    (repository / "other" / "pay.yaml").write_text(TEAM, "utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "two")

    assert [each.rule for each in open_map("HEAD:maps/all.yaml").errors] == ["include-outside"]
    assert list(open_map("HEAD:maps/all.yaml", root=".").org.parties) == ["payroll"]


def test_the_limit_of_size_holds_in_a_revision(repository: Path) -> None:
    assert [each.rule for each in open_map("HEAD:maps/org.yaml", max_size=20).errors] == ["limit-exceeded"]


def test_nothing_that_the_repository_asks_for_is_run(repository: Path) -> None:
    proof = repository / "ran"
    script = repository / "script"
    script.write_text(f"#!/bin/sh\ntouch '{proof}'\ncat\n", encoding="utf-8")
    script.chmod(0o755)
    (repository / ".gitattributes").write_text("*.yaml diff=evil filter=evil\n", encoding="utf-8")
    for key in ("diff.evil.textconv", "filter.evil.smudge", "core.pager", "core.fsmonitor", "pager.show"):
        git(repository, "config", key, str(script))
    proof.unlink(missing_ok=True)

    assert lead_time("HEAD:maps/org.yaml") == 4 * 3600
    assert not proof.exists()


def test_outside_of_a_repository_a_sentence_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    assert refused("HEAD:org.yaml")[0] == "cannot read a revision: this folder is in no git repository"


def test_without_git_a_sentence_says_so(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))

    assert refused("HEAD:maps/org.yaml")[0] == "cannot read a revision: git is not installed"


def test_a_git_that_never_answers_is_ended(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub = repository / "bin" / "git"
    stub.parent.mkdir()
    stub.write_text("#!/bin/sh\nexec /bin/sleep 60\n", encoding="utf-8")
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", str(stub.parent))
    monkeypatch.setattr(_git, "_SECONDS", 0.2)

    assert refused("HEAD:maps/org.yaml")[0] == "git has not answered within 0.2 s"


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("main:org.yaml", ("main", "org.yaml")),
        ("main@{2026-01-01 10:00}:maps/a:b.yaml", ("main@{2026-01-01 10:00}", "maps/a:b.yaml")),
        ("v1.0^{/fix: x}:./org.yaml", ("v1.0^{/fix: x}", "./org.yaml")),
    ],
)
def test_a_revision_ends_at_the_first_colon_outside_of_braces(written: str, parts: tuple[str, str]) -> None:
    assert split_revision(written) == parts


def test_an_absolute_pattern_is_a_mistake_with_its_place_like_any_other(repository: Path) -> None:
    text = "icmap: 1\ninclude: ['/etc/*.yaml']\nparties:\n  a: {depends_on: [b, nobody]}\n  b:\n"
    (repository / "maps" / "absolute.yaml").write_text(text, encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "two")

    found = open_map("main:maps/absolute.yaml").errors

    assert [(each.span.line, each.rule) for each in found] == [(2, "include-outside"), (4, "unknown-party")]


@pytest.mark.parametrize("variable", ["GIT_ICASE_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS"])
def test_no_variable_changes_what_a_path_means(
    repository: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "1")

    assert lead_time("main:maps/org.yaml")
    assert "there is no 'maps/ORG.yaml'" in refused("main:maps/ORG.yaml")[0]


@pytest.mark.parametrize("element", ["", ".", "tools"])
def test_no_program_of_the_working_folder_is_run(
    repository: Path, monkeypatch: pytest.MonkeyPatch, element: str
) -> None:
    place = repository / element
    place.mkdir(exist_ok=True)
    (place / "git").write_text("#!/bin/sh\ntouch was-run\nexit 1\n", encoding="utf-8")
    (place / "git").chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([element, os.environ["PATH"]]))

    assert lead_time("main:maps/org.yaml")
    assert not (repository / "was-run").exists()


@pytest.mark.parametrize("barrier", ["GIT_NO_LAZY_FETCH", "GIT_ALLOW_PROTOCOL"])
def test_either_barrier_alone_keeps_git_from_fetching(
    repository: Path, monkeypatch: pytest.MonkeyPatch, barrier: str
) -> None:
    if barrier == "GIT_NO_LAZY_FETCH" and not _knows_it():
        pytest.skip("this git is older than GIT_NO_LAZY_FETCH: the other barrier must do")
    monkeypatch.setattr(_git, "_QUIET", {"LC_ALL": "C", barrier: _git._QUIET[barrier]})
    (repository / "fetch.sh").write_text(f"#!/bin/sh\ntouch {repository}/was-run\nexit 1\n", encoding="utf-8")
    (repository / "fetch.sh").chmod(0o755)
    content = git(repository, "rev-parse", "main:maps/org.yaml").strip()
    settings = {
        "core.repositoryformatversion": "1", "extensions.partialClone": "far", "remote.far.promisor": "true",
        "remote.far.url": str(repository), "remote.far.uploadpack": str(repository / "fetch.sh"),
    }  # fmt: skip
    for name, value in settings.items():
        git(repository, "config", name, value)
    (repository / ".git" / "objects" / content[:2] / content[2:]).unlink()

    assert refused("main:maps/org.yaml")[0] == "git cannot read that revision"
    assert not (repository / "was-run").exists()


def _knows_it() -> bool:
    """Whether this git knows GIT_NO_LAZY_FETCH: since 2.45, and in the security releases of 2.39 to 2.44."""
    words = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.split()
    major, minor, *patch = (int("".join(filter(str.isdigit, each)) or 0) for each in words[2].split(".")[:3])
    return (major, minor) >= (2, 45) or ((major, minor) >= (2, 39) and patch >= [4])
