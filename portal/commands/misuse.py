"""What is wrong with a command line, in Chinese: what typer found there, and what to write instead."""

import re
from collections.abc import Sequence

# What typer says, and what we say instead; `near` and `choices` are what it offers, `bound` a limit.
_FOUND: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), message)
    for pattern, message in (
        (r"No such command '(?P<what>[^']*)'\.(?: Did you mean (?P<near>.*)\?)?", "没有 {what} 这个命令"),
        (r"No such option: (?P<what>\S+)(?: .*: (?P<near>[^)]*)\))?", "没有 {what} 这个选项"),
        (r"Missing command", "没有写命令"),
        (r"Missing \w+ '(?P<what>[^']*)'\.(?: Choose from:(?P<choices>.*))?", "没有写 {what}"),
        (r"Option '(?P<what>[^']*)' requires", "{what} 后面没有写值"),
        (r"Option '(?P<what>[^']*)' does not take a value", "{what} 后面不能写值"),
        (r"Got unexpected extra argument\(s\) \((?P<what>.*)\)", "多出了“{what}”；含空格的要加引号"),
        (r"Invalid value for '(?P<what>[^']*)'.* is not one of (?P<choices>.*)\.", "{what} 没有“{value}”这个值"),
        (r"Invalid value for '(?P<what>[^']*)'.*valid integer", "{what} 的“{value}”不是整数"),
        (r"Invalid value for '(?P<what>[^']*)'.*greater than or equal to (?P<bound>\d+)", "{what} 不能小于 {bound}"),
        (r"Invalid value for '(?P<what>[^']*)'.*less than or equal to (?P<bound>\d+)", "{what} 不能大于 {bound}"),
        (r"Invalid value for '(?P<what>[^']*)'", "{what} 的值“{value}”不合要求"),
    )
)


def misuse(message: str, arguments: Sequence[str], commands: Sequence[str]) -> str:
    """One line for a message of typer: which command, what was found there, what to do."""
    command = next((argument for argument in arguments if argument in commands), "")
    called = " ".join(["mingcha", *([command] if command else [])])
    for pattern, said in _FOUND:
        if found := pattern.match(message):
            parts = {name: text.strip() for name, text in found.groupdict().items() if text}
            words = said.format(**parts, value=_given(parts.get("what", ""), arguments, command))
            return f"{called}：{words}；{_instead(parts)}用法见 {called} --help"
    return f"{called}：这样写看不懂；用法见 {called} --help"


def _instead(parts: dict[str, str]) -> str:
    near = parts.get("near", "").replace("'", "")
    choices = "、".join(re.findall(r"[\w-]+", parts.get("choices", "")))
    return (f"最接近的是 {near}；" if near else "") + (f"可以写 {choices}；" if choices else "")


def _given(what: str, arguments: Sequence[str], command: str) -> str:
    """The value that an option was given, or the first argument of the command."""
    for place, argument in enumerate(arguments):
        if argument == (what if what.startswith("-") else command):
            return "".join(arguments[place + 1 : place + 2])
        if argument.startswith(f"{what}="):
            return argument.partition("=")[2]
    return ""
