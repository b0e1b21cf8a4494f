"""Classifiers: examples from gold and headings, trained and measured against the rule that each would replace."""
