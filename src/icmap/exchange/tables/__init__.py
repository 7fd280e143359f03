"""Tables: from workbooks and text files to rows, from rows to what they mean."""
