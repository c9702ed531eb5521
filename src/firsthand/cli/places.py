"""Commands about the gazetteer: find, add, update."""

from pathlib import Path

import click

from firsthand.cli.common import explained, progress, say


@click.group()
def gazetteer() -> None:
    """Find place names, and add places of your own."""


gazetteer_option = click.option(
    "--gazetteer",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="FIRSTHAND_GAZETTEER",
    help="A gazetteer file; default: your own, built at first use.",
)


@gazetteer.command()
@click.argument("name")
@gazetteer_option
@explained
def find(name: str, path: Path | None) -> None:
    """Tell what a place name may mean: towns and larger places, the most populous first, then villages."""
    from firsthand.reference import gazetteer as gazetteers

    with progress() as update_bar:
        opened = gazetteers.open(path, update_bar)
    found = (*opened.find(name), *opened.villages(name))
    for p in found:
        where = ", ".join(filter(None, (p.admin1, p.country)))
        click.echo(f"{p.name}\t{p.kind}\t{where}\t{p.lat:.4f},{p.lon:.4f}\t{p.population}\t{p.geonameid or ''}")
    if not found:
        say(f"{name}: not in the gazetteer; `firsthand gazetteer add FILE` takes GeoNames dumps and packs")


@gazetteer.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@explained
def add(files: tuple[Path, ...]) -> None:
    """Take GeoNames dumps (SY.zip, admin1CodesASCII.txt, alternate names) and packs of places (.tsv, .tsv.gz)."""
    from firsthand.reference import gazetteer as gazetteers

    with progress() as update_bar:
        new = gazetteers.add(files, update_bar)
    say(f"{new} places added; `firsthand rebuild` reads your documents again with them")


@gazetteer.command()
@click.option("--country", "countries", required=True, metavar="SY,IQ", help="Two-letter codes, joined by commas.")
@click.option("--base-url", help="Where GeoNames' dumps are fetched from.")
@explained
def update(countries: str, base_url: str | None) -> None:
    """Fetch GeoNames' dumps of countries; needs a network."""
    from firsthand.reference import gazetteer as gazetteers

    codes = [c for c in countries.split(",") if c.strip()]
    with progress() as update_bar:
        new = gazetteers.update(codes, **({"base_url": base_url} if base_url else {}), progress=update_bar)
    say(f"{new} places added; `firsthand rebuild` reads your documents again with them")
