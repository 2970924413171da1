"""The seed county and a hostile one behind services of their own."""

from __future__ import annotations

import csv

import pytest

from dutygraph.seed import sheets

from .reading import opened, serving

HOSTILE = ("<script>alert(1)</script>甲厂", "\"><img src=x onerror=alert(1)>乙厂", "=HYPERLINK(\"x\")丙厂", "{{ 7*7 }}{% raw %}丁厂", "'; DROP TABLE x; --戊厂", "../../etc/passwd己厂", "</title></script>庚厂 href=",
           "A" * 10_000, "javascript:alert(1)辛厂")


@pytest.fixture(scope="session")
def seeded(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("pages") / "store") as county:
        county.load(sheets())
        yield county


@pytest.fixture(scope="session")
def local(seeded, tmp_path_factory):
    """The local person on the seed county."""
    with serving(seeded, tmp_path_factory.mktemp("local")) as client:
        yield client


@pytest.fixture(scope="session")
def reader(seeded, tmp_path_factory):
    """One who may read, and not see full names."""
    with serving(seeded, tmp_path_factory.mktemp("reader"), keys=True) as client:
        yield client


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    """A county in which every name is an attack."""
    folder = tmp_path_factory.mktemp("hostile")
    with (folder / "企业台账_安监局.csv").open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["单位名称", "所属镇", "行业领域", "备注"])
        rows.writerows([name, f"{name}镇", f"{name}业", name] for name in HOSTILE)
    with opened(folder / "store") as county:
        county.load(folder / "企业台账_安监局.csv")
        with serving(county, folder) as client:
            yield client
