"""To and from annotation tools: one module a format, a shared reading of an output folder, and gold from corrections."""
