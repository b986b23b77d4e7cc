"""Two texts word against word: which words one has and the other has not."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.analysis.differences.compare import Difference, compare
from archive.analysis.fingerprints import runs, share
from archive.exports import Export, csv_response
from archive.views.differences.choice import SIDES, Choice, read_choice
from archive.views.differences.places import place_cells, places_of
from archive.views.differences.rows import rows_of, stretches_of
from archive.views.differences.text import Laid, laid_out

CLOSE = 0.6  # texts no more alike than this are better compared by topic


@dataclass(frozen=True)
class Compared:
    """Two texts laid out, and what differs between them."""

    left: Laid
    right: Laid
    difference: Difference

    @property
    def percent(self) -> int:
        """How much is the same, in whole percent; 100 only where nothing differs."""
        return int(self.difference.alike * 100) if self.difference.places else 100

    @property
    def is_close(self) -> bool:
        """Whether the texts, or all but what was added to one, are close enough to be read word by word."""
        if self.difference.alike > CLOSE:
            return True
        return share(runs(self.left.text.text), runs(self.right.text.text)) > CLOSE


@require_safe
def differences(request: HttpRequest) -> HttpResponse:
    """Show what differs between the two texts named by `r`, or why they cannot be shown.

    Each `r` is a report's id, or `<id>.v<number>` for one revision of it. `sections=<anchor>~<anchor>`
    narrows to a section of either; `strict=1` compares every character, `only=1` folds what is the same,
    `force=1` shows texts that have little in common; `layout` is `split` or `unified`.
    """
    choice = read_choice(request.GET)
    if len(choice.sides) < SIDES:
        return render(request, "archive/differences/none.html", {"choice": choice})
    found = _compared(choice)
    context = {"choice": choice, "left": choice.sides[0], "right": choice.sides[1], "found": found}
    if not found.is_close and "force" not in choice.switches:
        return render(request, "archive/differences/unlike.html", context)
    rows = rows_of(found.difference.cuts, found.left, found.right)
    context["stretches"] = stretches_of(rows, only_changed="only" in choice.switches)
    return render(request, "archive/differences/page.html", context)


@require_safe
def differences_csv(request: HttpRequest) -> StreamingHttpResponse | HttpResponseRedirect:
    """Return the differing places as a table; what cannot be compared is explained on the page."""
    choice = read_choice(request.GET)
    if len(choice.sides) < SIDES:
        asked = request.GET.copy()
        asked["mode"] = "diff"
        return redirect(f"{reverse('compare')}?{asked.urlencode()}")
    return csv_response(request, _export(request, choice, _compared(choice)))


def _compared(choice: Choice) -> Compared:
    left, right = map(laid_out, choice.sides)
    return Compared(left, right, compare(left.text, right.text, strict="strict" in choice.switches))


def _export(request: HttpRequest, choice: Choice, found: Compared) -> Export:
    left, right = choice.sides
    root = request.build_absolute_uri("/").rstrip("/")
    columns = (_("序号"), _("类别"), _("左文"), _("右文"))
    places = places_of(found.difference.cuts)
    return Export(
        name="differences",
        title=_("逐字对照：%(left)s；%(right)s") % {"left": left.label, "right": right.label},
        parameters=choice.query(),
        notes=choice.complaints,
        columns=(*columns, _("左文章节"), _("左文网址"), _("右文章节"), _("右文网址")),
        rows=(place_cells(place, found.left, found.right, root) for place in places),
    )
