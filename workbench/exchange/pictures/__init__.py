"""Pictures of matrices: SVG as text, and PNG drawn from it."""

from workbench.exchange.pictures.development import development
from workbench.exchange.pictures.heat import heat_map, heat_map_of
from workbench.exchange.pictures.png import as_png

__all__ = ["as_png", "development", "heat_map", "heat_map_of"]
