"""What every answer of the site has in common."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.http.response import HttpResponse

Answer = Callable[[HttpRequest], HttpResponseBase]


def head_without_body(answer: Answer) -> Answer:
    """Leave out the body of an answer to HEAD, its length kept (RFC 9110, 9.3.2); servers warn of one."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if request.method == "HEAD" and isinstance(response, HttpResponse):
            length = response.headers.get("Content-Length", str(len(response.content)))
            response.content = b""
            response.headers["Content-Length"] = length
        return response

    return middleware
