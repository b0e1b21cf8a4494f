"""The crawl: who publishes, what is new there, and the bytes of it."""
