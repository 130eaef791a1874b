"""Calls the bookshop with the generated client; a function stands for its server."""

import json
from datetime import date

import httpx2
from bookshop import Bookshop, NotFoundError

BOOKS = [
    {"id": 1, "title": "Middlemarch", "genre": "novel", "price": 9.5, "published": "1872-12-01"},
    {"id": 2, "title": "Leaves of Grass", "genre": "poetry", "price": 7.0},
    {"id": 3, "title": "On the Origin of Species", "genre": "science"},
]


def bookshop(request: httpx2.Request) -> httpx2.Response:
    """Answer as the server would: books on pages of two."""
    if request.method == "POST":
        return httpx2.Response(201, json={"id": 4, **json.loads(request.content)})
    if request.url.path == "/books":
        start = int(request.url.params.get("cursor", "0"))
        more = str(start + 2) if start + 2 < len(BOOKS) else None
        page = {"items": BOOKS[start : start + 2], "next_cursor": more}
        return httpx2.Response(200, json=page)
    found = [book for book in BOOKS if request.url.path == f"/books/{book['id']}"]
    if found:
        return httpx2.Response(200, json=found[0])
    return httpx2.Response(404, json={"message": "There is no such book."})


with Bookshop(token="my-token", transport=httpx2.MockTransport(bookshop)) as client:
    for book in client.books.list():  # requests the next page when it is needed
        print(book.id, book.title, book.published)
    book = client.books.create(title="Emma", genre="novel", published=date(1815, 12, 23))
    print("added", book.to_json())
    try:
        client.books.get(99)
    except NotFoundError as error:
        print(f"error {error.status_code}: {error.body.message}")
