"""Parameters, bodies and responses of operations as arguments and results of methods."""
