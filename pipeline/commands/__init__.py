"""Commands of the console script that have rooms of their own; `pipeline.cli` registers them."""
