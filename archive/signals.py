"""Signals sent after the transaction that made them true has committed.

`reports_changed` is sent with `reports`, a list of Reports that were published, revised, amended, reinstated
or withdrawn; their `state` says which of them readers may see.
"""

from django.dispatch import Signal

reports_changed = Signal()
