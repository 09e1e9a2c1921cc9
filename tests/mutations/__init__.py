"""One mutation or more for every rule: what breaks good sites, and the line that owns what was broken."""

from mutations import accessibility, campaigns, consent, disclosure, events, links, outside, pages, tags

MUTATIONS = (
    *links.MUTATIONS,
    *tags.MUTATIONS,
    *events.MUTATIONS,
    *consent.MUTATIONS,
    *campaigns.MUTATIONS,
    *disclosure.MUTATIONS,
    *pages.MUTATIONS,
    *outside.MUTATIONS,
    *accessibility.MUTATIONS,
)
