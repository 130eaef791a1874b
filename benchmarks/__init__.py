"""Measured costs, beside those of other generators, from one run: `make bench`."""
