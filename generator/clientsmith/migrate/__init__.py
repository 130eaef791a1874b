"""Migration from other generators: their configurations, or the clients that they made, become a
`clientsmith.toml`.

`sources` finds out which tool a source belongs to. Each tool has a module or a folder, which reads
settings into a `ledger`, looking up parts of the document in a `target`. `migrating` runs it and
checks the result against a planned client; `files` has what is written.
"""

from .files import CHANGES_FILE, REPORT_FILE, migration_files
from .ledger import Entry, Migration, Outcome, share_carried
from .migrating import migrate

__all__ = [
    "CHANGES_FILE",
    "REPORT_FILE",
    "Entry",
    "Migration",
    "Outcome",
    "migrate",
    "migration_files",
    "share_carried",
]
