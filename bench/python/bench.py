"""What the checks cost, as ratios to `json.loads` of the same text, and what importing costs.

Contenders take turns within a round, and each one's fastest round counts: whatever else the machine does makes rounds
slower and none faster. Run it with the package installed, or with PYTHONPATH=generated/python/src.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import peer
from fin_sdk import FinValidationError, checks, v2
from pydantic import ValidationError

PAYLOADS = Path(__file__).parents[1] / "payloads"
ROUNDS = 1_000
LOOPS = 10
STARTS = 15


def ours_as_model(
    model: type[v2.CreateIndividualCustomer] | type[v2.CreateBusinessCustomer],
) -> Callable[[str], int]:
    def run(text: str) -> int:
        try:
            model.validate_json(text)
        except FinValidationError as error:
            return len(error.issues)
        return 0

    return run


def listed(error: ValidationError) -> int:
    """What Pydantic found, as a list: as cheap as it can be had."""
    return len(error.errors(include_url=False, include_context=False, include_input=False))


def pydantics(text: str) -> int:
    try:
        peer.CreateIndividualCustomer.model_validate_json(text)
    except ValidationError as error:
        return listed(error)
    return 0


def pydantics_checks(text: str) -> int:
    try:
        peer.CreateIndividualCustomer.model_validate(json.loads(text))
    except ValidationError as error:
        return listed(error)
    return 0


def loads(text: str) -> int:
    json.loads(text)
    return 0


def contenders(kind: str) -> dict[str, Callable[[str], int]]:
    schema = f"v2.Create{kind.title()}Customer"
    model = v2.CreateIndividualCustomer if kind == "individual" else v2.CreateBusinessCustomer
    found: dict[str, Callable[[str], int]] = {
        "json.loads": loads,
        "text to issues": lambda text: len(checks.check_json(schema, text)),
        "json.loads, then check": lambda text: len(checks.check(schema, json.loads(text))),
        "text to model": ours_as_model(model),
    }
    if kind == "individual":
        found["Pydantic by hand"] = pydantics
        found["json.loads, then Pydantic"] = pydantics_checks
    return found


def timed(run: Callable[[str], int], text: str) -> float:
    start = perf_counter()
    for _ in range(LOOPS):
        run(text)
    return perf_counter() - start


def ratios(kind: str, suffix: str) -> None:
    text = (PAYLOADS / f"{kind}{suffix}.json").read_text()
    base = (PAYLOADS / f"{kind}.json").read_text()
    runs = contenders(kind)
    found = {name: run(text) for name, run in runs.items()}
    times = dict.fromkeys(runs, float("inf"))
    for _ in range(ROUNDS):
        for name, run in runs.items():
            times[name] = min(times[name], timed(run, base if name == "json.loads" else text))
    print(f"\n{kind}{suffix}, {len(text)} bytes")
    bare = times["json.loads"]
    for name, took in times.items():
        print(f"  {name:26} {took / bare:5.2f}   {took / LOOPS * 1e6:6.1f} us   {found[name]} issues")


def started(code: str) -> float:
    run = f"import time; start = time.perf_counter(); {code}; print(time.perf_counter() - start)"
    said = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    return float(said.stdout) * 1e3


def imports() -> None:
    lines = {
        "import pydantic": "import pydantic",
        "import pydantic, fin_sdk": "import pydantic, fin_sdk",
        "checks, without Pydantic": "from fin_sdk import checks; checks.check('v2.CreateIndividualCustomer', {})",
        "pydantic.BaseModel": "from pydantic import BaseModel",
        "one request of v2": "from fin_sdk.v2 import CreateIndividualCustomer",
        "one model built": "from fin_sdk.v2 import CreateIndividualCustomer as C; C.model_json_schema()",
        "everything of v2": "from fin_sdk import v2; [getattr(v2, name) for name in v2.__all__]",
    }
    times = dict.fromkeys(lines, float("inf"))
    for _ in range(STARTS):
        for name, code in lines.items():
            times[name] = min(times[name], started(code))
    print("\nimporting")
    for name, took in times.items():
        print(f"  {name:25} {took:6.1f} ms")


def main() -> None:
    for kind in ("individual", "business"):
        for suffix in ("", "_broken"):
            ratios(kind, suffix)
    imports()


if __name__ == "__main__":
    main()
