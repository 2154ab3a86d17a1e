"""A fault of our own is told in one paragraph, never as a traceback."""

from __future__ import annotations

import pytest

from edition import cli


def test_a_fault_is_told_in_one_paragraph(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(cli.edition, "main", fail)
    assert cli.run(["encode", "x.txt"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("edition: This is a fault of the toolkit")
    assert told.count("\n") == 1
    monkeypatch.setenv(cli.DEBUG, "1")
    with pytest.raises(ZeroDivisionError):
        cli.run(["encode", "x.txt"])
