"""Files received before there were batches get one of their own, in the order they came."""

from django.db import migrations


def shelve(apps, schema_editor):
    intakes = apps.get_model("archive", "Intake").objects.filter(batch=None).order_by("received_at", "pk")
    if not intakes.exists():
        return
    batch = apps.get_model("archive", "Batch").objects.create(name="早先收到的文件")
    for number, intake in enumerate(list(intakes), start=1):
        intake.batch, intake.number = batch, number
        # Section changes were kept by position; they are kept by anchor now.
        intake.corrections = {"values": intake.corrections.get("values", {})}
        intake.save(update_fields=["batch", "number", "corrections"])


class Migration(migrations.Migration):
    dependencies = [("archive", "0002_intake_batches")]
    operations = [migrations.RunPython(shelve, migrations.RunPython.noop)]
