"""Intake: what a desk has (files, folders, addresses, feeds) → sources of a briefing."""
