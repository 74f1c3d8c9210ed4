"""SQL and nothing else: takes and gives core records; rows never leave."""
