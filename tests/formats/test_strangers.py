"""Files that are no study are named for what they are, with the way out."""

import gzip

import pytest

from multifocal.fault import Fault
from multifocal.formats import format_of, parse_study
from tests.formats.workbook.books import HEADER, zipped

PAGE = "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><body><table><tr><th>side</th></tr>"
XML_2003 = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (PAGE.encode(), "web page"),
        (b"\xef\xbb\xbf \n<!DOCTYPE html><title>x</title>", "web page"),
        (PAGE.encode("utf-16"), "web page"),
        (b"<TABLE><tr><td>side</td></tr></TABLE>", "web page"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "MHTML"),
        (XML_2003.encode(), "XML of Excel 2003"),
        (b"<?xml version='1.0'?><study/>", "XML of a kind"),
        (gzip.compress(",".join(HEADER).encode(), mtime=0), "gzip"),
        (b"BZh91AY", "bzip2"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"Rar!\x1a\x07", "RAR"),
        (b"SQLite format 3\0", "SQLite"),
        (bytes(128) + b"DICM", "DICOM"),
        (zipped({"study.csv": "x"}), "ZIP archive but no workbook"),
        (zipped({"[Content_Types].xml": "x", "word/document.xml": "x"}), "Word document"),
        (zipped({"[Content_Types].xml": "x", "ppt/presentation.xml": "x"}), "presentation"),
        (zipped({"Index/Document.iwa": "x"}), "Apple Numbers"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "x"}),
         "OpenDocument file that is no spreadsheet"),
    ],
)  # fmt: skip
def test_a_stranger_is_named(content: bytes, says: str) -> None:
    with pytest.raises(Fault, match=says) as caught:
        parse_study(content, "study.xls")
    assert caught.value.source == "study.xls" and len(caught.value.remedy) > 10


def test_a_table_is_no_stranger() -> None:
    assert format_of(b"side,nerve\n<5,x").name == "csv"
    assert format_of(b"# <html>\n").name == "csv"
