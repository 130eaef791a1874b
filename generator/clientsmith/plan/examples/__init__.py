"""Example values and example calls, as code that type-checks."""
