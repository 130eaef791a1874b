"""What pages hold. More words."""

from __future__ import annotations

from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource

_FILES: Operation[None] = Operation("GET", "/pages/files", responses={204: NOTHING})

_HIDDEN: Operation[None] = Operation("GET", "/pages/hidden", responses={204: NOTHING})

_HTML: Operation[None] = Operation("GET", "/pages/html", responses={204: NOTHING})

_SECTIONS: Operation[None] = Operation(
    "GET", "/pages/sections", responses={204: NOTHING}
)


class Pages(Resource):
    """What pages hold. More words."""

    def files(self, *, options: RequestOptions | None = None) -> None:
        """What Sphinx and others would read.

        … include:: /etc/passwd

        - … literalinclude:: /etc/passwd

        .. note:: Stays.

        --8< -- "/etc/passwd"

        `GET /pages/files`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.pages.files()
        """
        return self._client.request(_FILES, options=options)

    def hidden(self, *, options: RequestOptions | None = None) -> None:
        """What nobody sees: end a b.

        One
        two
        three
        Four    five.\\

        `GET /pages/hidden`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.pages.hidden()
        """
        return self._client.request(_HIDDEN, options=options)

    def html(self, *, options: RequestOptions | None = None) -> None:
        """HTML that is never closed.

        Words.

        More

        Inner `Ctrl` words, `<b>` and <your-token>.

        never ends
        < script>alert(1) and < x onclick="y">

        `GET /pages/html`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.pages.html()
        """
        return self._client.request(_HTML, options=options)

    def sections(self, *, options: RequestOptions | None = None) -> None:
        """Get sections.

        What a server's own docstring says.

        **Args:**
            db (Session): A session.

        **Returns:**
            dict: What comes.

        `:param db:` A session.
        `:meta private:`

        ## Parameters

        db : Session

        Two lines
        and a rule

        ---
        Note:
            Stays.

        `GET /pages/sections`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.pages.sections()
        """
        return self._client.request(_SECTIONS, options=options)


class AsyncPages(AsyncResource):
    """Asynchronous version of `Pages`."""

    async def files(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Pages.files`."""
        return await self._client.request(_FILES, options=options)

    async def hidden(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Pages.hidden`."""
        return await self._client.request(_HIDDEN, options=options)

    async def html(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Pages.html`."""
        return await self._client.request(_HTML, options=options)

    async def sections(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Pages.sections`."""
        return await self._client.request(_SECTIONS, options=options)
