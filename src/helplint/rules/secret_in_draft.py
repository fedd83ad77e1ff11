"""Holds a password or a key.

What it finds
-------------
Access keys in their well-known forms (AWS, GitHub, GitLab, Slack, Stripe, Google, OpenAI), private keys, web addresses
with a password in them, and “password: …”, “API key = …” with a value that looks like one.

Why it matters
--------------
A secret that was published is public: machines find it within minutes. In a draft that is kept in git it is there for
all who can read the repository, also after it was deleted.

How to fix it
-------------
Take it out, and change it where it is used; deleting alone does not help any more.

Limits
------
It knows forms, not secrets. A guest password for the Wi-Fi, a passcode of a meeting and examples with stars are left
alone. The message does not repeat the secret, but formats that show the line show it.

References
----------
OWASP, “Secrets Management Cheat Sheet”. GitHub Docs, “About secret scanning”.
CWE-798, “Use of Hard-coded Credentials”.
"""

from helplint.finding import Level
from helplint.rule import Pattern, Rule

_PAIRS = (("api", "key"), ("secret", "key"), ("access", "token"))
_KEYS = (
    r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    r"\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{50,}\b",
    r"\bglpat-[\w-]{20,}",
    r"\bxox[abprs]-[A-Za-z0-9-]{10,}",
    r"\b[sr]k_live_[A-Za-z0-9]{16,}\b",
    r"\bAIza[\w-]{35}\b",
    r"\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,}",
    r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    r"\b[a-z][a-z0-9+.-]*://[^\s:/@]+:[^\s:/@*]{3,}@[\w.-]+",
    # A value that mixes letters with digits or signs; a guest password is meant to be read.
    (
        r"(?i:(?<!wifi )(?<!wi-fi )(?<!guest )\b(?:password|passwd|pwd|api[ _-]?key|secret[ _-]?key|access[ _-]?token)"
        r"\s*[:=]\s*)[\"'`“]?((?=[^\s\"'`”]*[A-Za-z])(?=[^\s\"'`”]*[\d!$%&?#^])[^\s\"'`”*<>\[{]{8,})"
    ),
)

rule = Rule(
    kind=Pattern(
        regex="|".join(_KEYS),
        needs=(
            *(
                "akia",
                "asia",
                "ghp_",
                "gho_",
                "ghu_",
                "ghs_",
                "ghr_",
                "github_pat_",
                "glpat-",
                "xox",
                "k_live_",
                "aiza",
            ),
            *("sk-", "-----begin", "passw", "pwd"),
            *(f"{one}{mark}{other}" for one, other in _PAIRS for mark in ("", " ", "_", "-")),
        ),
        pairs=(("://", "@"),),
    ),
    message="this looks like a password or a key, and a secret that was published is public",
    fix="take it out, and change it where it is used",
    tags=("execution", "proofreading"),
    level=Level.ERROR,
    bad=(
        "Our stats are open: ⟦AKIAIOSFODNN7EXAMPLE⟧, enjoy",
        "Log in as team, password: ⟦Tulip-4711!x⟧ and post it from there",
        "Draft for Jo, from ⟦https://jo:s3cret77@cms.example⟧",
        "TODO move this out\n⟦-----BEGIN RSA PRIVATE KEY-----⟧",
    ),
    good=(
        "Wifi password: Croissant2026, and the sockets are under the bench.",
        "Never send a password by mail. A good one has four words you can picture.",
        "Your password: change it today if you used it on two sites.",
        "Join the call with passcode 443 812 from six.",
        "Set API_KEY=<your key here> in the settings, then restart.",
        "Write to jo@harlow.example or see https://harlow.example/@jo:4 for the map.",
    ),
)
