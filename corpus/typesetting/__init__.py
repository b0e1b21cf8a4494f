"""Renders the manuscripts of the bundled corpus as web pages, PDFs, scans, Word files and plain text.

A tool of the repository: nothing in the installed package imports it.
"""
