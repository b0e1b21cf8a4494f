"""Pages that are images: rendered, cleaned, read by Tesseract, repaired where a lexicon makes it certain."""
