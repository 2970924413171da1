"""``dutygraph serve``: the pages and the API of one county, until Ctrl-C."""

from __future__ import annotations

import contextlib
import ipaddress
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import DutygraphError, UsageError
from .options import PATH, opened, settings, store_options

if TYPE_CHECKING:
    from ..api.access.policy import Policy
    from ..settings import Settings
    from ..workbench import County

PORT = 8765
HERE = "127.0.0.1"
"""The address that only this machine reaches."""


class ServeError(DutygraphError):
    """The service cannot start (无法启动服务)."""


@click.command()
@click.option("--host", default=HERE, show_default=True, help="Address to listen on 监听地址; any but this machine's own needs keys.")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), help="Port 端口; 0 takes a free one.")
@click.option("--open", "browse", is_flag=True, help="Open a browser 打开浏览器.")
@click.option("--keys", "keys_file", type=PATH, default=None, help="File of keys 密钥文件; else DUTYGRAPH_KEYS, else keys.json in your data directory.")
@click.option("--audit", "audit_file", type=PATH, default=None, help="Audit log 审计日志; else DUTYGRAPH_AUDIT, else audit.jsonl in your data directory.")
@click.option("--proxy-user-header", default=None, metavar="NAME", help="Header in which a trusted proxy names the user 代理传递用户名的请求头.")
@click.option("--trusted-proxy", "proxies", multiple=True, metavar="ADDRESS", help="Address of a proxy that is believed 可信代理地址; may be given several times.")
@store_options
def serve(host: str, port: int, browse: bool, keys_file: str | None, audit_file: str | None, proxy_user_header: str | None, proxies: tuple[str, ...], **store: Any) -> int:
    """Serve the pages and the API; on 127.0.0.1 for you alone, elsewhere with keys. 启动网页与接口服务."""
    chosen = settings(**store)
    _resolved(host, port)
    policy = _policy(host, keys_file, audit_file, proxy_user_header, proxies)
    listening = listen(host, port)
    with contextlib.closing(listening), opened(chosen) as county:
        run(county, chosen, policy, listening, browse=browse)
    return 0


def run(county: County, chosen: Settings, policy: Policy, listening: socket.socket, *, browse: bool = False, said: Callable[[str], None] = click.echo) -> None:
    """Serve until Ctrl-C; the address is the last line said."""
    import uvicorn

    from ..api import create_app

    app = create_app(county, chosen, policy=policy)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, proxy_headers=False, server_header=False, date_header=True, timeout_keep_alive=15, timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=32_768, lifespan="on")
    url = _url(listening)
    said({"zh": "按 Ctrl-C 结束。", "en": "Ctrl-C ends it."}[chosen.lang])
    said(url)
    if browse:
        import webbrowser

        webbrowser.open(url)
    uvicorn.Server(config).run(sockets=[listening])


def _policy(host: str, keys_file: str | None, audit_file: str | None, header: str | None, proxies: tuple[str, ...]) -> Policy:
    from ..api.access.audit import audit_path
    from ..api.access.keys import Keys
    from ..api.access.policy import Policy, keys_path, loopback

    keys = Path(keys_file or os.environ.get("DUTYGRAPH_KEYS") or keys_path())
    audit = Path(audit_file or os.environ.get("DUTYGRAPH_AUDIT") or audit_path())
    if bool(header) != bool(proxies):
        raise UsageError("--proxy-user-header and --trusted-proxy belong together.", advice="Give both, or neither.")
    for each in proxies:
        try:
            ipaddress.ip_address(each)
        except ValueError:
            raise UsageError(f"--trusted-proxy {each!r} is no address.", advice="Give it as numbers, for example 10.0.0.5.") from None
    if not loopback(host) and not header and not any(each.active for each in Keys(keys).all()):
        raise ServeError(f"on {host} the service is open to others and wants keys, and {keys} has none.",
                         advice="Make one with `dutygraph keys add NAME --scope auditor`, or leave --host out to serve this machine alone.")
    return Policy(host, keys, audit, (header or "").lower(), proxies)


def listen(host: str, port: int) -> socket.socket:
    """The bound socket: a port that is taken is said before any data are opened."""
    family, address = _resolved(host, port)
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(128)
    except OSError as cause:
        listening.close()
        raise ServeError(f"cannot listen on {host} port {port} ({cause.strerror}).", advice="Another service may hold it: choose one with --port, or --port 0 for a free one.") from None
    return listening


def _resolved(host: str, port: int) -> tuple[socket.AddressFamily, Any]:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except (OSError, UnicodeError) as cause:
        raise UsageError(f"--host {host!r} is no address of this machine ({getattr(cause, 'strerror', None) or cause}).", advice="Try 127.0.0.1.") from None
    return family, address


def _url(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    named = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host  # noqa: S104 - compared, not bound
    return f"http://{named}:{port}/"
