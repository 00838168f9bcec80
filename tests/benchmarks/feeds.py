"""Times the feeds of made-up records alone, in processor time, and says how large the largest is.

python tests/benchmarks/feeds.py [N]
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.corpus import make_root
from outputs_made import made_files
from places import REPOSITORY, content_day

from generator.build.check import check


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory(prefix="wanlixing-bench-") as folder:
        site, problems = check(make_root(Path(folder, "root"), REPOSITORY, count), content_day())
        if site is None:
            raise SystemExit(str(problems[0]))
        for output in ("feeds", "wechat_pages"):
            start = time.process_time()
            sizes = [len(file.content) for file in made_files(site, output)]
            seconds = time.process_time() - start
            sys.stdout.write(
                f"{output}: {count} records, {seconds:.2f} s CPU, {len(sizes)} files, "
                f"{sum(sizes) / 1e6:.1f} MB, the largest {max(sizes)} bytes\n"
            )


if __name__ == "__main__":
    main()
