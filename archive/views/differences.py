"""Two texts word against word: which words one has and the other has not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from archive.analysis.diff import compare
from archive.views.differences_choice import SIDES, Side, read_choice


@require_safe
def differences(request: HttpRequest) -> HttpResponse:
    """Show what differs between the two texts named by `r`, or why they cannot be shown."""
    choice = read_choice(request.GET)
    if len(choice.sides) < SIDES:
        return render(request, "archive/differences_none.html", {"choice": choice})
    left, right = choice.sides
    context = {
        "choice": choice,
        "left": left,
        "right": right,
        "difference": compare(_text(left), _text(right)),
    }
    return render(request, "archive/differences.html", context)


def _text(side: Side) -> str:
    return "".join(f"{one.title}\n{one.body}\n" for one in side.sections)
