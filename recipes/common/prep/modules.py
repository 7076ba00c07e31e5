"""The standard-library modules that are read for text: pure Python, the same on every platform, present since Python 3.9."""

from __future__ import annotations

import sysconfig
from pathlib import Path

from common.jobs.errors import BadInput

CORE = (
    "argparse", "calendar", "collections", "configparser", "contextlib", "copy", "csv", "difflib", "fractions", "functools",
    "glob", "heapq", "inspect", "ipaddress", "json", "logging", "os", "os.path", "random", "shutil", "statistics", "string",
    "subprocess", "tempfile", "textwrap", "threading", "traceback", "typing", "uuid", "zipfile",
)  # fmt: skip

MORE = (
    "abc", "ast", "base64", "bdb", "bz2", "cmd", "codecs", "compileall", "concurrent.futures.thread", "dataclasses", "decimal",
    "dis", "doctest", "email.message", "enum", "fileinput", "fnmatch", "ftplib", "getpass", "gettext", "gzip", "hmac",
    "html", "html.parser", "http.client", "http.cookiejar", "http.cookies", "http.server", "imaplib", "keyword", "linecache",
    "locale", "logging.config", "logging.handlers", "lzma", "mailbox", "mimetypes", "multiprocessing.connection",
    "multiprocessing.managers", "multiprocessing.pool", "netrc", "operator", "optparse", "pdb", "pickle", "pickletools",
    "pkgutil", "platform", "plistlib", "poplib", "pprint", "profile", "pstats", "pydoc", "queue", "quopri", "reprlib",
    "runpy", "sched", "secrets", "selectors", "shelve", "shlex", "smtplib", "socket", "socketserver", "stat", "symtable",
    "sysconfig", "tarfile", "timeit", "token", "tokenize", "trace", "types", "unittest.case", "unittest.loader",
    "unittest.mock", "unittest.suite", "urllib.error", "urllib.parse", "urllib.request", "urllib.robotparser", "warnings",
    "wave", "weakref", "webbrowser", "wsgiref.handlers", "xml.dom.minidom", "xml.etree.ElementTree", "xml.sax.handler",
    "xmlrpc.client", "xmlrpc.server", "zipapp",
)  # fmt: skip

MODULE_SETS = {"core": CORE, "all": tuple(sorted(CORE + MORE))}

# Modules whose public name is not the name of their file.
FILES = {"os.path": "posixpath", "decimal": "_pydecimal"}


def source_of(module: str) -> Path:
    """The file a standard-library module is written in."""
    library = Path(sysconfig.get_path("stdlib"))
    relative = FILES.get(module, module).replace(".", "/")
    for candidate in (library / f"{relative}.py", library / relative / "__init__.py"):
        if candidate.is_file():
            return candidate
    raise BadInput(f"no source of the module '{module}' under {library}: preparation reads Python's own documentation; "
                   "install the complete standard library, or set data.path to a file of yours")
