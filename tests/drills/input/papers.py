"""Whether a paper that was asked for is one: drawn whole, or refused in words; no cell that computes."""

import io
import re

from docx import Document
from openpyxl import load_workbook
from werkzeug.test import TestResponse


def fault_of(answer: TestResponse) -> str:
    """Return what is wrong with the paper, "" for nothing."""
    said = answer.headers.get("Content-Disposition", "")
    if answer.mimetype == "text/html":
        return "" if answer.status_code in (404, 409, 422) and "<h1" in answer.text else "no words"
    if answer.status_code != 200 or not re.fullmatch(r"(inline|attachment); filename=[^\r\n]+", said):
        return f"header {said}"
    if answer.mimetype == "application/pdf":
        return "" if answer.data.startswith(b"%PDF-") else "no PDF"
    if "wordprocessingml" in answer.mimetype:
        return "" if Document(io.BytesIO(answer.data)).paragraphs else "no letter"
    return formulas(answer.data)


def formulas(content: bytes) -> str:
    """Name the first cell that a spreadsheet program would compute."""
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    return f"{sheet.title}!{cell.coordinate} {cell.value}"
    return ""
