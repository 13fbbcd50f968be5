"""Wordlists about names: what each is for and where it comes from stands in `names.yml`."""

from __future__ import annotations

from onrecord.lexicon import words

RANKS = words("names.ranks")
HONORIFICS = words("names.honorifics")
ADDRESSES = words("names.addresses")
TITLE_MODIFIERS = words("names.title_modifiers")
ROLE_HEADS = words("names.role_heads")
OFFICES = words("names.offices")
ORGANIZATION_HEADS = words("names.organization_heads")
ORGANIZATION_STARTS = words("names.organization_starts")
LEGAL_FORMS = words("names.legal_forms")
PLACE_HEADS = words("names.place_heads")
PLACE_STARTS = words("names.place_starts")
ROMANCE_STARTS = words("names.romance_starts")
ROMANCE_PLACES = words("names.romance_places")
PLACE_NOUNS = words("names.place_nouns")
ORGANIZATION_NOUNS = words("names.organization_nouns")
PARTICLES = words("names.particles")
CONNECTORS = words("names.connectors")
NO_NAMES = words("names.no_names")
THINGS = words("names.things")
HYPHENED = words("names.hyphened")
NEWSPAPERS = words("names.newspapers")
ANNOUNCERS = words("names.announcers")
