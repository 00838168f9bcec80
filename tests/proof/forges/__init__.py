"""The published workflows driven by programs that read them as forges do: act, and gitlab-ci-local."""
