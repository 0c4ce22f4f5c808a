"""Turns answers into something to read: pages for people, records for programs."""
