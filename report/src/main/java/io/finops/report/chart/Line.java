package io.finops.report.chart;

import io.finops.report.source.Prometheus.Point;
import java.util.List;

/** A named series of a chart. */
public record Line(String name, List<Point> points) {
    public Line {
        points = List.copyOf(points);
    }
}
