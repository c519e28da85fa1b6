package io.finops.costexporter.publish;

/** Name and meaning of a gauge that a page may carry. */
public record MetricFamily(String name, String help) {}
