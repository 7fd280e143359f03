"""Pictures as text for other programs: DOT, Mermaid, D2."""
