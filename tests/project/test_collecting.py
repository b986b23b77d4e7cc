"""Garbage is looked for seldom by a server, and still looked for."""

import gc

from archive.project.collecting import collect_seldom


def test_a_server_looks_for_garbage_seldom():
    usual = gc.get_threshold()
    try:
        collect_seldom()
        assert gc.get_threshold() > usual
        assert all(gc.get_threshold())
    finally:
        gc.set_threshold(*usual)
    assert gc.isenabled()
