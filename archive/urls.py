"""Addresses of what the archive holds. They are cited: never change one without a redirect."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path, re_path, register_converter
from django.views.generic import RedirectView

from archive.views import browse, compare, home, pages, report, section, staff, text_forms


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

urlpatterns = [
    path("", home.home, name="home"),
    path("browse/", browse.everywhere, name="browse"),
    path("browse/<str:code>/", browse.region, name="browse_region"),
    path("browse/<str:code>/<yyyy:year>/", browse.region, name="browse_region_year"),
    path("topic/<slug:code>/", browse.topic, name="topic"),
    path("year/<yyyy:year>/", browse.year, name="year"),
    path("kind/<slug:code>/", browse.kind, name="kind"),
    re_path(rf"^r/{PUBLIC_ID}\.txt$", text_forms.plain, name="report_txt"),
    re_path(rf"^r/{PUBLIC_ID}\.json$", text_forms.structured, name="report_json"),
    re_path(rf"^r/{PUBLIC_ID}/$", report.report, name="report"),
    re_path(rf"^r/{PUBLIC_ID}/history/$", report.history, name="history"),
    re_path(rf"^r/{PUBLIC_ID}/v(?P<number>[0-9]+)/$", report.revision, name="revision"),
    re_path(rf"^r/{PUBLIC_ID}/v(?P<number>[0-9]+)/original$", text_forms.original, name="original"),
    re_path(rf"^r/{PUBLIC_ID}/(?P<anchor>s[0-9]+x?)/$", section.section, name="section"),
    path("compare", compare.compare, name="compare"),
    path("compare/", RedirectView.as_view(pattern_name="compare", query_string=True, permanent=True)),
    path("favicon.ico", pages.favicon),
    path("robots.txt", pages.robots),
    path("help/", pages.help_page, name="help"),
    path("login/", LoginView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("ingest/", staff.shelf, name="intake_list"),
    path("ingest/upload/", staff.upload, name="intake_upload"),
    path("ingest/<uuid:pk>/", staff.preview, name="intake_preview"),
    path("ingest/<uuid:pk>/discard/", staff.discard, name="intake_discard"),
]
