"""Files as the last commit has them."""

from __future__ import annotations

from collections.abc import Collection

from negtrack.git.program import Repository, listed, refusal, run


def committed(repository: Repository, paths: Collection[str]) -> dict[str, bytes]:
    """The bytes of those files that are in HEAD; none of them before the first commit."""
    head = ("rev-parse", "--verify", "--quiet", "HEAD^{tree}")
    if run(repository.root, *head).returncode != 0:
        return {}
    found: dict[str, str] = {}
    for entry in listed(repository, "ls-tree", "-r", "-z", "--full-tree", "HEAD"):
        told, _, path = entry.partition("\t")
        _, kind, name = told.split(" ")
        if kind == "blob" and path in paths:
            found[path] = name
    blobs = _blobs(repository, list(found.values()))
    return dict(zip(found, blobs, strict=True))


def _blobs(repository: Repository, names: list[str]) -> list[bytes]:
    """The contents of objects, in order, all in one run of git."""
    given = "".join(f"{name}\n" for name in names).encode()
    answer = run(repository.root, "cat-file", "--batch", given=given)
    if answer.returncode != 0:
        raise refusal("git cannot read the repository", answer)
    rest, blobs = answer.stdout, []
    while rest:
        head, _, rest = rest.partition(b"\n")
        size = int(head.rpartition(b" ")[2])
        blobs.append(rest[:size])
        rest = rest[size + 1 :]
    return blobs
