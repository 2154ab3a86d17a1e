"""Deposit: from an edition to an archive: check, describe, package, send, verify.

`record` is what archives ask for; `crosswalk` reads it from teiHeaders and deposit.toml;
`metadata` writes it in the formats of archives; `checks` and `targets` say what an
archive would refuse before anything is sent.
"""
