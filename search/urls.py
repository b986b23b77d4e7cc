"""Addresses of searches; they are shared and cited."""

from django.urls import include, path
from django.views.generic import RedirectView

from search import exports, views
from search.suggest.views import complete, related_words

urlpatterns = [
    path("search", views.search_page, name="search"),
    path("search.csv", exports.search_csv, name="search_csv"),
    path("search/complete", complete, name="search_complete"),
    path("search/related", related_words, name="search_related"),
    path("search/", RedirectView.as_view(pattern_name="search", query_string=True, permanent=True)),
    path("ingest/lexicon/", include("search.lexicon.urls")),
]
