"""Commands of the console script that have a module of their own; each has ``add(app)``."""
