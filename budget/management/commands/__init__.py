"""manage.py import_budget and import_spending"""
