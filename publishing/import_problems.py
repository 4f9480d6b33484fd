"""Why a file gives no table, in sentences for the person who chose it."""

from django.utils.translation import gettext_lazy as _

from publishing.import_table import Problem
from publishing.refusals import DAMAGED_DOCUMENT, PASSWORD

TOO_BIG = _(
    "“%(name)s” is %(size)s MB; a table may have at most %(limit)s MB. "
    "Remove pictures and sheets that are not needed, or divide it."
)
NOT_A_TABLE = _(
    "“%(name)s” is %(kind)s, whatever its name says. Choose an Excel file (.xlsx, .xls) or a CSV file."
)
OTHER_SPREADSHEET = _(
    "“%(name)s” is a table in a format that cannot be read here. "
    "Open it in its program, save it as Excel workbook (.xlsx) and choose that file."
)
WEB_PAGE = _(
    "“%(name)s” is a web page, even if its name ends like that of an Excel file. "
    "Open it in Excel, save it as Excel workbook (.xlsx) and choose that file."
)
UNDECODABLE = _(
    "“%(name)s”, line %(line)s: the letters cannot be read. "
    "Open the original in Excel, save it as “CSV UTF-8” and choose that file."
)
OPEN_QUOTATION = _(
    "“%(name)s”, row %(row)s: a quotation mark is opened and never closed, "
    "so that the rows after it cannot be told apart. "
    "Correct it, or save the original as Excel workbook (.xlsx)."
)
FAR_CELL = _(
    "“%(name)s”, sheet “%(sheet)s”: something stands in the far cell %(cell)s. "
    "A table may have %(columns)s columns and %(rows)s rows. Delete the empty rows and columns and save the file again."
)
TOO_MANY_ROWS = _("“%(name)s” has more than %(limit)s rows. Divide it, for instance by month.")
TOO_MANY_COLUMNS = _(
    "“%(name)s” has a row of %(count)s columns; a table may have at most %(limit)s. "
    "Delete the columns that are not needed."
)
TOO_MUCH_TEXT = _(
    "“%(name)s” contains far more text than a table needs. Divide it, or shorten its texts."
)
TOO_HEAVY = _(
    "Reading “%(name)s” takes more time or memory than allowed. "
    "Copy the table alone into a new Excel file, without empty rows and columns, and choose that one."
)
NO_SUCH_SHEET = _("“%(name)s” has no sheet “%(sheet)s”. Choose the sheet again.")
PDF_WITHOUT_LETTERS = _(
    "“%(name)s” is a PDF whose letters are stored as unreadable signs: "
    "it can neither be searched nor read aloud to blind people, "
    "and no figure can be taken from it. Save the report as Excel in the program that made it, such as e-LAAS, "
    "and choose that file."
)
PDF_OF_PICTURES = _(
    "“%(name)s” is a PDF of pictures without any text, such as a scan: "
    "it can neither be searched nor read aloud to blind people, "
    "and no figure can be taken from it. Choose the Excel file from which it was printed."
)
PDF_WITH_TEXT = _(
    "“%(name)s” is a PDF. Its text can be read, "
    "but the rows and columns of a table cannot be taken from it without mistakes. "
    "Choose the Excel or CSV file from which it was made."
)

SENTENCES = {
    Problem.DAMAGED: DAMAGED_DOCUMENT,
    Problem.PASSWORD: PASSWORD,
    Problem.NOT_A_TABLE: NOT_A_TABLE,
    Problem.OTHER_SPREADSHEET: OTHER_SPREADSHEET,
    Problem.UNDECODABLE: UNDECODABLE,
    Problem.OPEN_QUOTATION: OPEN_QUOTATION,
    Problem.FAR_CELL: FAR_CELL,
    Problem.TOO_MANY_ROWS: TOO_MANY_ROWS,
    Problem.TOO_MANY_COLUMNS: TOO_MANY_COLUMNS,
    Problem.TOO_MUCH_TEXT: TOO_MUCH_TEXT,
    Problem.TOO_BIG: TOO_HEAVY,
    Problem.NO_SUCH_SHEET: NO_SUCH_SHEET,
}
