"""What pages hold. More words."""

from __future__ import annotations

from .._runtime import NOTHING, AsyncResource, Operation, RequestOptions, Resource

_GET_FILES: Operation[None] = Operation("GET", "/pages/files", responses={204: NOTHING})

_GET_HIDDEN: Operation[None] = Operation(
    "GET", "/pages/hidden", responses={204: NOTHING}
)

_GET_HTML: Operation[None] = Operation("GET", "/pages/html", responses={204: NOTHING})

_GET_SECTIONS: Operation[None] = Operation(
    "GET", "/pages/sections", responses={204: NOTHING}
)


class Pages(Resource):
    """What pages hold. More words."""

    def get_files(self, *, options: RequestOptions | None = None) -> None:
        """What Sphinx and others would read.

        … include:: /etc/passwd

        - … literalinclude:: /etc/passwd

        .. note:: Stays.

        --8< -- "/etc/passwd"

        `GET /pages/files`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.pages.get_files()
        """
        return self._client.request(_GET_FILES, options=options)

    def get_hidden(self, *, options: RequestOptions | None = None) -> None:
        """What nobody sees: end a b.

        One
        two
        three
        Four    five.\\

        `GET /pages/hidden`

        Args:
            options: Per-request options: timeouts, retries, headers and more.

        Example:
            client.pages.get_hidden()
        """
        return self._client.request(_GET_HIDDEN, options=options)

    def get_html(self, *, options: RequestOptions | None = None) -> None:
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
            client.pages.get_html()
        """
        return self._client.request(_GET_HTML, options=options)

    def get_sections(self, *, options: RequestOptions | None = None) -> None:
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
            client.pages.get_sections()
        """
        return self._client.request(_GET_SECTIONS, options=options)


class AsyncPages(AsyncResource):
    """Asynchronous version of `Pages`."""

    async def get_files(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Pages.get_files`."""
        return await self._client.request(_GET_FILES, options=options)

    async def get_hidden(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Pages.get_hidden`."""
        return await self._client.request(_GET_HIDDEN, options=options)

    async def get_html(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Pages.get_html`."""
        return await self._client.request(_GET_HTML, options=options)

    async def get_sections(self, *, options: RequestOptions | None = None) -> None:
        """Asynchronous version of `Pages.get_sections`."""
        return await self._client.request(_GET_SECTIONS, options=options)
