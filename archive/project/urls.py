"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("search.urls")),
    path("", include("archive.urls")),
]

handler400 = "archive.views.pages.bad_request"
handler403 = "archive.views.pages.forbidden"
handler404 = "archive.views.pages.not_found"
handler500 = "archive.views.pages.server_error"
