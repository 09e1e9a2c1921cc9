"""A bucket of S3, or of a service that speaks its language, with the AWS command line.

What browsers keep is said per object; a redirect is an object with ``x-amz-website-redirect-location`` (Amazon S3 User
Guide, "Configuring a webpage redirect"), which the address of the website obeys.  Every other header is the matter of
what stands before the bucket: for CloudFront a policy is written that it takes as it is.
"""

from __future__ import annotations

import json
from pathlib import Path

from microsites.content.publishing import BucketDestination, Destination
from microsites.i18n.message import Message, _
from microsites.publish.by_file import Memory, Parcel, plan_by_file
from microsites.publish.headers import IMMUTABLE, REVALIDATED, security_headers
from microsites.publish.prepared import fresh
from microsites.publish.redirects import redirects_of
from microsites.publish.release import Deployment, Plan, ReadySite, Step
from microsites.record import RECORD

NAME = "s3"
TOOL = "aws"
TOGETHER = False

_AT_ONCE = 1_000
"""So many objects one request may delete (DeleteObjects)."""


def _endpoint(destination: Destination) -> tuple[str, ...]:
    assert isinstance(destination, BucketDestination)
    return ("--endpoint-url", destination.endpoint) if destination.endpoint else ()


def _folder(to: str) -> str:
    return to if to.endswith("/") else f"{to}/"


def _fetch(to: str, destination: Destination, into: Path) -> tuple[str, ...]:
    """The command that brings the record into the folder ``into``."""
    return (TOOL, *_endpoint(destination), "s3", "cp", f"{_folder(to)}{RECORD}", str(into / RECORD))


def _is_missing(code: int, said: str) -> bool:
    """Whether nothing was published there yet."""
    return code != 0 and ("(404)" in said or "NoSuchKey" in said)


MEMORY: Memory | None = Memory(_fetch, _is_missing)


class _Mover:
    def __init__(self, to: str, destination: Destination, folder: Path) -> None:
        self._to = _folder(to)
        self._tool = (TOOL, *_endpoint(destination))
        self._folder = folder

    def send(self, title: Message, parcel: Parcel) -> tuple[Step, ...]:
        """The program takes no list: each pass is a folder of its own."""
        redirects = {redirect.file: redirect.target for redirect in redirects_of(parcel.site)}
        plain = tuple(file for file in parcel.files if file not in redirects)
        part = fresh(self._folder / "passes" / parcel.name)
        for file in plain:
            target = part / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.hardlink_to(parcel.tree / file)
        kept = IMMUTABLE if parcel.hashed else REVALIDATED
        options = ("--cache-control", kept, "--no-progress")
        sync = Step(title, (*self._tool, "s3", "sync", f"{part}/", self._to, *options), plain)
        moved = (
            Step(
                _("old address {address}", address=redirects[file]),
                (
                    *self._tool,
                    "s3",
                    "cp",
                    str(parcel.tree / file),
                    f"{self._to}{file}",
                    "--website-redirect",
                    redirects[file],
                    *options,
                ),
                (file,),
            )
            for file in parcel.files
            if file in redirects
        )
        return (*((sync,) if plain else ()), *moved)

    def delete(self, title: Message, parcel: Parcel) -> tuple[Step, ...]:
        bucket, _slash, prefix = self._to.removeprefix("s3://").partition("/")
        steps = []
        for start in range(0, len(parcel.files), _AT_ONCE):
            files = parcel.files[start : start + _AT_ONCE]
            request = self._folder / "lists" / f"delete-{start}.json"
            objects = {"Objects": [{"Key": f"{prefix}{file}"} for file in files], "Quiet": True}
            request.write_text(json.dumps(objects), "utf-8")
            argv = (*self._tool, "s3api", "delete-objects", "--bucket", bucket, "--delete", f"file://{request}")
            # The service answers 200 and names what it did not delete.
            steps.append(Step(title, (*argv, "--query", "Errors", "--output", "json"), files, lists_failures=True))
        return tuple(steps)

    def remember(self, title: Message, record: Path) -> Step:
        return Step(title, (*self._tool, "s3", "cp", str(record), f"{self._to}{RECORD}", "--no-progress"), (RECORD,))


def plan(deployment: Deployment) -> Plan:
    """Prepare the site and say what is done.  Raises UserError, OSError."""
    (site,) = deployment.sites
    _bucket, _slash, key = _folder(deployment.to).removeprefix("s3://").partition("/")
    policy = deployment.folder / "cloudfront-headers.json"
    policy.write_text(json.dumps(cloudfront_policy(site), indent=1), "utf-8")
    notes = (
        _(
            "S3 sends no security headers: set them before the bucket; {file} is for"
            " 'aws cloudfront create-response-headers-policy --response-headers-policy-config file://…'",
            file=policy,
        ),
        _(
            "name index.html as the bucket's document for folders, and {not_found} as the one for errors",
            not_found=f"{key}404.html",
        ),
        _("redirects work at the bucket's website address; elsewhere the page at the old address leads on"),
        *_elsewhere(site, key),
    )
    mover = _Mover(deployment.to, site.destination, deployment.folder)
    return plan_by_file(deployment, mover, {}, notes=notes, written=(policy,))


def _elsewhere(site: ReadySite, key: str) -> tuple[Message, ...]:
    if site.address.prefix == f"/{key}":
        return ()
    return (
        _(
            "the bucket's website address serves the site at /{key}, and its redirects lead to {prefix}: what stands"
            " before the bucket must serve /{key} at {prefix}",
            key=key,
            prefix=site.address.prefix,
        ),
    )


def cloudfront_policy(site: ReadySite) -> dict[str, object]:
    """The headers of a site as CloudFront takes them (API ``ResponseHeadersPolicyConfig``)."""
    headers = dict(security_headers(site))
    security: dict[str, object] = {
        "ContentTypeOptions": {"Override": True},
        "ReferrerPolicy": {"Override": True, "ReferrerPolicy": headers.pop("Referrer-Policy")},
    }
    headers.pop("X-Content-Type-Options")
    if (policy := headers.pop("Content-Security-Policy", None)) is not None:
        security["ContentSecurityPolicy"] = {"Override": True, "ContentSecurityPolicy": policy}
    if (hsts := headers.pop("Strict-Transport-Security", None)) is not None:
        seconds = int(hsts.removeprefix("max-age="))
        security["StrictTransportSecurity"] = {"Override": True, "AccessControlMaxAgeSec": seconds}
    custom = [{"Header": name, "Value": value, "Override": True} for name, value in headers.items()]
    return {
        "Name": f"microsites-{site.name}",
        "SecurityHeadersConfig": security,
        "CustomHeadersConfig": {"Quantity": len(custom), "Items": custom},
    }
