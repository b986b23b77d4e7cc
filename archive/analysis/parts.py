"""The parts of a report that are compared: what was done with what was done, plan with plan."""

# An introduction says what was done; the other roles are parts of a report of their own.
ROLE_GROUPS = ("done", "problem", "plan", "suggestion")


def role_group(role: str) -> str:
    """Return the role group a role belongs to; an unknown role counts as work done."""
    return role if role in ROLE_GROUPS else "done"
