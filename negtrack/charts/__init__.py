"""Charts: from what an analysis found to a figure, without any library."""
