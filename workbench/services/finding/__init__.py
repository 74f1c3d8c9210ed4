"""Finding words and passages: search, synonyms, queries, coding hit by hit."""
