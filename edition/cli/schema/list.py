"""`edition schema list`: the schemas that can be used by name."""

from __future__ import annotations

import json

import click


@click.command("list")
@click.option("--known", is_flag=True, help="Well-known schemas that can be installed, too.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(known: bool, as_json: bool) -> None:
    """List the schemas that `edition validate --schema` takes by name.

    The folders of the environment variable EDITION_SCHEMAS come first, then the user's own,
    where `edition schema install` puts them.
    """
    from tei.validation import catalogue

    titles = catalogue.names()
    rows = [{"name": "edition", "title": "The toolkit's own schema, always there"}]
    seen: set[str] = set()
    for one in catalogue.installed():
        row = {"name": _name(one.name, one.path.suffix, seen), "version": one.version}
        title = titles.get(one.name.partition("-")[0], "") or titles.get(one.name, "")
        rows.append({**row, "title": title, "path": str(one.path)})
    if known:
        there = {row["name"] for row in rows}
        missing = (name for name in titles if name not in there)
        rows += [{"name": name, "title": f"{titles[name]} (not installed)"} for name in missing]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    width = max(len(row["name"]) for row in rows) + 2
    for row in rows:
        facts = [row.get("version", ""), row["title"], row.get("path", "")]
        click.echo(row["name"].ljust(width) + "  ".join(fact for fact in facts if fact))
    if not known:
        click.echo("edition schema list --known shows what can be installed.", err=True)


def _name(stem: str, suffix: str, seen: set[str]) -> str:
    """What to call a file: without its ending where that means this one."""
    name = stem + suffix if stem in seen or suffix == ".sch" else stem
    seen.add(stem)
    return name
