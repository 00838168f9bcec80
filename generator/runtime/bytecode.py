"""The program compiled beforehand: who runs it later may not be allowed to write beside it."""

import compileall
import sys
from importlib import import_module


def keep_compiled(*names: str) -> None:
    """Keep the compiled form of these modules and all that they load, where it is not there and may be written."""
    for name in names:
        import_module(name)
    for module in list(sys.modules.values()):
        source = getattr(module, "__file__", None)
        if source and source.endswith(".py"):
            compileall.compile_file(source, quiet=2)
