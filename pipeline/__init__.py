"""The way through: crawl → ingest → segment → extract → resolve → publish."""
