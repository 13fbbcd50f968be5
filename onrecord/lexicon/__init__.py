"""Words as data: what is known of English and of the world before any article is read."""
