"""Folders of custom templates, worked on as source: listed, started, looked over, brought up to
date."""
