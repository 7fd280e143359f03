"""Runs the rules: settings, policy, selection, suppressions, baseline."""
