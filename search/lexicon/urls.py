"""Addresses of the staff pages of the lexicon."""

from django.urls import path

from search.lexicon import pages

urlpatterns = [
    path("", pages.all_sets, name="lexicon"),
    path("add/", pages.add, name="lexicon_add"),
    path("<int:pk>/", pages.change, name="lexicon_change"),
    path("<int:pk>/switch/", pages.switch, name="lexicon_switch"),
    path("<int:pk>/original/", pages.put_back, name="lexicon_put_back"),
]
