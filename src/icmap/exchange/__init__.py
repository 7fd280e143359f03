"""Tables, catalogues, traces, graph files and answers of people into maps, and maps out to them."""
