"""A person who asks for help does not wait for pandas."""

import subprocess
import sys


def test_help_loads_no_heavy_library():
    code = (
        "import sys; from dutygraph.cli import main; main(['--help'])\n"
        "heavy = sorted({'pandas', 'networkx', 'pyarrow', 'numpy', 'neo4j', 'fastapi', 'pydantic'} & set(sys.modules))\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert run.returncode == 0, run.stderr
    assert "ask" in run.stdout
