"""Blind double coding: who may see what, and the sample a second coder gets."""
