"""What the common hosts are told of a web edition: safety headers, types of files, no index.

Each host reads a file of its own, which lies beside the pages: `_headers` for Netlify and
Cloudflare Pages, `.htaccess` for Apache; `nginx.conf` is a piece to include in a server block,
`.nojekyll` lets GitHub Pages take the files as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

HOSTS = ("netlify", "cloudflare", "apache", "nginx", "github")
_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
_TYPES = {".xml": "application/tei+xml; charset=utf-8", ".atom": "application/atom+xml",
          ".bib": "application/x-bibtex; charset=utf-8",
          ".ris": "application/x-research-info-systems; charset=utf-8"}  # fmt: skip
SITEMAP = "application/xml"
OPEN = "Access-Control-Allow-Origin"  # data may be read by other sites' scripts
LINKED = "application/ld+json"


def files(hosts: Iterable[str], policy: str) -> dict[str, bytes]:
    """Files by name.  policy: of all pages, see `common_policy`."""
    made: dict[str, str] = {}
    for host in hosts:
        if host in ("netlify", "cloudflare"):
            made["_headers"] = _headers(policy)
        elif host == "apache":
            made[".htaccess"] = _htaccess(policy)
        elif host == "nginx":
            made["nginx.conf"] = _nginx(policy)
        elif host == "github":
            made[".nojekyll"] = ""
    return {name: text.encode() for name, text in made.items()}


def common_policy(pages: Iterable[str]) -> str:
    """One Content-Security-Policy that allows what each page's own allows, and no more."""
    found = (_POLICY.search(page) for page in pages)
    return joined(match[1].replace("&#39;", "'") for match in found if match)


def joined(policies: Iterable[str]) -> str:
    """One policy that allows what each of these allows.

    A page keeps to its own besides; the header adds that nobody may put the edition in a frame.
    """
    allowed: dict[str, dict[str, None]] = {}
    for directive in ";".join(policies).split(";"):
        for name, *sources in [directive.split()] if directive.strip() else []:
            allowed.setdefault(name, {}).update(dict.fromkeys(sources))
    allowed["frame-ancestors"] = {"'none'": None}
    return "; ".join(" ".join([name, *sources]) for name, sources in allowed.items())


def _safety(policy: str) -> Mapping[str, str]:
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def _headers(policy: str) -> str:
    """`_headers` of Netlify and Cloudflare Pages: paths, and indented what they answer with."""
    types = {path: kind for path, kind in _TYPES.items() if path != ".xml"}  # sitemaps are XML too
    types = {f"/*{ending}": kind for ending, kind in types.items()}
    types |= {"/dts/*": LINKED, "/:document/dts/*": LINKED}  # one asterisk a path, for Cloudflare
    blocks = [("/*", _safety(policy)), ("/*.xml", {OPEN: "*"})]
    blocks += [(path, {"Content-Type": kind, OPEN: "*"}) for path, kind in types.items()]
    lines = []
    for path, headers in blocks:
        lines += [path, *(f"  {name}: {value}" for name, value in headers.items())]
    return "\n".join(lines) + "\n"


def _htaccess(policy: str) -> str:
    lines = ["<IfModule mod_headers.c>"]
    lines += [f'  Header always set {name} "{value}"' for name, value in _safety(policy).items()]
    lines += [r'  <FilesMatch "\.(xml|json|atom|bib|ris)$">', f'    Header set {OPEN} "*"',
              "  </FilesMatch>", "</IfModule>"]  # fmt: skip
    lines += [f'AddType "{kind}" {ending}' for ending, kind in _TYPES.items()]
    lines += ['<FilesMatch "^(sitemap.*|oai|oai_dc)\\.xml$">',
              f"  ForceType {SITEMAP}", "</FilesMatch>",
              '<If "%{REQUEST_URI} =~ m#/dts/.*[.]json$#">', f"  ForceType {LINKED}", "</If>",
              "Options -Indexes", "ErrorDocument 404 default"]  # fmt: skip
    return "\n".join(lines) + "\n"


def _nginx(policy: str) -> str:
    """A piece of a server block; nginx's add_header is not inherited where one is added."""
    safety = [f'add_header {name} "{value}" always;' for name, value in _safety(policy).items()]
    lines = ["# include this in the server block of the edition", *safety]
    places = [(rf"\{ending}$", kind) for ending, kind in _TYPES.items()]
    places = [(r"/(sitemap[^/]*|oai|oai_dc)\.xml$", SITEMAP), (r"/dts/.*\.json$", LINKED), *places]
    for pattern, kind in places:
        lines += [f"location ~ {pattern} {{", "  types { }", f'  default_type "{kind}";',
                  *(f"  {line}" for line in safety), f'  add_header {OPEN} "*";', "}"]  # fmt: skip
    return "\n".join(lines) + "\n"
