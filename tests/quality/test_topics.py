"""Topics and roles of the seeds' sections against the labels; floors as in floors.json."""

from functools import cache

from archive.ingest import topics
from archive.ingest.cataloguing import metadata
from tests.ingest.vocabularies import vocabulary
from tests.quality.gold import floors, section_cases
from tests.quality.topic_folds import accuracy, held_out_score, nodes, reweighted, vouched
from tests.quality.topic_labels import labels, taxonomy


@cache
def pairs():
    """(label, classified section) of every gold node."""
    gold, found = labels(), []
    for case in section_cases():
        kind = metadata.recognise(case.cleaned, case.sections, case.name, vocabulary())[0].kind
        drafts = topics.classify(case.cleaned, case.sections, kind, vocabulary())
        records = case.gold["sections"]
        found += [(gold[r["id"]], d) for r, d in zip(records, drafts, strict=True)]
    return found


def share(agrees):
    return sum(agrees(label, draft) for label, draft in pairs()) / len(pairs())


def test_the_lexicon_has_the_topics_of_the_labels_under_their_names():
    assert dict(vocabulary().topic_labels) == taxonomy()


def test_primary_topics_reach_the_floor():
    right = share(lambda label, draft: draft.topics[0] == label["primary"])

    assert right >= floors()["topics.primary"]


def test_roles_reach_the_floor():
    right = share(lambda label, draft: draft.role == label["role"])

    assert right >= floors()["topics.role"]


def test_all_topics_together_reach_the_floors():
    shared = sum(len({*label["topics"]} & {*draft.topics}) for label, draft in pairs())
    given = sum(len(draft.topics) for _, draft in pairs())
    wanted = sum(len(label["topics"]) for label, _ in pairs())

    assert shared / given >= floors()["topics.precision"]
    assert shared / wanted >= floors()["topics.recall"]


def test_a_held_out_seed_is_classified_with_weights_learned_from_the_others(record_property):
    result = held_out_score(nodes(), reweighted)
    record_property("right of each seed", result)

    assert accuracy(result) >= floors()["topics.held_out_reweighted"]


def test_a_held_out_seed_is_classified_with_terms_the_others_vouch_for(record_property):
    result = held_out_score(nodes(), vouched)
    record_property("right of each seed", result)

    assert accuracy(result) >= floors()["topics.held_out_vouched"]
