"""Search, coding hit by hit, and passages."""
