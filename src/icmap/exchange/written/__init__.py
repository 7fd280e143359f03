"""What icmap writes for others: maps, workbooks, tables, graphs."""
