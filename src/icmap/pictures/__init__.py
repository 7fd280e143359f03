"""Everything that is seen: views of a study, how they are painted, how they are written as text, and the pictures of the report."""
