"""Commands: parse, call one service, render."""
