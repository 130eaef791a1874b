"""The client class with its credentials and servers, resources with their methods, webhooks."""
