"""Commands about who may use the service: keys add, list, revoke."""

from __future__ import annotations

import os
from typing import Any

import click

from .options import PATH, settings

SCOPES = ("reader", "auditor", "loader", "admin")
_FILE = click.option("--keys", "file", type=PATH, default=None, help="File of keys 密钥文件; else DUTYGRAPH_KEYS, else keys.json in your data directory.")
_LANG = click.option("--lang", type=click.Choice(["zh", "en"]), default=None, help="Language of what you read 语言; else DUTYGRAPH_LANG, else the locale.")


@click.group()
def keys() -> None:
    """Keys of the service: who may read, see full names, load, or do all. 服务密钥."""


@keys.command("add")
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(SCOPES), default=("reader",), show_default=True,
              help="What it is for 权限; may be given several times. reader: names masked 隐去姓名; auditor: full names 全名; loader: brings sheets in 导入; admin: all 全部.")
@click.option("--user", is_flag=True, help="No key: a user whom a trusted proxy names 由代理登录的用户.")
@_FILE
@_LANG
def add(name: str, scopes: tuple[str, ...], user: bool, file: str | None, lang: str | None) -> int:
    """Make a key for a person or program; it is printed once and kept nowhere. 添加密钥，只显示一次."""
    key, token = _keys(file).add(name, scopes, user=user)
    chinese = settings(None, None, lang).lang == "zh"
    told = f"{key.id} {key.name}: {', '.join(key.scopes)}"
    if not user:
        told += "。密钥只显示这一次，请妥善保管" if chinese else ". The key is shown this once; keep it safe"
    click.echo(told, err=True)
    if token:
        click.echo(token)
    return 0


@keys.command("list")
@_FILE
def listed(file: str | None) -> int:
    """List keys, also revoked ones; never the keys themselves. 列出密钥."""
    for each in _keys(file).all():
        ended = f"  revoked 已撤销 {each.revoked}" if each.revoked else ""
        click.echo(f"{each.id:5} {each.name}  {', '.join(each.scopes)}  {'user' if not each.hash else 'key'}  {each.created}{ended}")
    return 0


@keys.command("revoke")
@click.argument("name")
@_FILE
@_LANG
def revoke(name: str, file: str | None, lang: str | None) -> int:
    """End a key, by its id or name: at once, also for those who signed in with it. 撤销密钥."""
    ended = _keys(file).revoke(name)
    click.echo({"zh": f"已撤销 {ended.id} {ended.name}", "en": f"revoked {ended.id} {ended.name}"}[settings(None, None, lang).lang])
    return 0


def _keys(file: str | None) -> Any:
    from pathlib import Path

    from ..api.access.keys import Keys
    from ..api.access.policy import keys_path

    chosen = file or os.environ.get("DUTYGRAPH_KEYS")
    return Keys(Path(chosen) if chosen else keys_path())
