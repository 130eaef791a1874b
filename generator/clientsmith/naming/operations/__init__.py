"""Names of resources and methods.

`names` decides them, from operationIds (`by_id`) or paths (`by_path`), as `evidence` weighs them;
`tags` and `samples` say more, `clashes` tells equal names apart, `previous` keeps those that the client
had, and `own_verbs` applies the verbs that the configuration chooses.
"""
