"""Editors: what `icmap lsp` says to them about the map that is being typed, on the loader and the rules as they are."""
