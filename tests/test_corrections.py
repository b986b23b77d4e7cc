from archive.corrections import parents_by_level


def test_parents_follow_levels():
    assert parents_by_level([0, 1, 2, 2, 3, 1, 2]) == [None, None, 1, 1, 3, None, 5]


def test_a_skipped_level_hangs_on_the_nearest_higher_node():
    assert parents_by_level([1, 3, 2]) == [None, 0, 0]
