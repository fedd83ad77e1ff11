"""The manual page of a rule, made from its file: docstring, numbers and examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from helplint.finding import Level
from helplint.rule import Draft, InCalendar, Judge, Limit, Pattern, Phrases, Tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from helplint.rule import Option, Planned, Rule

_KINDS = {
    Phrases: "phrases",
    Tokens: "tokens",
    Pattern: "pattern",
    Limit: "limit",
    Judge: "judge",
    InCalendar: "calendar",
}


def manual_page(rule: Rule) -> str:
    """Return the manual page as plain text.

    Examples
    --------
    >>> from helplint.rules import all_rules
    >>> print(manual_page(all_rules()["false-urgency"]).splitlines()[0])
    false-urgency (warning; execution, pressure)
    """
    lines = [f"{rule.name} ({rule.level}; {', '.join(rule.tags)})", "", rule.manual.strip()]
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
        "sources and examples. A finding is a warning unless said.",
        "",
        "| rule | finds a post that | tags | settings |",
        "| --- | --- | --- | --- |",
    ]
    for rule in rules:
        settings = "<br>".join(_cell(name, option) for name, option in rule.options.items())
        level = "" if rule.level is Level.WARNING else f" ({rule.level})"
        finds = summary(rule).rstrip(".")
        lines.append(f"| `{rule.name}`{level} | {finds[0].lower()}{finds[1:]} | {', '.join(rule.tags)} | {settings} |")
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
            yield f"{bullet}{planned.time or 'no date'}{channel}, helps {planned.helpfulness:g}: {planned.text}{mark}"
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
