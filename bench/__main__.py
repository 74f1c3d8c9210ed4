"""``python -m bench``: measure, and print one table and how each cost grows."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from bench import agreement, agreement_in_memory, applying, exporting, importing, matrices, opening, searching, starting
from bench.corpus import SIZES
from bench.figures import Figure, growth, growth_table, table
from bench.studies import Study, study
from workbench.core.garbage import rarely_look_for_garbage


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is measured on a study; ``every_size`` where it may grow with the project."""

    run: Callable[[Study, int], Sequence[Figure]]
    every_size: bool = True


def _keys(study: Study, times: int, *, quick: bool = False) -> list[Figure]:
    """Measure keys to frames in a process of its own, in which nothing else has been imported."""
    names = ["real"] if quick else ["real", "monster"]
    chosen = ["--keys", "16", "--rounds", "2"] if quick else ["--keys", str(times * 4)]
    command = [sys.executable, "-m", "bench.key_to_frame", "--json", *chosen, *names]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=900)
    return [Figure(**one) for one in json.loads(done.stdout)]


def _picker(study: Study, times: int) -> list[Figure]:
    """Measure typing in the picker, in a process of its own too."""
    command = [sys.executable, "-m", "bench.picking", str(max(1, times // 4))]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    return [Figure(**one) for one in json.loads(done.stdout)]


def _matrix_screen(study: Study, times: int) -> list[Figure]:
    """Measure choices on the matrix screen, in a process of its own, on a copy that the program may open."""
    with study.copied() as path:
        command = [sys.executable, "-m", "bench.matrix_screen", str(path), "--json", "--size", study.size]
        done = subprocess.run(
            [*command, "--times", str(max(1, times // 4))], check=True, capture_output=True, text=True, timeout=900
        )
    return [Figure(**one) for one in json.loads(done.stdout)]


def measures(*, quick: bool = False) -> Mapping[str, Measure]:
    """Return the measures by name."""
    return {
        "import": Measure(importing.measure),
        "matrix": Measure(matrices.measure),
        "matrix-screen": Measure(_matrix_screen),
        "agreement": Measure(agreement.measure),
        "agreement-in-memory": Measure(agreement_in_memory.measure, every_size=False),
        "search": Measure(searching.measure),
        "transcript": Measure(opening.measure),
        "apply": Measure(applying.measure),
        "exports": Measure(exporting.measure),
        "start": Measure(starting.measure),
        "picker": Measure(_picker, every_size=False),
        "keys": Measure(partial(_keys, quick=quick), every_size=False),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what was asked for and print it."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="What the program costs, as ratios to floors.")
    parser.add_argument("--quick", action="store_true", help="size S and few repetitions, under a minute")
    parser.add_argument("--size", default="", help="sizes by comma: S, M, L; else S,M")
    parser.add_argument("--only", action="append", choices=[*measures()], help="one measure; may be said several times")
    given = parser.parse_args(arguments)
    sizes = [size.strip() for size in (given.size or ("S" if given.quick else "S,M")).split(",") if size.strip()]
    if unknown := set(sizes) - set(SIZES):
        parser.error(f"there is no size {', '.join(sorted(unknown))}; there is {', '.join(SIZES)}")
    times = 4 if given.quick else 12
    rarely_look_for_garbage()  # as the program does; the floors have it too
    chosen = {name: one for name, one in measures(quick=given.quick).items() if not given.only or name in given.only}
    figures: list[Figure] = []
    for size in sizes:
        print(f"study {size}: {SIZES[size]} transcripts", file=sys.stderr)
        made = study(size)
        for name, one in chosen.items():
            if one.every_size or size == sizes[0]:
                print(f"measuring {name}, {size}", file=sys.stderr)
                figures += one.run(made, times)
    order = list(dict.fromkeys(figure.measure for figure in figures))
    figures.sort(key=lambda figure: order.index(figure.measure))
    print(table(figures))
    if grown := growth(figures):
        print()
        print(growth_table(grown))


if __name__ == "__main__":
    main()
