"""Commands of ``thidua``, a module each."""
