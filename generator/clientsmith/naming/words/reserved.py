"""Names that generated classes use themselves, so that none of a document may take them."""

from __future__ import annotations

from collections.abc import Mapping

from .words import word_set

ROOT_ATTRIBUTES = word_set("""
    aclose base_url cached_property capture close max_retries raw request request_raw timeout
    with_options
    """)
"""Attributes and methods that a client has or may get, and names that its class body uses, which no resource
may hide."""

MODEL_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    # `dataclass` would take the method of classes for the default of such a field.
    "dataclass": frozenset({"mro"}),
    "pydantic": word_set("""
        construct copy dict from_orm json mro register model_computed_fields model_config model_construct
        model_copy model_dump model_dump_json model_extra model_fields model_fields_set
        model_json_schema model_parametrized_name model_post_init model_rebuild model_validate
        model_validate_json model_validate_strings mro parse_file parse_obj parse_raw schema
        schema_json update_forward_refs validate
        """),
}
"""Style of models → attributes of their base class; no field may have such a name."""

MODEL_METHODS = frozenset({"copy", "from_dict", "from_json", "to_dict", "to_json"})
"""Methods of the base class of dataclasses; a model with a field of such a name has another base class."""

RESOURCE_ATTRIBUTES = frozenset({"cached_property"})
"""Names that the class body of a resource uses; no method or attribute may hide them."""

ARGUMENTS = frozenset({"self"})
"""Names that no argument of a method may have."""

CREDENTIAL_ARGUMENTS = word_set("""
    auth base_url bodies choose_server clock cookies credentials default_headers default_query headers hooks
    http_client limiter limits max_response_bytes max_retries middleware options proxy query
    rate_limit raw_security redirects retries retry security server strict_responses super
    telemetry timeout
    total_timeout transport user_agent verify
    """)
"""Keyword arguments that a client has or may get beside its credentials, and functions that its
constructor calls."""

MODULES = word_set("""
    annotated_types anyio attr attrs aux brotli brotlicffi build certifi clientsmith colorama
    com0 com1 com2 com3 com4 com5 com6 com7 com8 com9 con conftest editables
    email_validator exceptiongroup h11 h2 hatchling hpack httpcore httpcore2 httpx httpx2
    hyperframe idna importlib_metadata iniconfig lpt0 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8
    lpt9 msgspec noxfile nul opentelemetry orjson outcome packaging pathspec pip pkg_resources
    pluggy prn py pydantic pydantic_core pydantic_settings pygments pyproject_hooks pytest     setuptools sitecustomize sniffio socks socksio sortedcontainers test tests tomli trio
    trove_classifiers truststore typing_extensions typing_inspection usercustomize wheel     wsproto zipp zstandard
    """)
"""Names that a package must not have: modules of what it requires, with its extras, for its tests and for
building it, of pip and of Python's start, which it would hide; and names of devices on Windows."""

STANDARD_LIBRARY = word_set("""
    abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit
    audioop base64 bdb binascii bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd
    code codecs codeop collections colorsys compileall compression concurrent configparser
    contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal
    difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl
    filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext
    glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib
    inspect io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox
    mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis
    nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb
    pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile
    profiling pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re
    readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex
    shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile
    sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau
    symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap this
    threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle
    turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref
    webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
    """)
"""Modules of the standard library from Python 3.11 on. `sys.stdlib_module_names` has those of one version,
and names must not depend on the Python that generates them."""

BUILTINS = word_set("""
    __build_class__ __debug__ __doc__ __import__ __loader__ __name__ __package__ __spec__
    ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup
    BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError
    ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError
    DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception
    ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError FutureWarning
    GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError
    IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError
    NameError None NotADirectoryError NotImplemented NotImplementedError OSError OverflowError
    PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError
    RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration
    StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError True
    TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError
    UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError abs
    aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod
    compile complex copyright credits delattr dict dir divmod enumerate eval exec exit filter
    float format frozenset getattr globals hasattr hash help hex id input int isinstance
    issubclass iter len license list locals map max memoryview min next object oct open ord pow
    print property quit range repr reversed round set setattr slice sorted staticmethod str sum
    super tuple type vars zip
    """)
"""Builtins from Python 3.11 on, for the same reason."""

RESOURCE_CLASSES = word_set("""
    APIKey Annotated Any AnyJSON AsyncClient AsyncClientOptions AsyncResource AsyncSecret BINARY Base64Url Basic Bearer Binary Body ContentByType Decimal
    DecimalNumber DeclaredHeaders Discriminator Encoding FileBody FileInput FormBody Header HttpDate IntegerString
    ItemsBody JSON Literal Mapping Maybe MultipartBody NOTHING Operation OwnServer Parameter ParameterContent ParameterStyle RequestOptions Resource Secret Sequence ServerTemplate ServerVariable SyncClient SyncClientOptions TEXT TYPE_CHECKING
    Text TextBody UNDECLARED UNSET UUID Union UnixTime Unpack Unset XML XMLBody XmlNode
    """)
"""Names that modules of resources and of the client import, which no class of theirs may take."""

STREAM_CLASSES = word_set("""
    AsyncStream ItemSource JSONLines JSONSequence Opening ServerSentEvent ServerSentEvents Stream
    """)
"""Further names that modules of resources import where an API has streams."""

CREDENTIAL_CLASSES = {
    "MutualTLS": frozenset({"Certificate", "MutualTLS"}),
    "OAuth2": frozenset({"OAuth2", "OAuthFlow", "OAuthOptions", "Token"}),
}
"""Further names that the client imports where it has such a credential."""

PACKAGE_CLASSES = word_set("""
    APIConnectTimeoutError APIConnectionError APIConnectionLostError APIError APIResponseError
    APIStatusError APITimeoutError AsyncClientOptions AuthenticationError BadRequestError
    ClientOptions Clock ConflictError DecodeError Exchange File Hooks InternalServerError
    InvalidRequestError InvalidSignatureError InvalidWebhookError MissingCredentialError
    NotFoundError OperationFailedError OperationTimeoutError PaginationError ParsedResponse
    PermissionDeniedError
    RateLimit RateLimitError RateLimitWaitError RateLimiter RawResponse RequestOptions
    RequestValidationError ResponseTooLargeError Retries SyncClientOptions Telemetry TokenError
    UnprocessableEntityError
    """)
"""Names that every package offers beside its client, or some packages do."""

EXAMPLE_CLASSES = frozenset({"DOCUMENT", "FakeServer", "Iterator", "Path", "UTC"})
"""Further names that examples and smoke tests import or define beside the client."""

DOWNLOAD_CLASSES = frozenset({"AsyncDownload", "Download", "Opening"})
"""Further names that modules of resources import where an API has downloads."""

PAGE_CLASSES = word_set("""
    AsyncPages Cursor LastItem LinkHeader NextURL Offset PageNumber PagedOperation Pages
    """)
"""Further names that modules of resources import where results come in pages."""
