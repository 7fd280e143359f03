"""The internal-customer map as code."""
