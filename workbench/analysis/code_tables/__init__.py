"""Tables beside the matrix: codes with codes, codes by transcript, new codes by interview, themes by case."""
