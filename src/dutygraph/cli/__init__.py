"""The command line: answers on stdout, everything else on stderr; exit codes 0 answered, 1 error, 2 usage, 3 more findings than ``--fail-on``."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from .. import __version__
from ..errors import DutygraphError, UsageError
from .answers import ask, coverage, explain, trace
from .cypher import cypher
from .demo import demo
from .dossier import dossier
from .keys import keys
from .serve import serve
from .server import copy, migrate
from .sheets import load, loads, problems, retract, template

EXIT_ERROR, EXIT_USAGE, EXIT_FAIL_ON, EXIT_INTERRUPT = 1, 2, 3, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="dutygraph")
def dutygraph() -> None:
    """Who is supervised by nobody, and who answered for this enterprise on that day.

    查清谁无人监管、事故当日谁应负责。

    Exit codes 退出码: 0 answered 已回答, 1 error 出错, 2 usage 用法, 3 more findings than --fail-on 超过阈值.
    """


for command in (load, loads, retract, problems, template, coverage, explain, trace, ask, dossier, migrate, copy, cypher, demo, serve, keys):
    dutygraph.add_command(command)


def main(args: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; no traceback reaches a person."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        result = dutygraph.main(args=list(args) if args is not None else None, prog_name="dutygraph", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Abort:
        return EXIT_INTERRUPT
    except KeyboardInterrupt:
        return EXIT_INTERRUPT
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except UsageError as error:
        click.echo(f"dutygraph: {error}", err=True)
        return EXIT_USAGE
    except DutygraphError as error:
        click.echo(f"dutygraph: {error}", err=True)
        return EXIT_ERROR
    except BrokenPipeError:
        # The reader of a pipe (head, less) left early: not an error of ours, and stdout must not be flushed again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"dutygraph: {where}{error.strerror or error}. Check the path, the permissions and the free space.", err=True)
        return EXIT_ERROR
    except Exception as error:  # noqa: BLE001 - the last door: a person gets one line, the trace goes to a file that a report can carry
        with tempfile.NamedTemporaryFile("w", prefix="dutygraph-", suffix=".log", delete=False, encoding="utf-8") as log:
            log.write(traceback.format_exc())
        click.echo(f"dutygraph: a fault of the program itself ({type(error).__name__}); details are in {Path(log.name)}. Nothing was changed.", err=True)
        return EXIT_ERROR
