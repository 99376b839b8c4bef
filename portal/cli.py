"""The command line: `mingcha` and its commands, errors as one line on standard error, exit codes."""

import sys
from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from index.errors import ExportError, FilterError, LibraryError
from portal.commands.asking import ask, search
from portal.commands.exporting import export
from portal.commands.keeping import portal, rebuild, remove, status
from portal.commands.misuse import misuse
from portal.commands.options import FAILED, WRONG_USE, WrongUse, complain
from portal.commands.reading import check, ingest

INTERRUPTED = 130
COMMANDS: dict[Callable[..., int], str] = {
    ingest: "读入报告，存进资料库；已有的文件不会重复，读不了的逐个说明原因",
    check: "只读不存：是哪份报告、核查提示、读到了什么；有资料库时一并与上年比对",
    search: "在报告的文字里搜索，不少于逐字查找",
    ask: "用一句话提问；数字都由格算出，附上依据和看过的报告数",
    export: "导出报告、格、核查提示或段落",
    portal: "打开网页门户",
    status: "资料库里有多少报告、占多大、是哪一版次",
    remove: "从资料库移除报告，连同它的各个版本和原件",
    rebuild: "由目录库重建索引；报告和原件不变",
}

app = typer.Typer(
    help="明察：把政府信息公开工作年度报告读进资料库，搜索、提问、核对、导出。",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def _options(
    ctx: typer.Context,
    library: Annotated[
        str, typer.Option("--library", metavar="DIR", envvar="MINGCHA_LIBRARY", help="资料库的位置")
    ] = "library",
) -> None:
    ctx.obj = library
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


for command, purpose in COMMANDS.items():
    # -词 of a search must reach the command; what begins with two dashes and is no option is refused there.
    app.command(help=purpose, context_settings={"ignore_unknown_options": command is search})(command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code: 2 wrong use, 1 something refused or failed, 0 otherwise."""
    try:
        code = app(arguments, prog_name="mingcha", standalone_mode=False)
    except typer.TyperException as error:
        given = sys.argv[1:] if arguments is None else arguments
        complain(misuse(error.format_message(), given, [command.__name__ for command in COMMANDS]))
        return WRONG_USE
    except (WrongUse, FilterError) as error:
        complain(str(error))
        return WRONG_USE
    except (LibraryError, ExportError) as error:
        complain(str(error))
        return FAILED
    except OSError as error:
        complain(f"{error.filename or '系统'}：{error.strerror or error}；请检查路径、权限和磁盘空间")
        return FAILED
    except typer.Abort:
        complain("没有得到回答，什么也没有做；不想被询问请加 --yes")
        return FAILED
    if code == INTERRUPTED:
        complain("已中断；提交过的都已保存，再运行同一命令就接着做")
    return int(code or 0)


def main() -> None:
    """The entry point of `mingcha`."""
    sys.exit(run())
