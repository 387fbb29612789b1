"""One year of two units, step by step: what each person does in the browser, and what the papers say."""
