"""How much each piece of evidence counts, in log odds.

Set by hand; a coordinate search on annotated English novels hardly betters them.  Only
their differences matter.
"""

# A pronoun beside the quotation, by the gender of the person.
PRONOUN_FITS = 1.0
PRONOUN_UNFIT = -6.0
PRONOUN_UNKNOWN = -0.5
# A person of that gender was named before it: last of all, in its own paragraph, or lately.
NAMED_LAST = 1.5
NAMED_HERE = 2.0
NAMED_LATELY = 1.0
LATELY = 400  # code points in which "lately" fades
# Share of a pronoun's weight where it acts and no verb of saying stands with it.
ACTING_SHARE = 0.5
# A person acts beside the quotation: before it, after it, or before a colon.
ACTS_BEFORE = 2.5
ACTS_AFTER = 2.0
ACTS_ANNOUNCED = 4.0
# A noun phrase means somebody who has no other name: of any kind, or told by role.
NOUN = 1.0
ROLE = 6.0
# Speakers seldom name themselves, and do not address themselves.
NAMES_SELF = -2.0
CALLS_SELF = -6.0
# Who is mentioned often speaks often: for each doubling of the mentions.
PROMINENCE = 0.1
# How a candidate fades with distance, for each turn or paragraph.
FADING = -0.05
# The speaker of the turn before, in the same or the next paragraph, the next but one, or later.
SAME_PARAGRAPH = 0.5
SAME_NEXT = -3.0
SAME_LATER = 1.0
SAME_FAR = 0.0
# Two take turns; who is addressed answers; somebody new joins.
ALTERNATES = 1.5
ANSWERS = 2.0
ANSWERED = 1.5
NEWCOMER = -0.7
# The paragraph before a turn tells of somebody first, or last; or the words right after the
# turn before do.
LEADS = 1.5
LED = 0.7
LEFT = 1.0
