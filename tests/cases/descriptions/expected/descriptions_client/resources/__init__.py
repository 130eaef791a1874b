"""The operations of the API, by resource; each module is loaded when it is first used."""
