"""Rows to tables: CSV, Parquet, data package and texts, moved into place in whole."""
