"""Templates as Python's own code, kept: compiling them took a tenth of a build where little changed."""

from contextlib import suppress
from pathlib import Path

from jinja2.bccache import Bucket, FileSystemBytecodeCache

from generator.runtime.program import program_digest
from generator.runtime.store import digest

BESIDE_PROGRAM = Path(__file__).parents[1] / "__pycache__" / "templates"


class CompiledTemplates(FileSystemBytecodeCache):
    """Templates compiled once, for environments with the same settings, as long as they and the program stay the same.

    In this process, and for later ones beside the program, as Python keeps its modules, where it may be written.
    """

    def __init__(self, settings: str) -> None:
        super().__init__(str(BESIDE_PROGRAM), f"{settings}-%s.pyc")
        self._kept: dict[str, bytes] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        # Not the file's: the templates of a commit lie in another folder each time.
        return super().get_cache_key(name)

    def get_source_checksum(self, source: str) -> str:
        return digest(program_digest(), source.encode()).hex()

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])
        else:
            # Of a damaged one nothing is known but that it is made anew.
            with suppress(Exception):
                super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()
        with suppress(OSError):
            BESIDE_PROGRAM.mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)
