"""What if, how sure, and what to do: edits of the model, never of the file, and what they change; simulation; plans."""
