"""Tables to files and terminals: one frozen record for each format."""

from workbench.exchange.tables.files import write_json_file, write_table_file
from workbench.exchange.tables.formats import FORMATS, TableFormat, format_named, format_of, write_tables
from workbench.exchange.tables.printing import print_table
from workbench.exchange.tables.spelling import RAW, Spelling

__all__ = [
    "FORMATS",
    "RAW",
    "Spelling",
    "TableFormat",
    "format_named",
    "format_of",
    "print_table",
    "write_json_file",
    "write_table_file",
    "write_tables",
]
