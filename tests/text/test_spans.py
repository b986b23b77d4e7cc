"""Merging span layers into flat segments."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.text.spans import Segment, Span, segments

TEXT = "推进中医馆建设"


def test_a_text_without_spans_is_one_segment():
    assert segments(TEXT, []) == [Segment(0, 7, TEXT)]


def test_an_empty_text_has_no_segments():
    assert segments("", [Span(0, 1, "hit")]) == []


def test_a_span_cuts_the_text_in_three():
    hit = Span(2, 5, "hit")
    assert segments(TEXT, [hit]) == [
        Segment(0, 2, "推进"),
        Segment(2, 5, "中医馆", (hit,)),
        Segment(5, 7, "建设"),
    ]


def test_overlapping_layers_share_the_middle_segment():
    hit, defect = Span(0, 4, "hit"), Span(2, 6, "defect", "slip")
    cut = [(segment.text, segment.layers) for segment in segments(TEXT, [defect, hit])]
    assert cut == [("推进", (hit,)), ("中医", (hit, defect)), ("馆建", (defect,)), ("设", ())]


def test_nested_spans_come_outermost_first():
    outer, inner = Span(0, 7, "evidence"), Span(0, 2, "term")
    assert segments(TEXT, [inner, outer])[0].layers == (outer, inner)


def test_a_window_clips_spans_but_keeps_them_whole_in_layers():
    hit = Span(0, 5, "hit")
    assert segments(TEXT, [hit], 2, 6) == [
        Segment(2, 5, "中医馆", (hit,)),
        Segment(5, 6, "建"),
    ]


def test_an_end_beyond_the_text_means_its_end():
    assert segments(TEXT, [Span(5, 99, "hit")], 5, 99) == [Segment(5, 7, "建设", (Span(5, 99, "hit"),))]


@pytest.mark.parametrize("span", [Span(3, 3, "hit"), Span(9, 12, "hit")])
def test_spans_that_cover_nothing_are_left_out(span):
    assert segments(TEXT, [span]) == [Segment(0, 7, TEXT)]


def test_a_segment_names_its_layers_once_each():
    segment = Segment(0, 1, "推", (Span(0, 2, "term"), Span(0, 1, "hit"), Span(0, 3, "hit")))
    assert segment.layer_names == ("hit", "term")
    assert segment.in_layer("hit")
    assert not segment.in_layer("defect")


spans = st.lists(st.builds(Span, st.integers(0, 30), st.integers(0, 30), st.sampled_from("abc")))


@settings(deadline=None)
@given(st.text(max_size=30), spans)
def test_segments_join_to_the_text_and_carry_exactly_the_spans_over_them(text, marks):
    found = segments(text, marks)
    assert "".join(segment.text for segment in found) == text
    for segment in found:
        over = {span for span in marks if span.start <= segment.start < span.end}
        assert set(segment.layers) == over
