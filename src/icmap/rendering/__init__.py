"""From a drawing to a file: layout, then svg, png, pdf, pptx, or the text of a diagram language."""
