"""Taking files in: interviews, what is known of them, and attributes."""
