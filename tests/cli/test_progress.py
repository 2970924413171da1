"""A person who waits is told how far it is; one who does not wait is not bothered."""

from time import sleep

from dutygraph.progress import Progress, waiting


def test_quick_work_says_nothing(capsys):
    step = Progress()
    step("1/2 a.csv")
    with waiting("opening"):
        pass

    assert capsys.readouterr().err == ""


def test_slow_work_says_how_far_it_is_on_stderr(capsys):
    step = Progress(after=0.0, every=0.0)
    step("1/2 a.csv")
    with waiting("opening", after=0.02, every=0.02):
        sleep(0.2)

    said = capsys.readouterr()
    assert "1/2 a.csv" in said.err and "opening …" in said.err and said.out == ""
