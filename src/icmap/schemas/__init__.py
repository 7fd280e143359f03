"""JSON Schemas of the map, of the result and of the findings."""
