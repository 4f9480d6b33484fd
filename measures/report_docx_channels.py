"""The channels of the year in the Word document of the annual report."""

from measures.report_channels import ChannelsContent
from publishing.word import add_row
from publishing.word_paper import WordPaper
from publishing.word_styles import SMALL_CELL

COLUMNS = (  # parts of the width
    ("ช่องทาง", 0.27),
    ("จำนวน (ครั้ง)", 0.14),
    ("ระหว่างวันที่", 0.27),
    ("กลุ่ม เพจ หรือสถานที่", 0.32),
)


def add_channels(paper: WordPaper, channels: ChannelsContent) -> None:
    """Add the section on a page of its own."""
    paper.heading(f"ภาคผนวก {channels.title}", on_new_page=True)
    paper.add(channels.text)
    table = paper.table(COLUMNS, SMALL_CELL)
    for each in channels.channels:
        texts = (each.name, str(each.count), each.days, each.places_text)
        for cell, text in zip(add_row(table), texts, strict=True):
            paper.add(text, SMALL_CELL, to=cell)
