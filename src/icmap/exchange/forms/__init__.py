"""Questionnaires: what is asked of whom, on which page, and what becomes of the answers."""
