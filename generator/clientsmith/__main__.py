"""`python -m clientsmith` is `clientsmith`."""

from .cli import main

main()
