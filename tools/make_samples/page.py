"""A page as a list of marks in points, origin top left: what layout writes and what drawing and the OCR layer read."""
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Font:
    family: str
    bold: bool = False


@dataclass
class Text:
    x: float               # left end of the base line
    y: float
    text: str
    size: float
    font: Font             # for Chinese
    digit_font: Font       # for ASCII
    width: float
    part: str = 'page'     # page, or table
    gray: float = 0.0      # 0 black
    turn: float = 0.0      # degrees, counter-clockwise about the left end of the base line


@dataclass
class Line:
    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    gray: float = 0.0
    part: str = 'table'


@dataclass
class Fill:
    x0: float
    y0: float
    x1: float
    y1: float
    gray: float
    part: str = 'table'


@dataclass
class CellBox:
    """Where a printed cell lies: for labelled crops."""
    table: str
    row: int               # from 1, data row of the table
    column: str
    x0: float
    y0: float
    x1: float
    y1: float
    text: str


@dataclass
class Page:
    width: float
    height: float
    marks: list = field(default_factory=list)
    cells: list = field(default_factory=list)

    def table_box(self):
        """The extent of the table's marks, or None."""
        xs, ys = [], []
        for mark in self.marks:
            if mark.part == 'table' and isinstance(mark, (Line, Fill)):
                xs += [mark.x0, mark.x1]
                ys += [mark.y0, mark.y1]
        return (min(xs), min(ys), max(xs), max(ys)) if xs else None
