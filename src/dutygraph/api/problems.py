"""Problems: every refusal and fault as problem+json (RFC 9457) with a stable code, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..errors import DutygraphError, MappingError, NotFound, RulesError, SourceError, StoreBusy, StoreError, UsageError


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: its stable code, HTTP status, and title and advice in both languages."""

    code: str
    status: int
    zh: str
    en: str
    advice_zh: str = ""
    advice_en: str = ""


KINDS: dict[str, Kind] = {each.code: each for each in (
    Kind("invalid", 422, "问题的参数有误", "parameters of the question are wrong", "请按 errors 逐项改正", "correct each of the errors"),
    Kind("usage", 422, "问题本身有误", "the question itself is wrong"),
    Kind("not-found", 404, "查无此项", "nothing of that name is known"),
    Kind("no-page", 404, "没有这个地址", "there is no such address", "接口清单见 /api/docs", "/api/docs lists the addresses of the API"),
    Kind("method", 405, "该地址不接受这种请求", "the address does not take this method"),
    Kind("no-key", 401, "需要密钥或登录", "a key or a sign-in is needed", "请登录，或在 Authorization 头中给出 Bearer 密钥", "sign in, or give a key as Authorization: Bearer KEY"),
    Kind("bad-key", 401, "密钥无效或已撤销", "the key is not known or was revoked", "请向管理员索取新密钥（dutygraph keys add）", "ask for a new one (dutygraph keys add)"),
    Kind("scope", 403, "权限不足", "the key does not have this scope", "需要权限 {scope}，现有 {held}", "it needs {scope} and has {held}"),
    Kind("forwarded", 403, "本机模式不接受代理转发的请求", "the local mode takes no forwarded request", "在代理之后运行须先添加密钥：dutygraph keys add",
         "behind a proxy the service wants keys: dutygraph keys add"),
    Kind("host", 403, "本机模式只接受本机地址", "the local mode takes only a local Host", "请用 http://127.0.0.1 访问", "open it as http://127.0.0.1"),
    Kind("origin", 403, "请求来自其他网站", "the request comes from another site", "请在本系统的页面中操作", "use the pages of this service"),
    Kind("csrf", 403, "表单已过期", "the form is stale or not ours", "请重新打开页面再提交", "open the page again and send it once more"),
    Kind("too-long", 414, "地址过长", "the address is too long"),
    Kind("too-large", 413, "提交的内容过大", "the body is too large", "上限 {limit}", "at most {limit}"),
    Kind("busy", 503, "服务繁忙", "too many heavy requests at once", "请稍后再试", "try again in a moment"),
    Kind("slow", 503, "计算超时", "the answer took too long", "请缩小范围或稍后再试", "ask for less, or try again later"),
    Kind("not-ready", 503, "正在打开数据", "the data are still being opened", "请稍后再试", "try again in a moment"),
    Kind("audit", 503, "审计日志无法写入，不显示姓名，也不改动数据", "the audit log cannot be written, so no names are shown and nothing is changed",
         "请管理员检查日志文件", "have the log file checked"),
    Kind("store", 503, "数据存储不可用", "the store cannot be used"),
    Kind("keys", 503, "密钥文件无法读取", "the file of keys cannot be read", "请管理员检查", "have the administrator look at it"),
    Kind("source", 422, "表格无法导入", "the sheets cannot be loaded"),
    Kind("fault", 500, "程序出错", "a fault of the program itself", "请把 request_id 告诉管理员", "report the request_id"),
)}
"""All problems by code: documented in docs/api.md, which a test compares."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong parameter: where, which, and what is wrong with it."""

    name: str
    where: str
    detail: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong with one request; pages and API say the same."""

    kind: Kind
    detail: str = ""
    advice_zh: str = ""
    advice_en: str = ""
    errors: tuple[Fault, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    request_id: str = ""

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def status(self) -> int:
        return self.kind.status

    def title(self, lang: str) -> str:
        """What kind of problem it is."""
        return self.kind.zh if lang == "zh" else self.kind.en

    def advice(self, lang: str) -> str:
        """What to do next."""
        return self.advice_zh if lang == "zh" else self.advice_en

    def as_dict(self, lang: str) -> dict[str, Any]:
        """The JSON shape (application/problem+json)."""
        said: dict[str, Any] = {"type": f"urn:dutygraph:problem:{self.code}", "title": self.title(lang), "status": self.status, "code": self.code}
        said |= {"detail": self.detail} if self.detail else {}
        said |= {"advice": self.advice(lang)} if self.advice(lang) else {}
        said |= {"errors": [{"name": each.name, "in": each.where, "detail": each.detail, "value": each.value} for each in self.errors]} if self.errors else {}
        return said | {"request_id": self.request_id}


class Refused(Exception):
    """A request that is not answered, with the problem that says why."""

    def __init__(self, code: str, detail: str = "", *, errors: tuple[Fault, ...] = (), headers: dict[str, str] | None = None, **gaps: str) -> None:
        kind = KINDS[code]
        super().__init__(code)
        self.problem = Problem(kind, detail, kind.advice_zh.format(**gaps) if gaps else kind.advice_zh, kind.advice_en.format(**gaps) if gaps else kind.advice_en,
                               errors, {**({"WWW-Authenticate": 'Bearer realm="dutygraph"'} if kind.status == 401 else {}),
                                        **({"Retry-After": "2"} if kind.status == 503 else {}), **(headers or {})})


_CODES: tuple[tuple[type[DutygraphError], str], ...] = (
    (NotFound, "not-found"), (UsageError, "usage"), (SourceError, "source"), (MappingError, "source"), (StoreBusy, "busy"), (StoreError, "store"), (RulesError, "store"))


def refused(error: DutygraphError) -> Refused:
    """The problem that one of our own errors is to the one who asked."""
    code = next((code for kind, code in _CODES if isinstance(error, kind)), "fault")
    found = Refused(code, f"{error.where}: {error.message}" if error.where else error.message)
    advice = error.advice
    found.problem = Problem(found.problem.kind, found.problem.detail, advice or found.problem.advice_zh, advice or found.problem.advice_en, (), found.problem.headers)
    return found
