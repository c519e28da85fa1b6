package io.finops.report.figure;

/**
 * A query behind a figure, as the report prints it.
 *
 * @param number its footnote
 * @param query PromQL, or the audit's request
 * @param asked for which instant or range
 */
public record Question(int number, String query, String asked) {}
