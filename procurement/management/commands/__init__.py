"""manage.py import_procurement, import_egp and export_ocds"""
