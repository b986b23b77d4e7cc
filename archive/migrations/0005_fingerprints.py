"""Reports published before there were fingerprints get theirs, so that their near duplicates are found."""

from django.db import migrations

from archive.analysis.fingerprints import runs, sample


def remember(apps, schema_editor):
    fingerprint = apps.get_model("archive", "Fingerprint")
    revisions = apps.get_model("archive", "Revision").objects.order_by("pk")
    for revision in revisions.only("pk").iterator():
        sections = apps.get_model("archive", "Section").objects.filter(revision=revision.pk).order_by("order")
        words = "\n".join(f"{heading}\n{body}" for heading, body in sections.values_list("heading", "body"))
        fingerprint.objects.bulk_create(
            [fingerprint(revision=revision, value=value) for value in sample(runs(words))]
        )


class Migration(migrations.Migration):
    dependencies = [("archive", "0004_intake_numbers")]
    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
