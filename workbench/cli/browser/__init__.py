"""The screens in a browser on the same machine: a small web server with one process of the program a tab."""
