"""Everything that can be wrong with a row, a cell or a sheet: each with a sentence and advice, zh and en."""

from __future__ import annotations

from dataclasses import dataclass

from ..facts import Place, Problem

_SAYS: dict[str, tuple[str, str, str, str]] = {
    "required": ("“{column}”不能为空", "{column!r} must not be empty", "请补填。", "Fill it in."),
    "no-key": ("无法确定该行是谁：{column} 均为空", "nothing identifies this row: {column} are all empty", "请补填其中之一。", "Fill in one of them."),
    "number-too-long": (
        "超过15位的数字已被Excel破坏（末位变为0）", "Excel has destroyed the last digits of a number of more than 15 digits",
        "请将该列设为“文本”格式后从原件重新录入。", "Format the column as text and enter it again from the original."),
    "scientific": (
        "科学计数法：原号码已丢失", "written as a power of ten: the original number is lost",
        "请将该列设为“文本”格式后从原件重新录入。", "Format the column as text and enter it again from the original."),
    "excel-error": ("单元格是Excel错误值", "the cell is an Excel error", "请改正公式或填入数值。", "Mend the formula or enter the value."),
    "credit-form": (
        "不是统一社会信用代码（18位，不含I O S V Z）", "not a unified social credit code (18 characters, no I O S V Z)",
        "请核对执照；不要猜改。", "Check it against the licence; it is not guessed."),
    "credit-check": (
        "统一社会信用代码校验位不符", "the check digit of the credit code is wrong",
        "请核对执照；可能有一位录错。", "Check it against the licence: a character is mistyped."),
    "credit-inner": (
        "主体标识码（第17位）校验不符，仍予录入", "the inner check character (position 17) is wrong; loaded all the same",
        "请核对执照。", "Check it against the licence."),
    "old-code": (
        "旧号码（15位注册号或9位组织机构代码），按无信用代码处理", "an older number (15-digit registration or 9-digit organisation code); taken as no credit code",
        "请补填18位代码。", "Fill in the 18-character code."),
    "placeholder-code": ("占位代码，按无信用代码处理", "a placeholder; taken as no credit code", "请补填18位代码。", "Fill in the 18-character code."),
    "sentinel": ("占位日期，按不详处理", "a placeholder date; taken as unknown", "不详时请留空。", "Leave it empty where it is unknown."),
    "ambiguous-month": (
        "数字日期可能是1月或10月，只取年份", "typed as a number it may be January or October; only the year is kept",
        "请写作“2014年1月”或“2014年10月”。", "Write 2014-01 or 2014-10."),
    "no-year": ("日期没有年份", "the date has no year", "请补上年份。", "Add the year."),
    "not-a-date": ("不是日期", "not a date", "请写作 2014-04-25、2014年4月 或 2014。", "Write 2014-04-25, 2014-04 or 2014."),
    "not-a-number": ("不是数字", "not a number", "请只填数字。", "Enter digits only."),
    "not-whole": ("不是整数", "not a whole number", "请填整数。", "Enter a whole number."),
    "approximate": ("约数，按所写数字录入", "an approximate number; taken as written", "如有准确数请改填。", "Enter the exact number where it is known."),
    "not-a-flag": ("不是“是/否”", "neither yes nor no", "请填：{choices}", "Use one of: {choices}"),
    "not-a-choice": ("不在可选值之内", "not one of the values that are understood", "请填：{choices}", "Use one of: {choices}"),
    "unknown-word": ("未识别的用语，按空白处理", "a word that is not understood; taken as empty", "请填：{choices}", "Use one of: {choices}"),
    "not-in-table": (
        "对照表“{column}”中没有此值", "table {column!r} has no entry for it",
        "请改正，或在映射的对照表中补充。", "Correct it, or add it to the table of the mapping."),
    "hidden-characters": ("含不可见字符，已去除", "invisible characters were taken out", "", ""),
    "not-allowed": ("不是字段“{column}”允许的值", "no value that the field {column!r} may have", "可用：{choices}", "Allowed: {choices}"),
    "missing-field": ("事实“{column}”缺少必需的内容", "{column} cannot be left empty", "请补填相应的列。", "Fill in the columns that it is made from."),
    "reversed": ("止期早于起期", "the end is before the start", "请核对两个日期。", "Check both dates."),
    "empty-period": ("起止为同一天，期间为空", "start and end are the same day, so it never held", "请核对两个日期。", "Check both dates."),
    "contradiction": ("与 {column} 说的是同一件事而内容不同", "says the same thing as {column} with other content", "只保留正确的一行。", "Keep the row that is right."),
    "contradicts-itself": ("本行对同一件事说了两种内容", "this row says one thing in two ways", "请拆成两行或改正。", "Split or correct it."),
    "no-fact": ("该行没有可录入的内容", "the row says nothing that is loaded", "", ""),
    "incomplete-delivery": (
        "来源“{column}”声明为完整清单，但有行被退回；本次不据此终止任何事实",
        "source {column!r} is declared complete but rows were rejected; nothing is ended because of it this time",
        "改正退回的行后重新导入。", "Correct the rejected rows and load again."),
    "idle-source": ("sources.yaml 中的文件名未匹配任何表", "a file pattern of sources.yaml fits no table", "请核对文件名。", "Check the name."),
    "hidden-sheet": ("隐藏的工作表，未导入", "a hidden sheet; not loaded", "如需导入请取消隐藏。", "Unhide it to load it."),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell or row. A fatal fault rejects the row; any other becomes a problem beside it."""

    code: str
    zh: str
    en: str
    advice_zh: str = ""
    advice_en: str = ""
    column: str = ""
    value: str = ""

    def at(self, place: Place) -> Problem:
        """The fault as a problem of the data, with its place."""
        return Problem(self.code, self.zh, self.en, place, self.column, self.value, self.advice_zh, self.advice_en)


def fault(code: str, *, column: str = "", value: object = "", choices: str = "", choices_en: str = "") -> Fault:
    """The fault of that code; ``column`` is the heading as it stands in the sheet."""
    zh, advice_zh = (each.format(column=column, choices=choices) for each in _SAYS[code][::2])
    en, advice_en = (each.format(column=column, choices=choices_en or choices) for each in _SAYS[code][1::2])
    return Fault(code, zh, en, advice_zh, advice_en, column, str(value)[:200])
