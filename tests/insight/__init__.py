"""Maps with one planted problem, and an arithmetic of their own that says so."""
