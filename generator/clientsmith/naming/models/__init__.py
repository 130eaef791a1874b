"""Names of the classes in the `models` package.

`names` decides them, from the names of components (`components`) or the places where schemas are used
(`places`), made shorter where they are long (`shortening`); `previous` keeps those that the client had,
by the keys of `schema_keys`.
"""
