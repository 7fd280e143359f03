"""Characters that may be shown, and the nearest of several words."""
