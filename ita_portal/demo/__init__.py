"""The demonstration: อบต.ทุ่งบุหลัง, fiscal year 2566, from its published report. Never in production."""
