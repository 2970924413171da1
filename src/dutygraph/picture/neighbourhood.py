"""The neighbourhood of a node as a page of its own: a graph to be moved and clicked, and the same content as a table; pyvis never writes the page."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from typing import Any

from ..text import visible
from ..vocabulary import KINDS
from .graph import SHAPES, graph_of, vis_text
from .words import WORDS, tongue
from .words import cite as cited

_SAID = {
    "zh": {
        "title": "{name}的关系图，{depth}步之内，{day}", "shown": "显示 {shown} 个节点，共 {total} 个", "cut": "超出上限的节点未画出：显示 {shown} 个，共 {total} 个。",
        "role": "关系图，内容与下表相同。可拖动、缩放；点一个节点打开它。",
        "nodes": "节点", "edges": "关系", "name": "名称", "kind": "类型", "ring": "步数", "state": "状态", "from": "从", "to": "到", "how": "关系", "since": "起", "until": "止",
        "basis": "依据", "id": "编号",
        "key": "图例", "lead": "线索，不构成责任认定"},
    "en": {
        "title": "Neighbourhood of {name}, {depth} steps, {day}", "shown": "{shown} of {total} nodes shown", "cut": "Nodes beyond the limit are not drawn: {shown} of {total} shown.",
        "role": "Graph of relations; the table says the same. Drag, zoom, click a node to open it.", "nodes": "Nodes", "edges": "Relations", "name": "name", "kind": "kind", "ring": "steps",
        "state": "state",
        "from": "from", "to": "to", "how": "relation", "since": "since", "until": "until", "basis": "basis", "id": "id", "key": "Key", "lead": "a lead, not a verdict"},
}
_DRAW = """(function () {
  var data = __DATA__;
  var box = document.getElementById("graph"), still = document.getElementById("still");
  var net = new vis.Network(box, {nodes: data.nodes, edges: data.edges}, {
    physics: false, layout: {improvedLayout: false},
    nodes: {margin: 6, font: {face: "Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"}},
    edges: {arrows: {to: {enabled: true, scaleFactor: 0.5}}},
    interaction: {hover: true, tooltipDelay: 120, keyboard: {enabled: true, bindToWindow: false}}});
  var canvas = box.querySelector("canvas"), later = 0;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", data.label);
  function keep() { clearTimeout(later); later = setTimeout(function () { still.src = canvas.toDataURL("image/png"); }, 300); }
  net.once("afterDrawing", keep);
  net.on("dragEnd", keep);
  net.on("zoom", keep);
  net.on("click", function (what) {
    if (what.nodes.length !== 1) { return; }
    var node = data.ids[what.nodes[0]];
    if (window.parent !== window) { window.parent.postMessage({dutygraph: "open", node: node}, "*"); return; }
    var row = document.getElementById("n" + what.nodes[0]);
    if (row) { row.scrollIntoView({block: "center"}); row.focus(); }
  });
  document.documentElement.setAttribute("data-drawn", String(data.nodes.length));
})();"""
_CSS = (
    "html,body{margin:0;height:100%}body{font:14px/1.5 'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',system-ui,sans-serif;color:#16202b;background:#fff}"
    "#graph{width:100%;height:100%;min-height:320px;outline-offset:-2px}#still{display:none;max-width:100%}"
    "div.vis-tooltip{position:absolute;visibility:hidden;padding:6px 8px;white-space:pre-line;max-width:340px;"
    "background:#fff;color:#16202b;border:1px solid #c3cad2;border-radius:3px;pointer-events:none;z-index:5}"
    ".vis-network:focus{outline:2px solid #0b5c8a}"
    "@media print{#graph{display:none}#still{display:block}}")
_FILE_CSS = (
    "body{height:auto}main{max-width:1320px;margin:0 auto;padding:16px 24px}h1{font-size:22px;margin:8px 0}.mark{border:1px solid #8a5a00;color:#8a5a00;padding:0 6px;border-radius:3px}"
    "#graph{height:72vh;border:1px solid #d9dee4}"
    "table{border-collapse:collapse;width:100%;margin:12px 0 28px}"
    "th,td{text-align:left;padding:4px 10px;border-bottom:1px solid #eceff2;vertical-align:top}"
    "thead th{font-size:12px;color:#4a5866;border-bottom:1px solid #16202b}tr:focus{outline:2px solid #0b5c8a}"
    ".key{font-size:12px;color:#4a5866}footer{color:#4a5866;font-size:12px;border-top:1px solid #d9dee4;padding-top:8px}")


def neighbourhood_page(near: Mapping[str, Any], lang: str, nonce: str, script_src: str | None = None) -> str:
    """The graph alone, to stand in a frame with ``sandbox="allow-scripts"``.

    It is answered with the headers of `frame_policy`. A click sends ``{dutygraph: "open", node: id}`` to the page around it, which opens the link that it has for that node.
    ``script_src`` is where vis-network is served; without it, it is written into the page.
    """
    said, label = _said(near, lang), escape(nonce)
    vis = f'<script nonce="{label}" src="{escape(script_src)}"></script>' if script_src else f'<script nonce="{label}">{vis_text()}</script>'
    return (
        f'<!doctype html>\n<html lang="{_tag(lang)}"><head><meta charset="utf-8"><title>{escape(said["title"])}</title><style nonce="{label}">{_CSS}</style></head>'
        f'<body><div id="graph" role="application" tabindex="0" aria-label="{escape(said["label"])}"></div><img id="still" alt="{escape(said["label"])}">'
        f'{vis}<script nonce="{label}">{_script(near, lang, said["label"])}</script></body></html>\n')


def frame_policy(nonce: str, ancestors: str = "'self'") -> str:
    """The Content-Security-Policy of the framed page: only its own scripts run, nothing is fetched, its origin is nobody's."""
    return (f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src data:; base-uri 'none'; form-action 'none'; "
            f"frame-ancestors {ancestors}; sandbox allow-scripts")


