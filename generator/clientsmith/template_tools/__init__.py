"""Tools for folders of custom templates: listing, ejecting, checking, upgrading and inspecting
them. Nothing is rendered."""
