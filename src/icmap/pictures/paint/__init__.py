"""Pictures as files to look at: laid out, dressed, and written as svg, png, pdf, pptx or a page."""
