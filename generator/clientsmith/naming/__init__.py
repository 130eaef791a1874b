"""Python names for everything in a document.

`operations` names resources and methods, `resources` their modules and classes, `models` the classes
of the `models` package, `members` fields, enumeration members and arguments, `events` webhooks and
callbacks, `package` the package, the client class and its credentials. `overrides` has the names that
the configuration chooses, `previous` those that the client had before. `decisions` records for
`clientsmith explain` how a name was decided.
"""
