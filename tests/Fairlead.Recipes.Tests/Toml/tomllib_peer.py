"""Reads TOML with Python's own reader, for comparison.

Each line of input is a document as a JSON string. Each line of output is the document in the
notation of the public TOML test suite, or null where it is refused.
"""

import datetime
import json
import sys
import tomllib

LARGEST_OFFSET = datetime.timedelta(hours=14)  # what .NET can hold


def text_of_time(value):
    """ISO 8601 with as many digits of a second as are not zero."""
    whole = value.replace(microsecond=0).isoformat()
    fraction = f".{value.microsecond:06d}".rstrip("0") if value.microsecond else ""
    time_end = whole.index(":") + len(":MM:SS")
    return whole[:time_end] + fraction + whole[time_end:]


def text_of_float(value):
    """Seventeen significant digits and an exponent of three, or inf, -inf, nan."""
    text = f"{value:.16e}"
    if "e" not in text:
        return text
    mantissa, exponent = text.split("e")
    return f"{mantissa}e{int(exponent):+04d}"


def text_of_instant(value):
    beyond = abs(value.utcoffset()) > LARGEST_OFFSET
    return text_of_time(value.astimezone(datetime.timezone.utc) if beyond else value)


def text_of_integer(value):
    if not -(2**63) <= value < 2**63:
        raise ValueError(f"{value} is no integer of 64 bits")
    return str(value)


def tagged(value):
    match value:
        case dict():
            return {key: tagged(item) for key, item in value.items()}
        case list():
            return [tagged(item) for item in value]
        case str():
            return {"type": "string", "value": value}
        case bool():
            return {"type": "bool", "value": str(value).lower()}
        case int():
            return {"type": "integer", "value": text_of_integer(value)}
        case float():
            return {"type": "float", "value": text_of_float(value)}
        case datetime.datetime(tzinfo=None):
            return {"type": "datetime-local", "value": text_of_time(value)}
        case datetime.datetime():
            return {"type": "datetime", "value": text_of_instant(value)}
        case datetime.date():
            return {"type": "date-local", "value": value.isoformat()}
        case datetime.time():
            return {"type": "time-local", "value": text_of_time(value)}


for line in sys.stdin:
    try:
        answer = tagged(tomllib.loads(json.loads(line)))
    except ValueError:
        answer = None
    print(json.dumps(answer), flush=True)
