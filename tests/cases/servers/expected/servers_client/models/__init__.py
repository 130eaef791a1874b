"""Types of the requests and responses; each module is loaded when it is first used."""
