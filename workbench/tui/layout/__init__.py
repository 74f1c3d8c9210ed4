"""Where text lies on a screen: wrapping, cells to offsets, lanes. Pure, knows no Textual."""
