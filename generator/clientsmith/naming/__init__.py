"""Python names for everything in a document.

`operations` names resources and methods, `resources` their modules and classes, `models` the classes
of the `models` package, `members` fields, enumeration members and arguments, `events` webhooks and
callbacks, `package` the package and the client class, `credentials` their arguments and environment
variables. `overrides` has the names that the configuration chooses, `extensions` those that vendor
extensions give. `decisions` records for `clientsmith explain` how a name was decided.
"""
