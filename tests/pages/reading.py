"""A page as a program reads it: its links, forms, headings, tables and what must never be in it."""

from __future__ import annotations

import re
import warnings
from contextlib import contextmanager
from html.parser import HTMLParser

import dutygraph
from dutygraph.api import create_app
from dutygraph.api.access import Keys, Policy
from dutygraph.settings import Settings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

LOCAL = "http://127.0.0.1"
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


class Read(HTMLParser):
    """What a page holds; ``tags`` are (name, attributes) in order."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.text, self.scripts, self.open, self.unclosed, self.headings = [], [], [], [], [], []
        self._inside = ""
        self.feed(text)
        self.words = " ".join("".join(self.text).split())

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append([tag, ""])

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.unclosed.append(tag)
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        if self.open and self.open[-1] in ("script", "style"):
            self.scripts.append(data)
            return
        self.text.append(data)
        if self.headings and self.open and any(each == self.headings[-1][0] for each in self.open):
            self.headings[-1][1] += data

    def all(self, *names):
        return [attrs for tag, attrs in self.tags if tag in names]

    @property
    def links(self):
        return [attrs["href"] for attrs in self.all("a") if "href" in attrs]


def faults(text, lang, *, shown=False):
    """Everything by which a page breaks the house rules; empty for a good page; ``shown`` where the data themselves say such words."""
    read, found = Read(text), []
    html = read.all("html")
    found += [] if html and html[0].get("lang") == {"zh": "zh-CN", "en": "en"}[lang] else ["lang"]
    found += ["inline script or style"] if any(each.strip() for each in read.scripts) else []
    found += [f"style attribute on {tag}" for tag, attrs in read.tags if "style" in attrs]
    found += [f"handler {name} on {tag}" for tag, attrs in read.tags for name in attrs if name.startswith("on")]
    found += [f"outside address {value}" for tag, attrs in read.tags for name in ("href", "src", "action", "poster", "data", "formaction") if (value := attrs.get(name) or "")
              and not (value.startswith(("/", "#")) and not value.startswith("//"))]
    found += [f"{len(heads)} h1" for heads in [[each for each in read.headings if each[0] == "h1"]] if len(heads) != 1]
    found += [f"empty heading {tag}" for tag, said in read.headings if not said.strip()]
    ids = [attrs["id"] for _, attrs in read.tags if "id" in attrs]
    found += [f"id twice: {each}" for each in sorted({each for each in ids if ids.count(each) > 1})]
    found += [f"labelledby {each}" for _, attrs in read.tags for each in (attrs.get("aria-labelledby") or "").split() if each not in ids]
    found += ["th without scope" for attrs in read.all("th") if "scope" not in attrs]
    found += [f"tables {len(read.all('table'))} captions {len(read.all('caption'))}"] if len(read.all("table")) != len(read.all("caption")) else []
    found += [f"not well nested: {each}" for each in read.unclosed]
    found += ["no main"] if len(read.all("main")) != 1 else []
    found += ["undefined shown"] if not shown and re.search(r"\bUndefined\b|\bNone\b|\{\{|\}\}|\bnan\b", read.words) else []
    return found


@contextmanager
def serving(county, folder, *, keys=False):
    """A service of the county on this machine; with keys, also a reader's key."""
    policy = Policy(keys=folder / "keys.json", audit=folder / "audit.jsonl")
    token = Keys(policy.keys).add("a reader", ["reader"])[1] if keys else ""
    app = create_app(county, Settings("store", "test", lang="zh"), policy=policy)
    headers = {"accept": "text/html", **({"authorization": f"Bearer {token}"} if token else {})}
    with TestClient(app, base_url=LOCAL, client=("127.0.0.1", 50_000), headers=headers, raise_server_exceptions=True) as client:
        app.state.desk.rest()
        yield client


def opened(path):
    """A county in a new store."""
    return dutygraph.open(str(path))
