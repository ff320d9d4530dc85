"""What the package offers when it is imported.

A line for each public name and signature, as the surface has it, without the words for side and openness. Names,
fields and what is required come from the imported modules, signatures from the sources in which they stand.
"""

import ast
import enum
import importlib
import inspect
from types import ModuleType
from typing import Any

from pydantic import BaseModel

LATER = ["operations", "", "webhooks", "checks", "rulings", "context", "errors", "issues", "terms", "upgrade"]


def module_of(name: str) -> ModuleType:
    """The module of that name below the package."""
    return importlib.import_module(f"fin_sdk.{name}" if name else "fin_sdk")


def tree_of(module: ModuleType) -> ast.Module:
    """The syntax of a module."""
    return ast.parse(inspect.getsource(module))


def offered(module: ModuleType) -> list[str]:
    """The names of a module that are meant for others."""
    listed = getattr(module, "__all__", None)
    return sorted(listed) if listed is not None else sorted(defined(module))


def defined(module: ModuleType) -> dict[str, ast.stmt]:
    """The statements that define the public names of a module, those for type checkers among them."""
    found: dict[str, ast.stmt] = {}
    for statement in tree_of(module).body:
        inner = statement.body if isinstance(statement, ast.If) else [statement]
        for one in inner:
            match one:
                case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                    found[name] = one
                case ast.AnnAssign(target=ast.Name(id=name)):
                    found[name] = one
    return {name: one for name, one in found.items() if not name.startswith("_")}


def origin(module: ModuleType, name: str) -> tuple[str, str]:
    """The module that defines a name, and the name there."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("fin_sdk"):
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    home = importlib.import_module(node.module)
                    if isinstance(getattr(home, alias.name), ModuleType):
                        return node.module, alias.name
                    if name in defined(home) or not hasattr(home, alias.name):
                        return node.module, alias.name
                    return (
                        (node.module, alias.name) if alias.name in defined(home) else origin(home, alias.name)
                    )
    return module.__name__, name


homes: dict[tuple[str, str], str] = {}
lines: list[str] = []
found: list[tuple[str, str, str]] = []


def visit(prefix: str, module: ModuleType) -> None:
    """Take note of what a module offers."""
    for name in offered(module):
        path = f"{prefix}.{name}" if prefix else name
        value = getattr(module, name)
        if isinstance(value, ModuleType):
            lines.append(f"module {path}")
            if prefix:
                visit(path, value)
            continue
        key = origin(module, name)
        if key in homes:
            lines.append(f"reexport {path} = {homes[key]}")
        else:
            homes[key] = path
            found.append((path, *key))


root = module_of("")
modules = [name for name in root.__all__ if isinstance(getattr(root, name), ModuleType)]
versions = [name for name in modules if name not in [*LATER, "shared"]]
for entry in ["shared", *versions, *LATER]:
    visit(entry, module_of(entry))
for base in ("Model", "Request", "Answer"):
    homes["fin_sdk._model", base] = base
    found.append((f"_model.{base}", "fin_sdk._model", base))


class Named(ast.NodeTransformer):
    """Names by their homes."""

    def __init__(self, module: ModuleType) -> None:
        self.module = module

    def visit_Name(self, node: ast.Name) -> ast.Name:  # noqa: N802
        """A name."""
        home = homes.get(origin(self.module, node.id))
        return ast.Name(id=home or node.id)


def text(module: ModuleType, node: ast.AST) -> str:
    """The text of a node."""
    named = Named(module).visit(ast.parse(ast.unparse(node), mode="eval").body)
    return ast.unparse(named).replace("'", '"')


def call(module: ModuleType, node: ast.FunctionDef) -> str:
    """The arguments and the result of a function."""
    arguments = node.args
    parts = []
    plain = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [None] * (len(plain) - len(arguments.defaults)) + list(
        arguments.defaults
    )
    for argument, default in zip(plain, defaults, strict=True):
        parts.append(one(module, argument, default))
    if arguments.kwonlyargs:
        parts.append("*")
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        parts.append(one(module, argument, default))
    if arguments.kwarg:
        parts.append("**" + one(module, arguments.kwarg, None))
    result = f" -> {text(module, node.returns)}" if node.returns else ""
    return f"({', '.join(parts)}){result}"


def one(module: ModuleType, argument: ast.arg, default: ast.expr | None) -> str:
    """An argument."""
    said = argument.arg + (f": {text(module, argument.annotation)}" if argument.annotation else "")
    return said if default is None else f"{said} = {text(module, default)}"


def members(path: str, module: ModuleType, node: ast.ClassDef, value: type[Any]) -> None:
    """What is in a class."""
    for statement in node.body:
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name)) if not name.startswith("_"):
                annotation = ast.unparse(statement.annotation)
                if annotation == "Final" and statement.value is not None:
                    lines.append(f"const {path}.{name} = {text(module, statement.value)}")
                elif not annotation.startswith("ClassVar"):
                    lines.append(
                        f"field {path}.{name}: {text(module, statement.annotation)}{end(statement, value)}"
                    )
            case ast.Assign(targets=[ast.Name(id=name)]) if issubclass(value, enum.Enum):
                assert name in value.__members__
                lines.append(f"member {path}.{name} = {text(module, statement.value)}")
            case ast.FunctionDef(name=name) if name == "__init__" or not name.startswith("_"):
                is_property = any(ast.unparse(one) == "property" for one in statement.decorator_list)
                if is_property and statement.returns:
                    lines.append(f"method {path}.{name}: {text(module, statement.returns)}")
                else:
                    lines.append(f"method {path}.{name}{call(module, statement)}")


def end(statement: ast.AnnAssign, value: type[Any]) -> str:
    """How a field that may be left out ends."""
    name = statement.target.id if isinstance(statement.target, ast.Name) else ""
    if issubclass(value, BaseModel):
        return "" if value.model_fields[name].is_required() else " = None"
    return "" if statement.value is None else f" = {ast.unparse(statement.value)}"


def constant(value: Any) -> str:
    """The type of a constant that has none of its own."""
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return f"tuple[{type(value[0]).__name__}, ...]"
    return type(value).__name__


for path, home, name in found:
    module = importlib.import_module(home)
    value = getattr(module, name)
    node = defined(module)[name]
    match node:
        case ast.ClassDef():
            bases = [text(module, one) for one in node.bases]
            kind = "enum" if issubclass(value, enum.Enum) else "class"
            lines.append(f"{kind} {path}({', '.join(bases)})" if bases else f"{kind} {path}")
            members(path, module, node, value)
        case ast.FunctionDef():
            lines.append(f"function {path}{call(module, node)}")
        case ast.AnnAssign(value=expression) if expression is not None:
            annotation = ast.unparse(node.annotation)
            if annotation == "TypeAlias":
                if isinstance(expression, ast.Subscript) and ast.unparse(expression.value) == "Annotated":
                    expression = expression.slice.elts[0]  # type: ignore[attr-defined]
                names = [one.id for one in ast.walk(expression) if isinstance(one, ast.Name)]
                classes = [getattr(module, one, None) for one in names]
                if all(isinstance(one, type) and issubclass(one, BaseModel) for one in classes):
                    lines.append(f"union {path}")
                    lines.extend(f"member {path}.{one}" for one in names)
                else:
                    lines.append(f"alias {path} = {text(module, expression)}")
            elif annotation == "Final":
                lines.append(f"const {path}: {constant(value)}")
            elif isinstance(node.annotation, ast.Subscript):
                lines.append(f"const {path}: {text(module, node.annotation.slice)}")

print("\n".join(sorted(set(lines))))
