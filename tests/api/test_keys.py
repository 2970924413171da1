"""Keys: shown once, kept as hashes, revoked at once."""

from __future__ import annotations

import json
import stat

import pytest

from dutygraph.api.access import Keys
from dutygraph.cli import main
from dutygraph.errors import NotFound, UsageError


@pytest.fixture
def keys(tmp_path):
    return Keys(tmp_path / "deep" / "keys.json")


def test_the_key_itself_is_kept_nowhere(keys):
    key, token = keys.add("wang", ["reader"])
    said = keys.path.read_text("utf-8")

    assert token not in said
    assert key.hash in said
    assert len(token) > 40
    assert stat.S_IMODE(keys.path.stat().st_mode) == 0o600


def test_a_key_is_found_and_no_other(keys):
    key, token = keys.add("wang", ["reader"])

    assert keys.find(token) == key
    assert [keys.find(each) for each in ("", "dg_", token[:-1], token + "x", key.hash, token.upper())] == [None] * 6


def test_another_process_sees_a_revoked_key_at_once(keys):
    _, token = keys.add("wang", ["reader"])
    other = Keys(keys.path)
    assert other.find(token).active

    keys.revoke("wang")

    assert not other.find(token).active


def test_names_and_scopes_are_checked(keys):
    keys.add("wang", ["reader"])

    for name, scopes in (("wang", ["reader"]), ("", ["reader"]), ("x" * 101, ["reader"]), ("a\nb", ["reader"]), ("li", [])):
        with pytest.raises(UsageError):
            keys.add(name, scopes)
    with pytest.raises(NotFound):
        keys.revoke("nobody")


def test_a_name_is_free_again_when_its_key_was_revoked(keys):
    first, _ = keys.add("wang", ["reader"])
    keys.revoke("wang")
    second, _ = keys.add("wang", ["auditor"])

    assert (first.id, second.id) == ("k1", "k2")
    assert [each.active for each in keys.all()] == [False, True]


def test_a_user_of_a_proxy_has_no_key(keys):
    entry, token = keys.add("wang", ["auditor"], user=True)

    assert (entry.hash, token) == ("", "")
    assert keys.find("") is None
    assert keys.user("wang") == entry


def test_the_command_adds_lists_and_revokes(tmp_path, capsys):
    file = ["--keys", str(tmp_path / "keys.json")]
    assert main(["keys", "add", "王某", "--scope", "auditor", "--scope", "loader", *file, "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    token = out.strip()
    assert "\n" not in token
    assert token not in err
    assert Keys(tmp_path / "keys.json").find(token).scopes == ("auditor", "loader")

    assert main(["keys", "revoke", "王某", *file]) == 0
    capsys.readouterr()
    assert main(["keys", "list", *file]) == 0
    listed = capsys.readouterr().out
    assert "王某" in listed
    assert "revoked" in listed
    assert token not in listed
    assert Keys(tmp_path / "keys.json").find(token).hash not in listed


@pytest.mark.parametrize(("arguments", "code"), [(["add", ""], 2), (["revoke", "nobody"], 1), (["add", "x", "--scope", "king"], 2)])
def test_the_command_says_what_is_wrong(tmp_path, capsys, arguments, code):
    assert main(["keys", *arguments, "--keys", str(tmp_path / "keys.json")]) == code
    assert capsys.readouterr().err


def test_a_broken_file_is_said_and_left_alone(tmp_path, capsys):
    path = tmp_path / "keys.json"
    for said in ("{", "[]", json.dumps({"secret": "", "keys": [{}]})):
        path.write_text(said, "utf-8")
        assert main(["keys", "add", "wang", "--keys", str(path)]) == 1
        assert "keys" in capsys.readouterr().err
        assert path.read_text("utf-8") == said
