#!/usr/bin/env python3
"""Checks a journal that `traytally day export --format journal` has written.

    python3 verify-journal [--seal CODE]... JOURNAL...

Needs Python 3.8 and its standard library, and nothing of TrayTally. Everything is computed anew
from the records: the chain of hashes, postings, lines, wallets, references, the settlements (Zs)
with all their figures and seals. CODE is the short seal of a Z that was written down when the day
was closed; the journal must have a Z that it fits, or the whole chain was made anew since.

Prints one line for each journal. Exits with 0 if all hold, with 1 if one does not, and then names
the first record or Z that is wrong. The format is described in journal.md beside this file.
"""

import sys

sys.dont_write_bytecode = True

from journal import Journal  # noqa: E402


def main(arguments):
    codes, paths = [], []
    rest = iter(arguments)
    for argument in rest:
        if argument == "--seal":
            codes.append(next(rest, "").upper())
        elif argument in ("-h", "--help"):
            print(__doc__.strip())
            return 0
        else:
            paths.append(argument)
    if not paths:
        print("usage: verify-journal [--seal CODE]... JOURNAL...", file=sys.stderr)
        return 2
    is_sound = True
    for path in paths:
        journal = Journal(path)
        try:
            fault = journal.check(codes)
        except OSError as error:
            fault = "journal: it cannot be read (%s)" % error.strerror
        is_sound = is_sound and fault is None
        print("%s: %s" % (path, fault or "%d records and %d Zs hold; the last seal is %s" % (
            journal.records, journal.closes, journal.codes[-1] if journal.codes else "none")))
    return 0 if is_sound else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
