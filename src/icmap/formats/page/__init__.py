"""The parts of the HTML page: elements that escape, blocks, figures, and its own style sheet and script."""
