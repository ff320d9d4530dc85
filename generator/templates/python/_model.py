"""What every model has: its checks instead of Pydantic's, and absent fields left out."""

from collections.abc import Collection, Iterator
from contextvars import ContextVar
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from fin_sdk import _words
from fin_sdk._collect import Check, Collector, Object, steps_of
from fin_sdk._read import NotJsonError, read
from fin_sdk._verdict import UnknownFields, Verdict, of_json, of_value
from fin_sdk.context import Context
from fin_sdk.issues import FinValidationError, Issues

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

# Whether a payload that has been checked as a whole is being built: what is in it is not checked again.
_is_checked: ContextVar[bool] = ContextVar("fin_sdk_is_checked", default=False)


class Model(BaseModel):
    """A type of the API. It is checked when it is built, and cannot be changed after.

    An optional field that is absent is `None`, and is left out when the model is written;
    `model_fields_set` tells whether it was given.
    """

    model_config = ConfigDict(
        frozen=True,
        defer_build=True,
        hide_input_in_errors=True,
        protected_namespaces=(),
        serialize_by_alias=True,
        validate_by_alias=True,
        validate_by_name=True,
    )

    _fin_check: ClassVar[Check]
    # Where the class is described: package, module and name; empty where it is not.
    _fin_schema: ClassVar[str] = ""
    # The fields whose key on the wire is no name that Python or Pydantic has left: name and key.
    _fin_keys: ClassVar[dict[str, str]] = {}

    @classmethod
    def check(
        cls,
        data: object,
        *,
        context: Context | None = None,
        ignore: Collection[str] = (),
        unknown_fields: UnknownFields = "refuse",
    ) -> Issues:
        """Find everything that is wrong with a value.

        Args:
            data: The payload: what `json.loads` gives; dates, UUIDs, enum members and models do too.
            context: What is known beside the payload.
            ignore: Codes of constraints and rules that are not reported.
            unknown_fields: Whether fields that the API does not know are mistakes.
        """
        return of_value(cls._fin_check, data, context, ignore, unknown_fields)[0].issues()

    @classmethod
    def check_json(
        cls,
        json: str | bytes | bytearray,
        *,
        context: Context | None = None,
        ignore: Collection[str] = (),
        unknown_fields: UnknownFields = "refuse",
    ) -> Issues:
        """Find everything that is wrong with a JSON text. The arguments are those of `check`."""
        return of_json(cls._fin_check, json, context, ignore, unknown_fields)[0].issues()

    @classmethod
    def validate(
        cls,
        value: object,
        *,
        context: Context | None = None,
        ignore: Collection[str] = (),
        unknown_fields: UnknownFields = "refuse",
    ) -> Self:
        """Build the model from a value. The arguments are those of `check`.

        Raises:
            FinValidationError: Something is wrong with it; the error names everything.
        """
        return cls._fin_build(of_value(cls._fin_check, value, context, ignore, unknown_fields))

    @classmethod
    def validate_json(
        cls,
        json: str | bytes | bytearray,
        *,
        context: Context | None = None,
        ignore: Collection[str] = (),
        unknown_fields: UnknownFields = "refuse",
    ) -> Self:
        """Build the model from a JSON text. The arguments are those of `check`.

        Raises:
            FinValidationError: Something is wrong with it; the error names everything.
        """
        return cls._fin_build(of_json(cls._fin_check, json, context, ignore, unknown_fields))

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        """Build the model from a JSON text as `validate_json` reads it, with Pydantic's error."""
        collector = Collector(None, (), False, False)
        value: Any = None
        try:
            value = read(json_data)
        except NotJsonError:
            collector.fail(None, _words.JSON, _words.NOT_JSON)
        if collector.found:
            # Not from within, so that nothing hangs on the error that knows the text.
            raise _error(cls, collector)
        return cls.model_validate(value, **options)

    @classmethod
    def _fin_build(cls, verdict: Verdict) -> Self:
        collector, value = verdict
        if collector.found:
            raise FinValidationError(collector.issues())
        token = _is_checked.set(True)
        try:
            model: Self = cls.__pydantic_validator__.validate_python(value, by_alias=True, by_name=False)
        finally:
            _is_checked.reset(token)
        return model

    @model_validator(mode="wrap")
    @classmethod
    def _fin_validate(
        cls, value: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo
    ) -> Self:
        if _is_checked.get() or isinstance(value, cls):
            return handler(value)
        if cls._fin_keys:
            value = _by_key(cls._fin_keys, value)
        context = info.context if isinstance(info.context, Context) else None
        collector, plain = of_value(cls._fin_check, value, context, (), "refuse")
        if collector.found:
            raise _error(cls, collector)
        token = _is_checked.set(True)
        try:
            return handler(plain)
        finally:
            _is_checked.reset(token)

    def __fin_wire__(self) -> Iterator[tuple[str, object]]:
        """The fields that are there, by their keys on the wire."""
        keys = type(self)._fin_keys
        for name, value in self.__dict__.items():
            if value is not None:
                yield keys.get(name, name), value
        yield from (self.__pydantic_extra__ or {}).items()

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """The fields that may be shown: no personal data, and nothing that the model does not know."""
        fields = type(self).model_fields
        for name, value in self.__dict__.items():
            field = fields.get(name)
            if field is not None and field.repr and value is not None:
                yield name, value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: "CoreSchema", handler: GetJsonSchemaHandler, /
    ) -> dict[str, Any]:
        """Pydantic's schema, with what the API's model says."""
        schema = handler(core_schema)
        if cls._fin_schema:
            # Loaded when it is asked for.
            describe = import_module("fin_sdk._describe").describe
            describe(cls, cls._fin_schema, cls._fin_keys, handler.resolve_ref_schema(schema))
        return schema

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        """Leaves fields out that are absent."""
        for field in cls.model_fields.values():
            if not field.is_required():
                field.exclude_if = _is_absent


class Request(Model):
    """The body of a request, or a part of it. Fields that the API does not know are mistakes."""

    model_config = ConfigDict(extra="ignore", json_schema_extra={"additionalProperties": False})


class Answer(Model):
    """What the API sends. What the model does not know is kept in `model_extra`, and given back."""

    model_config = ConfigDict(extra="allow")


def _is_absent(value: object) -> bool:
    return value is None


def _by_key(keys: dict[str, str], value: Any) -> Any:
    """The arguments of a constructor under their keys on the wire."""
    if type(value) is not Object:
        return value
    return {keys.get(name, name): value[name] for name in value}


def _error(cls: type[BaseModel], collector: Collector) -> ValidationError:
    """Pydantic's error of the issues: code and message to the letter, and no value."""
    lines = [
        InitErrorDetails(type=_custom(code, message), loc=steps_of(at), input=None)
        for at, code, message in collector.found
    ]
    return ValidationError.from_exception_data(cls.__name__, lines, hide_input=True)


def _custom(code: Any, message: Any) -> PydanticCustomError:
    # Its types ask for literals, which the codes of a model are not.
    return PydanticCustomError(code, message)
