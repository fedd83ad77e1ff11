"""The manual page of a rule, made from its file: docstring, numbers and examples."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from helplint.finding import Level
from helplint.rule import Draft, InCalendar, Judge, Limit, OfSuppressions, Pattern, Phrases, Tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from helplint.rule import Option, Planned, Rule

_KINDS = {
    Phrases: "phrases",
    Tokens: "tokens",
    Pattern: "pattern",
    Limit: "limit",
    Judge: "judge",
    InCalendar: "calendar",
    OfSuppressions: "suppressions",
}


REALITIES = {
    "strategy": (
        "the tool instead of the aim",
        "Networks come and go; what lasts is knowing whom you want to help, with what, and to what end.",
    ),
    "integration": (
        "one frosting on every cake",
        "Social is an ingredient: each channel has readers of its own, and none of them came for the same news again.",
    ),
    "execution": (
        "selling before helping",
        "The right to promote is earned by being helpful; a feed is a telephone to answer, not a wire for releases.",
    ),
    "staffing": (
        "one person's job",
        "One person cannot hear and answer everything; machines, silence and a single voice give it away.",
    ),
    "measurement": (
        "collecting people",
        "Followers are people counted, not anything they did; what counts is what they do next, and what led to it.",
    ),
}
"""The five ways to go wrong, which are tags of the rules: what is done instead, and why it matters."""


def manual_page(rule: Rule) -> str:
    """Return the manual page as plain text.

    Examples
    --------
    >>> from helplint.rules import all_rules
    >>> print(manual_page(all_rules()["false-urgency"]).splitlines()[0])
    false-urgency (warning; execution, pressure)
    """
    mended = f"; mended by {rule.mended_by}" if rule.mended_by else ""
    lines = [f"{rule.name} ({rule.level}; {', '.join(rule.tags)}{mended})", "", rule.manual.strip()]
    if rule.options:
        lines += ["", *_heading("Settings")]
        for name, option in rule.options.items():
            lines += _setting(name, option)
    if rule.bad:
        lines += ["", *_heading("Reported"), *(line for example in rule.bad for line in _example(example))]
    if rule.good:
        lines += ["", *_heading("Not reported"), *(line for example in rule.good for line in _example(example))]
    return "\n".join(lines)


def rule_values(rule: Rule) -> dict[str, Any]:
    """Return what is known of a rule as values for JSON."""
    return {
        "name": rule.name,
        "summary": summary(rule),
        "kind": _KINDS[type(rule.kind)],
        "level": str(rule.level),
        "tags": list(rule.tags),
        "message": rule.message,
        "fix": rule.fix,
        "mended-by": rule.mended_by,
        "options": {
            name: {"default": option.default, "channels": dict(option.channels), "reason": option.reason}
            for name, option in rule.options.items()
        },
        "manual": rule.manual,
    }


def index_page(rules: Iterable[Rule]) -> str:
    """Return a page of Markdown that lists rules with their numbers, as it stands in ``docs/rules.md``."""
    lines = [
        "# Rules",
        "",
        "`helplint rule NAME` shows a rule's manual page: what it finds and why, how to fix it, its limits, its",
        "sources and examples. A finding is a warning unless said, and for a writer to mend.",
        "",
        "| rule | finds a post that | tags | settings |",
        "| --- | --- | --- | --- |",
    ]
    for rule in rules:
        settings = "<br>".join(_cell(name, option) for name, option in rule.options.items())
        said = [str(rule.level)] * (rule.level is not Level.WARNING)
        said += [f"mended by `{rule.mended_by}`"] if rule.mended_by else []
        level = f" ({', '.join(said)})" if said else ""
        finds = summary(rule).rstrip(".")
        lines.append(f"| `{rule.name}`{level} | {finds[0].lower()}{finds[1:]} | {', '.join(rule.tags)} | {settings} |")
    return "\n".join(lines)


def realities_page(rules: Sequence[Rule]) -> str:
    """Return a page of Markdown that says which rules see which reality, as it stands in ``docs/realities.md``."""
    lines = [
        "# The five dangerous realities",
        "",
        "Five things go wrong when firms take to social networks, after Jay Baer, “The 5 Dangerous Realities of Social",
        "Media for Business” (Convince & Convert). Each is a tag that the rules which see it carry, so that a team can",
        "look at one at a time:",
        "",
        "    helplint check --select strategy,execution",
        "    helplint check --ignore staffing",
        "",
        "Which rules see which reality; `helplint rule NAME` shows the page of each:",
        "",
        f"| rule | {' | '.join(REALITIES)} |",
        f"| --- |{' :-: |' * len(REALITIES)}",
    ]
    for rule in rules:
        marks = " | ".join("●" if reality in rule.tags else "" for reality in REALITIES)
        lines.append(f"| `{rule.name}` | {marks} |")
    for reality, (wrong, why) in REALITIES.items():
        lines += ["", f"## {reality.capitalize()}: {wrong}", *wrap(why, 115), ""]
        for rule in rules:
            if reality in rule.tags:
                finds = summary(rule).rstrip(".")
                calendar = " (calendar)" if isinstance(rule.kind, InCalendar) else ""
                lines += wrap(
                    f"`{rule.name}` {finds[0].lower()}{finds[1:]}{calendar}",
                    115,
                    initial_indent="- ",
                    subsequent_indent="  ",
                    break_on_hyphens=False,
                )
    return "\n".join(lines)


def _cell(name: str, option: Option) -> str:
    channels = "".join(f", {value:g} on {channel}" for channel, value in option.channels.items())
    return f"`{name}` {option.default:g}{channels}"


def summary(rule: Rule) -> str:
    """Return the first line of the manual page."""
    return rule.manual.strip().splitlines()[0]


def _heading(text: str) -> list[str]:
    return [text, "-" * len(text)]


def _setting(name: str, option: Option) -> list[str]:
    channels = "".join(f"; {value:g} on {channel}" for channel, value in option.channels.items())
    return [f"{name} = {option.default:g}{channels}", f"    {option.reason}"]


def _example(example: Draft | str | tuple[Planned, ...]) -> Iterator[str]:
    if isinstance(example, tuple):
        for number, planned in enumerate(example):
            channel = f" {planned.channel}" if planned.channel else ""
            mark = "  ← reported" if planned.offends else ""
            bullet = "- " if number == 0 else "  "
            facts = [f"helps {planned.helpfulness:g}"]
            facts += [planned.intent] if planned.intent else []
            facts += ["a reply"] if planned.reply else []
            facts += [f"by {planned.author}"] if planned.author else []
            facts += [f"{name} {value}" for name, value in planned.fields.items()]
            yield f"{bullet}{planned.time or 'no date'}{channel}, {', '.join(facts)}: {planned.text}{mark}"
        return
    text = example.text if isinstance(example, Draft) else example
    channel = f" (on {example.channel})" if isinstance(example, Draft) and example.channel else ""
    first, *rest = text.splitlines()
    yield f"- {first}{channel if not rest else ''}"
    for number, line in enumerate(rest, start=1):
        yield f"  {line}{channel if number == len(rest) else ''}".rstrip()
