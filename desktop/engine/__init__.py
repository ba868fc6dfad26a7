"""The SQL of the official tables on DuckDB and Apache Spark, over Parquet. Optional: no window needs it."""
