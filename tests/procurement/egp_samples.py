"""Feeds as e-GP sends them, made up: text of an item, and bytes of a whole feed."""

from html import escape

PROJECT = "66019000001"


def item(
    *,
    project=PROJECT,
    title="ประกวดราคาจ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก",
    method="ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)",
    kind="ประกาศเชิญชวน",
    day="2023-01-09",
    link="https://process5.gprocurement.go.th/egp-template-service/dwnt/view-pdf-file?templateId=1",
):
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link>"
        f"<description>{escape(f'{project}, {method}, {kind}')}</description>"
        f"<pubDate>{day}</pubDate><guid></guid></item>"
    )


def feed(*items, encoding="cp874", declared="windows-874", channel="", prologue=""):
    text = (
        f'<?xml version="1.0" encoding="{declared}"?>{prologue}<rss version="2.0"><channel>'
        f"<title>ประกาศจัดซื้อจัดจ้างภาครัฐ</title>{channel}{''.join(items)}</channel></rss>"
    )
    return text.encode(encoding)
