#!/usr/bin/env python3
"""Holds the figures that the score wrote against the floors in scripts/floors.json.

    python3 scripts/check_score.py FIGURES.json     fails where a figure is below its floor
    python3 scripts/check_score.py --suites         the suites that have floors, on one line

floors.json: suite → class (`A, B, C` for the mean over their documents) → column → least value, or `<=` and the most.
"""
import json
import os
import sys

FLOORS = json.load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "floors.json"), encoding="utf-8"))


def figure(tables, classes, column):
    """The mean of a column over the documents of some classes (by prefix, where the name ends in *)."""
    found = [
        row
        for table in tables
        for name, row in table["rows"].items()
        if column in row and any(name.strip() == c or (c.endswith("*") and name.startswith(c[:-1])) for c in classes)
    ]
    documents = sum(row["n"] for row in found)
    if not documents:
        sys.exit(f"no class {classes} with a column {column} was scored")
    return sum(row[column] * row["n"] for row in found) / documents


def main():
    if sys.argv[1] == "--suites":
        print(*FLOORS)
        return
    figures = json.load(open(sys.argv[1], encoding="utf-8"))
    failed = False
    for suite, rows in FLOORS.items():
        for name, columns in rows.items():
            for column, floor in columns.items():
                value = figure(figures[suite], [c.strip() for c in name.split(",")], column)
                if isinstance(floor, str):
                    limit, good = floor, value <= float(floor.removeprefix("<=")) + 1e-9
                else:
                    limit, good = f">= {floor}", value >= floor - 1e-9
                failed |= not good
                print(f"{'ok  ' if good else 'FAIL'} {suite:12} {name:40} {column:10} {value:.4f}  {limit}")
    sys.exit(failed)


main()
