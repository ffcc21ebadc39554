#!/usr/bin/env python3
"""Checks what the jsonl example prints for two good lines with a bad one between them (see .ci/run)."""
import json
import sys

records = [json.loads(line) for line in sys.stdin]
assert [(r["id"], r["text"]) for r in records] == [(1, "a & b"), (2, "b")], records
assert set(records[0]) == {"id", "text", "paragraphs", "encoding", "copies", "edits", "findings"}, records[0]
