"""Where the money goes: ordinances, lines, transfers, spending by month, reports by period."""
