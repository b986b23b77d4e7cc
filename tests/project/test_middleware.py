from django.http import HttpResponse
from django.test import RequestFactory

from archive.middleware import head_without_body


def ask(request):
    return head_without_body(lambda _request: HttpResponse("报告"))(request)


def test_an_answer_to_head_has_its_length_and_no_body():
    response = ask(RequestFactory().head("/"))
    assert (response.content, response["Content-Length"]) == (b"", "6")


def test_an_answer_to_get_is_left_alone():
    assert ask(RequestFactory().get("/")).content.decode() == "报告"
