"""Signals sent after the transaction that made them true has committed.

`report_published` and `report_withdrawn` are sent with `report`, the Report concerned.
"""

from django.dispatch import Signal

report_published = Signal()
report_withdrawn = Signal()
