"""What a project and a user have chosen: settings and keys."""
