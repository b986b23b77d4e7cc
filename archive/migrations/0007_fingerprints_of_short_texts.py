"""Short texts get the finer samples by which near copies of another length find them."""

from django.db import migrations
from django.db.models import Count

from archive.analysis.fingerprints import runs, sample

FEW = 16  # longer texts were sampled as they are now


def remember(apps, schema_editor):
    fingerprint = apps.get_model("archive", "Fingerprint")
    revisions = apps.get_model("archive", "Revision").objects.annotate(n=Count("fingerprints"))
    for revision in revisions.filter(n__lt=FEW).order_by("pk").only("pk").iterator():
        sections = apps.get_model("archive", "Section").objects.filter(revision=revision.pk).order_by("order")
        words = "\n".join(f"{heading}\n{body}" for heading, body in sections.values_list("heading", "body"))
        fingerprint.objects.filter(revision=revision.pk).delete()
        fingerprint.objects.bulk_create(
            [fingerprint(revision_id=revision.pk, value=value) for value in sample(runs(words))]
        )


class Migration(migrations.Migration):
    dependencies = [("archive", "0006_undo_and_account_events")]
    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
