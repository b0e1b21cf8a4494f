"""One night: crawl, read what is new, join, publish, and tell; every step a plain function over the store and the output folder."""
