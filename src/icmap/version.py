"""The version of icmap, as in `pyproject.toml`, and where it lies."""

__all__ = ["ADDRESS", "__version__"]

__version__ = "0.1.0"

ADDRESS = ""
"""The address of the project's repository. Empty while it has no public one: then nothing names one."""
