"""Resolution: where a document belongs (`place`), and which documents speak of one campaign (`campaigns`)."""