def neighbourhood_file(near: Mapping[str, Any], lang: str = "zh") -> str:
    """One HTML file that needs nothing else and asks nobody: the graph, and the same nodes and relations as tables."""
    said, words = _said(near, lang), _SAID[tongue(lang)]
    draw, css = _script(near, lang, said["label"]), _CSS + _FILE_CSS
    policy = f"default-src 'none'; script-src {_hash(vis_text())} {_hash(draw)}; style-src {_hash(css)}; img-src data:; base-uri 'none'; form-action 'none'"
    meta = near["meta"]
    mark = f'<p><span class="mark">{escape(WORDS[tongue(lang)]["synthetic"])}</span></p>' if meta["completeness"].get("synthetic") else ""
    count = words["cut" if near["cut"] else "shown"].format(shown=near["shown"], total=near["total"])
    notes = "".join(f"<p>{escape(visible(note[tongue(lang)]))}</p>" for note in near.get("notes", ()))
    return (
        f'<!doctype html>\n<html lang="{_tag(lang)}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(said["title"])}</title><style>{css}</style></head>'
        f'<body><main><h1>{escape(said["title"])}</h1>{mark}<p>{escape(count)}</p>{notes}{key(lang)}'
        f'<div id="graph" role="application" tabindex="0" aria-label="{escape(said["label"])}"></div>'
        f'<img id="still" alt="{escape(said["label"])}">{tables(near, lang)}'
        f'<footer>{escape(words["lead"])} · {escape(meta["as_of"])} · {escape(str(meta["data_version"]))} · dutygraph</footer></main>'
        f'<script>{vis_text()}</script><script>{draw}</script></body></html>\n')


def key(lang: str) -> str:
    """What the letters in the labels mean."""
    at = 1 if tongue(lang) == "zh" else 2
    words = "、" if at == 1 else ", "
    said = words.join(f"{signs[at]} = {KINDS[kind].zh if at == 1 else KINDS[kind].en}" for kind, signs in SHAPES.items())
    return f'<p class="key">{escape(_SAID[tongue(lang)]["key"])}: {escape(said)}</p>'


def tables(near: Mapping[str, Any], lang: str) -> str:
    """Nodes and relations as two tables, row for row what the graph shows."""
    words, tag = _SAID[tongue(lang)], tongue(lang)
    names = {node["id"]: visible(str(node["name"] or node["id"])) for node in near["nodes"]}

    def rows(heads: tuple[str, ...], body: list[tuple[tuple[Any, ...], str]]) -> str:
        head = "".join(f'<th scope="col">{escape(words[each])}</th>' for each in heads)
        lines = "".join(f"<tr{marks}>{''.join(f'<td>{escape(visible(str(each or str())))}</td>' for each in cells)}</tr>" for cells, marks in body)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"
    nodes = [((names[node["id"]], getattr(KINDS.get(node["kind"]), tag, node["kind"]), str(node["ring"]), node["state"][tag] if node.get("state") else "",
               node["id"]), f' id="n{at}" tabindex="-1"') for at, node in enumerate(near["nodes"])]
    edges = [((names.get(edge["source"], edge["source"]), edge[tag], names.get(edge["target"], edge["target"]), edge.get("since"), edge.get("until"),
               cited(edge["cite"], tag) if edge.get("cite") else ""), "") for edge in near["edges"]]
    return (f"<h2>{escape(words['nodes'])}</h2>{rows(('name', 'kind', 'ring', 'state', 'id'), nodes)}"
            f"<h2>{escape(words['edges'])}</h2>{rows(('from', 'how', 'to', 'since', 'until', 'basis'), edges)}")


def _said(near: Mapping[str, Any], lang: str) -> dict[str, str]:
    words = _SAID[tongue(lang)]
    title = words["title"].format(name=visible(str(near["centre"]["name"]))[:120], depth=near["depth"], day=near["meta"]["as_of"])
    return {"title": title, "label": f"{title}. {words['shown'].format(shown=near['shown'], total=near['total'])}. {words['role']}"}


def _script(near: Mapping[str, Any], lang: str, label: str) -> str:
    """The drawing with its data, in which no text can end the script or begin another."""
    graph = graph_of(near, tongue(lang))
    data = json.dumps({"nodes": graph.nodes, "edges": graph.edges, "ids": graph.ids, "label": label}, ensure_ascii=True)
    return _DRAW.replace("__DATA__", data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _tag(lang: str) -> str:
    return "zh-CN" if tongue(lang) == "zh" else "en"
