"""Loading: a bureau's sheets become facts through declared mappings, and every row is accounted for."""

from .examples import Worked, worked_examples
from .finding import Unrecognised
from .load import Loaded, RejectedRow, SheetReport, load_paths
from .mapping import Mapping, read_mapping, read_mappings
from .rejected import write_rejected
from .template import write_template

__all__ = [
    "Loaded", "Mapping", "RejectedRow", "SheetReport", "Unrecognised", "Worked",
    "load_paths", "read_mapping", "read_mappings", "worked_examples", "write_rejected", "write_template",
]
