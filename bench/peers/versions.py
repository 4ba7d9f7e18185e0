"""Prints, as JSON, the versions of Python and of the packages named as arguments; `null` for one that is not installed."""

import importlib.metadata
import json
import platform
import sys


def version(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


print(json.dumps({"python": platform.python_version(), **{name: version(name) for name in sys.argv[1:]}}))
