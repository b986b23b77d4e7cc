import pytest

from archive import services
from archive.analysis.fingerprints import runs, sample, share
from archive.corrections import Corrections
from archive.models import Fingerprint, Intake, Report
from archive.text.scripts import to_traditional
from tests.services.shelf import OTHER, SEED, published, shelved, small_report

pytestmark = pytest.mark.django_db


def near(tmp_path, text=None):
    """The seed as another site carries it: its own ending, other line ends."""
    path = tmp_path / "近似.txt"
    words = text or SEED.read_text(encoding="utf-8-sig")[:-600]
    path.write_text(words + "\n另一处网站加上的一段说明，原文没有。\n", encoding="utf-8", newline="\r\n")
    return path


def test_a_copy_with_another_ending_is_noted_with_its_share(tmp_path):
    report = published()
    [noted] = shelved(near(tmp_path)).resemblances.all()
    assert noted.report == report
    assert 80 <= noted.percent < 100


def test_script_does_not_hide_a_copy(tmp_path):
    published()
    traditional = to_traditional(SEED.read_text(encoding="utf-8-sig"))
    assert shelved(near(tmp_path, traditional)).resemblances.count() == 1


def test_another_report_resembles_nothing():
    published()
    assert not shelved(OTHER).resemblances.exists()


def test_publishing_waits_for_the_decision(tmp_path):
    published()
    intake = shelved(near(tmp_path))
    with pytest.raises(services.ServiceError, match="% 相同，请先决定"):
        services.publish(intake=intake, corrections=Corrections(), by=None)
    assert Report.objects.count() == 1


def test_a_new_version_keeps_address_checksum_and_text_of_the_old(tmp_path):
    report = published()
    old = report.current_revision
    intake = shelved(near(tmp_path))
    services.decide(intake=intake, report=report, decision="revision", by=None)
    assert services.publish(intake=intake, corrections=Corrections(), by=None) == report
    report.refresh_from_db()
    assert report.current_revision.number == 2
    kept = report.revisions.get(number=1)
    assert (kept.text, kept.source_file.sha256) == (old.text, old.source_file.sha256)


def test_a_repost_is_a_report_of_its_own_tied_to_the_first(tmp_path):
    report = published()
    intake = shelved(near(tmp_path))
    services.decide(intake=intake, report=report, decision="repost", by=None)
    repost = services.publish(intake=intake, corrections=Corrections(), by=None)
    assert (repost.repost_of, repost.public_id != report.public_id) == (report, True)


def test_a_different_report_stands_alone(tmp_path):
    report = published()
    intake = shelved(near(tmp_path))
    services.decide(intake=intake, report=report, decision="different", by=None)
    other = services.publish(intake=intake, corrections=Corrections(), by=None)
    assert (other.repost_of, Report.objects.count()) == (None, 2)


def test_what_was_published_meanwhile_counts_too(tmp_path):
    intake = shelved(near(tmp_path))
    assert not intake.resemblances.exists()
    published()
    with pytest.raises(services.ServiceError, match="请先决定"):
        services.publish(intake=intake, corrections=Corrections(), by=None)


def test_a_refused_publication_leaves_what_it_found_to_be_decided(tmp_path):
    intake = shelved(near(tmp_path))
    report = published()
    outcome = services.publish_many([intake], batch=None, by=None)
    assert "请先决定" in outcome.refused[0][1]
    assert intake.resemblances.get().report == report
    services.decide(intake=intake, report=report, decision="different", by=None)
    assert services.publish_many([intake], batch=None, by=None).done == 1


def test_a_decision_holds_when_the_report_has_got_another_text_meanwhile(tmp_path):
    report = published()
    intake = shelved(near(tmp_path))
    services.decide(intake=intake, report=report, decision="revision", by=None)
    services.revise(report=report, intake=shelved(OTHER), corrections=Corrections(), by=None)
    assert services.publish(intake=intake, by=None) == report
    assert Report.objects.get().current_revision.number == 3


def test_a_file_is_a_new_version_of_one_report_only(tmp_path):
    first = published()
    twin = shelved(near(tmp_path))
    services.decide(intake=twin, report=first, decision="different", by=None)
    second = services.publish(intake=twin, by=None)
    again = tmp_path / "又一份.txt"
    again.write_text(near(tmp_path).read_text(encoding="utf-8") + "又一个结尾。", encoding="utf-8")
    intake = shelved(again)
    for report in (first, second):
        services.decide(intake=intake, report=report, decision="revision", by=None)
    with pytest.raises(services.ServiceError, match="只能是一份报告的新版本"):
        services.publish(intake=intake, by=None)


def test_only_listed_decisions_are_kept(tmp_path):
    report = published()
    intake = shelved(near(tmp_path))
    with pytest.raises(services.ServiceError, match="列出"):
        services.decide(intake=intake, report=report, decision="merge", by=None)
    services.discard(intake=intake, by=None)
    with pytest.raises(services.ServiceError, match="已经处理"):
        services.decide(intake=intake, report=report, decision="repost", by=None)


def test_small_reports_of_their_own_do_not_resemble_each_other():
    hashes = [runs(small_report(n).decode()) for n in range(6)]
    assert max(share(a, b) for a in hashes for b in hashes if a is not b) < 0.6


def test_a_text_shares_all_of_an_excerpt():
    whole = SEED.read_text(encoding="utf-8-sig")
    assert share(runs(whole[:3000]), runs(whole)) > 0.99
    assert set(sample(runs(whole[:3000]))) & set(sample(runs(whole)))


@pytest.mark.parametrize("length", [120, 240, 280, 320, 500])
def test_short_texts_are_found_by_their_near_copies_whatever_side_of_a_step_they_fall(length):
    whole, other = (path.read_text(encoding="utf-8-sig") for path in (SEED, OTHER))
    missed = 0
    for start in range(0, 3000, 60):
        short = whole[start : start + length]
        copy = short[: length * 19 // 20] + other[start : start + length // 8]
        missed += not set(sample(runs(short))) & set(sample(runs(copy)))
    assert missed == 0


def test_an_empty_text_shares_nothing():
    assert share(runs(""), runs("卫生健康工作总结")) == 0.0


def test_fingerprints_follow_the_current_text(tmp_path):
    report = published()
    intake = shelved(near(tmp_path))
    services.decide(intake=intake, report=report, decision="revision", by=None)
    services.publish(intake=intake, corrections=Corrections(), by=None)
    assert Fingerprint.objects.filter(revision=report.revisions.get(number=2)).exists()
    services.withdraw(report=report, reason="核对中", by=None)
    again = tmp_path / "又一份.txt"
    again.write_text(near(tmp_path).read_text(encoding="utf-8") + "又一个结尾。", encoding="utf-8")
    assert shelved(again).state == Intake.State.WAITING
    assert Intake.objects.get(name="又一份.txt").resemblances.get().report == report
