"""Tests of the room Aktivitetsplan, at its keys and mouse."""
