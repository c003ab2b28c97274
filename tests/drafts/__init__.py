"""Tests of the drafts: what a person fills in, and what is answered."""
