"""The parts of a report that are compared with each other."""

import pytest

from archive.analysis.parts import ROLE_GROUPS, role_group


@pytest.mark.parametrize("role", ["done", "overview", "", "unheard of"])
def test_what_is_no_part_of_its_own_tells_what_was_done(role):
    assert role_group(role) == "done"


@pytest.mark.parametrize("role", ROLE_GROUPS)
def test_a_part_is_its_own_group(role):
    assert role_group(role) == role
