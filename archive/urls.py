"""Addresses of what the archive holds. They are cited: never change one without a redirect."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path, re_path, register_converter
from django.views.generic import RedirectView

from archive.steady import of_one_state
from archive.views import (
    browse,
    browse_csv,
    home,
    pages,
    report,
    section,
    text_forms,
)
from archive.views.compare import export as compare_export
from archive.views.compare import page as compare
from archive.views.compare import repair as compare_repair
from archive.views.compare import saving as compare_saving
from archive.views.coverage import cell as coverage_cell
from archive.views.coverage import page as coverage
from archive.views.differences import page as differences
from archive.views.indicators import page as indicators
from archive.views.staff import (
    amending,
    audit,
    batch,
    bulk,
    coverage_marks,
    decisions,
    figures,
    holdings,
    likeness,
    preview,
    regions,
    shelf,
    upload,
)
from archive.views.staff import indicators as staff_indicators


class YearConverter:
    """A year a report can be of; anything else is no address of ours."""

    regex = "(?:19|20)[0-9]{2}"

    def to_python(self, value: str) -> int:
        """Return the year."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return the year as it stands in addresses."""
        return str(value)


register_converter(YearConverter, "yyyy")

PUBLIC_ID = r"(?P<public_id>[0-9]{6}-(?:[0-9]{4}|nd)-[0-9a-z]+)"
VERSION = r"v(?P<number>[0-9]{1,9})"  # as many digits as the columns hold
FILE = "ingest/b/<uuid:batch>/<int:number>/"

urlpatterns = [
    path("", home.home, name="home"),
    path("browse/", browse.everywhere, name="browse"),
    path("browse.csv", browse_csv.browse_csv, name="browse_csv"),
    path("browse/<str:code>/", browse.region, name="browse_region"),
    path("browse/<str:code>/<yyyy:year>/", browse.region, name="browse_region_year"),
    path("topic/<slug:code>/", browse.topic, name="topic"),
    path("year/<yyyy:year>/", browse.year, name="year"),
    path("kind/<slug:code>/", browse.kind, name="kind"),
    re_path(rf"^r/{PUBLIC_ID}\.txt$", text_forms.plain, name="report_txt"),
    re_path(rf"^r/{PUBLIC_ID}\.json$", text_forms.structured, name="report_json"),
    re_path(rf"^r/{PUBLIC_ID}/figures\.csv$", indicators.report_figures_csv, name="report_figures_csv"),
    re_path(rf"^r/{PUBLIC_ID}/$", report.report, name="report"),
    re_path(rf"^r/{PUBLIC_ID}/history/$", report.history, name="history"),
    re_path(rf"^r/{PUBLIC_ID}/{VERSION}/$", report.revision, name="revision"),
    re_path(rf"^r/{PUBLIC_ID}/{VERSION}/original$", text_forms.original, name="original"),
    re_path(rf"^r/{PUBLIC_ID}/(?P<anchor>s[0-9]{{1,9}}x?)/$", section.section, name="section"),
    path("compare", compare.compare, name="compare"),
    path("compare.csv", of_one_state(compare_export.compare_csv), name="compare_csv"),
    path("compare/differences.csv", of_one_state(differences.differences_csv), name="differences_csv"),
    path("compare/pairing", compare_repair.compare_repair, name="compare_repair"),
    path("compare/pairing/save", compare_saving.compare_save, name="compare_save"),
    path("compare/pairing/remove", compare_saving.compare_remove, name="compare_remove"),
    path("compare/", RedirectView.as_view(pattern_name="compare", query_string=True, permanent=True)),
    path("indicators/", indicators.indicators, name="indicators"),
    path("indicators.csv", of_one_state(indicators.indicators_csv), name="indicators_csv"),
    path("indicators/<slug:slug>/", indicators.indicator, name="indicator"),
    path("indicators/<slug:slug>.csv", indicators.indicator_csv, name="indicator_csv"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("coverage", RedirectView.as_view(pattern_name="coverage", query_string=True, permanent=True)),
    path("coverage.csv", of_one_state(coverage.coverage_csv), name="coverage_csv"),
    path("coverage/<str:code>/<yyyy:year>/", coverage_cell.cell, name="coverage_cell"),
    path("favicon.ico", pages.favicon),
    path("robots.txt", pages.robots),
    path("help/", pages.help_page, name="help"),
    path("login/", LoginView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("ingest/", shelf.shelf, name="intake_list"),
    path("ingest/upload/", upload.upload, name="intake_upload"),
    path("ingest/batches/", upload.start, name="batch_start"),
    path("ingest/audit/", audit.audit, name="audit"),
    path("ingest/audit.csv", audit.audit_csv, name="audit_csv"),
    path("ingest/b/<uuid:batch>/", batch.batch, name="batch"),
    path("ingest/b/<uuid:batch>/files/", upload.receive_one, name="batch_files"),
    path("ingest/b/<uuid:batch>/status", batch.status, name="batch_status"),
    path("ingest/b/<uuid:batch>/bulk/", bulk.bulk, name="batch_bulk"),
    path("ingest/operations/<uuid:operation>/undo/", bulk.undo, name="operation_undo"),
    re_path(rf"^ingest/r/{PUBLIC_ID}/$", holdings.manage, name="report_manage"),
    re_path(rf"^ingest/r/{PUBLIC_ID}/amend/$", amending.amend, name="report_amend"),
    re_path(rf"^ingest/r/{PUBLIC_ID}/withdraw/$", holdings.withdraw, name="report_withdraw"),
    re_path(rf"^ingest/r/{PUBLIC_ID}/reinstate/$", holdings.reinstate, name="report_reinstate"),
    re_path(rf"^ingest/r/{PUBLIC_ID}/revert/$", holdings.revert, name="report_revert"),
    path("ingest/coverage/", coverage_marks.marks, name="coverage_marks"),
    path("ingest/coverage/<int:key>/remove/", coverage_marks.unmark, name="coverage_unmark"),
    re_path(rf"^ingest/r/{PUBLIC_ID}/figures/$", figures.report_figures, name="figures_manage"),
    re_path(
        rf"^ingest/r/{PUBLIC_ID}/figures/(?P<pk>[0-9]{{1,18}})/$", figures.correct, name="figure_correct"
    ),
    path("ingest/indicators/", staff_indicators.all_indicators, name="staff_indicators"),
    path("ingest/indicators/names/", staff_indicators.names, name="staff_indicator_names"),
    path("ingest/indicators/alias/", staff_indicators.alias, name="staff_indicator_alias"),
    path("ingest/indicators/<slug:slug>/switch/", staff_indicators.switch, name="staff_indicator_switch"),
    path("ingest/regions", regions.regions, name="staff_regions"),
    path(FILE, preview.preview, name="intake_preview"),
    path(f"{FILE}discard/", decisions.discard, name="intake_discard"),
    path(f"{FILE}restore/", decisions.restore, name="intake_restore"),
    path(f"{FILE}retry/", decisions.retry, name="intake_retry"),
    path(f"{FILE}against/<str:public_id>/", likeness.likeness, name="intake_likeness"),
]
