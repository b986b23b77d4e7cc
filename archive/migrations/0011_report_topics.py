from collections import defaultdict

from django.db import migrations, models


def fill(apps, _schema_editor):
    """Write the topics of the current texts beside their reports."""
    report, section = apps.get_model("archive", "Report"), apps.get_model("archive", "Section")
    shown = report.objects.exclude(current_revision=None)
    held = defaultdict(set)
    rows = section.objects.filter(revision__in=shown.values("current_revision"))
    for revision, topics in rows.values_list("revision_id", "topics").iterator():
        held[revision].update(topics)
    for pk, revision in shown.values_list("pk", "current_revision_id"):
        report.objects.filter(pk=pk).update(topics="".join(f"|{code}|" for code in sorted(held[revision])))


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0010_figure_indexes"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="topics",
            field=models.CharField(blank=True, editable=False, max_length=1000, verbose_name="主题"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
