"""The generator of the 万里行 column: YAML submissions in, a published site out."""

import os

# To look for plugins of other packages takes its time at every start, and none of them should see what is read.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
