"""The manual page of a rule, made from its file: docstring, numbers and examples."""

from __future__ import annotations

import re
from dataclasses import asdict
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from helplint.finding import Level
from helplint.markdown import escape, prose
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
    if rule.accepted_on:
        lines += ["", f"Not checked on {', '.join(rule.accepted_on)}: there it is the form."]
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
            name: {
                "default": option.default,
                "channels": dict(option.channels),
                "tightest": option.tightest,
                "reason": option.reason,
            }
            for name, option in rule.options.items()
        },
        "bad": [_example_values(example) for example in rule.bad],
        "good": [_example_values(example) for example in rule.good],
        "manual": rule.manual,
    }


def _example_values(example: Draft | str | tuple[Planned, ...]) -> dict[str, Any]:
    """Return a draft with the spans that are marked, or a calendar with the posts that offend."""
    if isinstance(example, tuple):
        return {"posts": [asdict(planned) for planned in example]}
    draft = example if isinstance(example, Draft) else Draft(example)
    text, spans = draft.unmarked()
    return {"text": text, "channel": draft.channel, "spans": [list(span) for span in spans]}


def markdown_page(rule: Rule) -> str:
    """Return the manual page in Markdown, as it stands in ``docs/rules/``."""
    opening, *sections = re.split(r"^(.+)\n-{3,}$\n", rule.manual.strip(), flags=re.MULTILINE)
    article = "An" if rule.level is Level.ERROR else "A"
    lines = [f"# {rule.name}", "", prose(opening.strip()), ""]
    lines += [f"{article} {rule.level}. Tags: {', '.join(f'`{tag}`' for tag in rule.tags)}."]
    for heading, text in zip(sections[::2], sections[1::2], strict=True):
        lines += ["", f"## {heading}", ""]
        lines += _references(text) if heading == "References" else [prose(text.strip())]
    if rule.options:
        lines += ["", "## Settings", "", "| setting | value | why |", "| --- | --- | --- |"]
        lines += [f"| `{name}` | {_value(option)} | {prose(option.reason)} |" for name, option in rule.options.items()]
    for heading, examples in (("Reported", rule.bad), ("Not reported", rule.good)):
        if examples:
            lines += ["", f"## {heading}", ""]
            lines += [line for example in examples for line in _markdown_example(example)]
    return "\n".join(lines)


def _references(text: str) -> list[str]:
    """Return a list with one reference an item; each begins a line, and ends with a full stop at the end of one."""
    return [f"- {prose(' '.join(each.split()))}" for each in re.split(r"(?<=\.)\n", text.strip())]


def _markdown_example(example: Draft | str | tuple[Planned, ...]) -> list[str]:
    if isinstance(example, tuple):
        return ["```text", *(line[2:] for line in _example(example)), "```", ""]
    draft = example if isinstance(example, Draft) else Draft(example)
    text = "<br>".join(escape(line) for line in draft.text.splitlines())
    channel = f" (on {draft.channel})" if draft.channel else ""
    return [f"- “{text.replace('⟦', '<mark>').replace('⟧', '</mark>')}”{channel}"]


def index_page(rules: Iterable[Rule]) -> str:
    """Return a page of Markdown that lists rules with their numbers, as it stands in ``docs/rules.md``."""
    lines = [
        "# Rules",
        "",
        "Each has a manual page: what it finds and why, how to fix it, its limits, its sources and examples. `helplint",
        "rule NAME` shows it in the terminal. A finding is a warning unless said, and for a writer to mend.",
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
        name = f"[`{rule.name}`](rules/{rule.name}.md)"
        lines.append(f"| {name}{level} | {finds[0].lower()}{finds[1:]} | {', '.join(rule.tags)} | {settings} |")
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
    return f"`{name}` {_value(option)}"


def _value(option: Option) -> str:
    channels = "".join(f", {value:g} on {channel}" for channel, value in option.channels.items())
    return f"{option.default:g}{channels}"


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
    draft = example if isinstance(example, Draft) else Draft(example)
    known = [f"on {draft.channel}"] if draft.channel else []
    known += [f"scheduled for {draft.time}"] if draft.time else []
    known += [f"from {', '.join(draft.brands)}"] if draft.brands else []
    known += [f"{name}: {value or 'empty'}" for name, value in draft.fields.items()]
    end = f" ({'; '.join(known)})" if known else ""
    first, *rest = draft.text.splitlines()
    yield f"- {first}{end if not rest else ''}"
    for number, line in enumerate(rest, start=1):
        yield f"  {line}{end if number == len(rest) else ''}".rstrip()
