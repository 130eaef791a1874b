"""Types of requests and responses; modules are imported on first use."""
