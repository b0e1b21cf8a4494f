"""Ready cuts: small tables that answer what is asked most, each one a SQL query over the tables that a person can read and run.

`columns` says what each cut holds, ``<cut>.sql`` beside it says how it comes about, `compute` runs them.
"""
