"""What screens are made from: over a project, with a list, with undo, writing files and reports."""
