"""ITA: assessment years, measures, activities and the annual report on them."""
