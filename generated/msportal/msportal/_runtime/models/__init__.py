"""Base class of models, the sentinel for omitted values, and types with a JSON form of their own."""
