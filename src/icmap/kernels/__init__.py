"""The few heavy computations, on compiled libraries or bitsets; each gives the same answer as its plain definition."""
