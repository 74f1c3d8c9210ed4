"""The screens of agreement and of where coders differ."""
