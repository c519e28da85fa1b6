package io.finops.report.chart;

import io.finops.report.figure.Unit;
import io.finops.report.source.Prometheus.Point;
import java.awt.BasicStroke;
import java.awt.Font;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Lines over time, and stacked bars over days. For one thread: charts of one page are numbered. */
public final class Charts {
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final int MOST_LINES = SvgCanvas.SERIES.size();

    private int drawn;

    /**
     * Lines over a period, the axis of time in UTC.
     *
     * @param lines with at least a point each; at most four
     * @param step a longer silence than two of it interrupts a line
     */
    public Chart lines(
            String title,
            Unit unit,
            List<Line> lines,
            Instant from,
            Instant to,
            Duration step,
            List<Integer> footnotes) {
        XYSeriesCollection data = new XYSeriesCollection();
        List<Line> shown = lines.stream().limit(MOST_LINES).toList();
        shown.forEach(line -> data.addSeries(series(line, step)));
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        for (int i = 0; i < shown.size(); i++) {
            renderer.setSeriesPaint(i, SvgCanvas.SERIES.get(i));
            renderer.setSeriesStroke(i, new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        }
        DateAxis time = new DateAxis(null, TimeZone.getTimeZone("UTC"), Locale.ROOT);
        time.setRange(Date.from(from), Date.from(to));
        XYPlot plot = new XYPlot(data, time, values(unit), renderer);
        plot.setRangeGridlinePaint(SvgCanvas.GRID);
        plot.setDomainGridlinesVisible(false);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        return chart(title, plot, List.of(time, plot.getRangeAxis()), summary(unit, shown), names(shown), footnotes);
    }

    /** Bars of days ({@code 2026-11-20}), the parts of each above each other. */
    public Chart bars(
            String title,
            Unit unit,
            List<String> days,
            List<String> parts,
            List<List<Double>> values,
            List<Integer> footnotes) {
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        for (int part = 0; part < parts.size(); part++) {
            for (int day = 0; day < days.size(); day++) {
                data.addValue(
                        values.get(part).get(day),
                        parts.get(part),
                        days.get(day).substring(5));
            }
        }
        StackedBarRenderer renderer = new StackedBarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        for (int part = 0; part < parts.size(); part++) {
            renderer.setSeriesPaint(part, SvgCanvas.SERIES.get(part));
        }
        CategoryAxis axis = new CategoryAxis();
        axis.setCategoryLabelPositions(CategoryLabelPositions.UP_45);
        axis.setCategoryMargin(0.25);
        CategoryPlot plot = new CategoryPlot(data, axis, values(unit), renderer);
        plot.setRangeGridlinePaint(SvgCanvas.GRID);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        double most = 0;
        for (int day = 0; day < days.size(); day++) {
            int at = day;
            most = Math.max(
                    most, values.stream().mapToDouble(part -> part.get(at)).sum());
        }
        String summary = days.size() + " days, " + days.get(0) + " to " + days.get(days.size() - 1) + ", the dearest "
                + unit.format(most);
        return chart(title, plot, List.of(axis, plot.getRangeAxis()), summary, parts, footnotes);
    }

    private Chart chart(
            String title, Plot plot, List<Axis> axes, String summary, List<String> legend, List<Integer> footnotes) {
        for (Axis axis : axes) {
            axis.setTickLabelFont(FONT);
            axis.setTickLabelPaint(SvgCanvas.INK);
            axis.setAxisLinePaint(SvgCanvas.GRID);
            axis.setTickMarksVisible(false);
        }
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setInsets(new RectangleInsets(6, 0, 0, 8));
        JFreeChart chart = new JFreeChart(null, FONT, plot, false);
        chart.setBackgroundPaint(null);
        drawn++;
        return new Chart(
                title, SvgCanvas.draw(chart, "c" + drawn), summary, legend.size() > 1 ? legend : List.of(), footnotes);
    }

    private static NumberAxis values(Unit unit) {
        NumberAxis axis = new NumberAxis();
        axis.setAutoRangeIncludesZero(true);
        if (unit == Unit.RATIO) {
            axis.setNumberFormatOverride(new DecimalFormat("0.##%", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        } else {
            axis.setNumberFormatOverride(
                    new DecimalFormat("#,##0.#####", DecimalFormatSymbols.getInstance(Locale.ROOT)));
        }
        return axis;
    }

    private static XYSeries series(Line line, Duration step) {
        XYSeries series = new XYSeries(line.name());
        Point before = null;
        for (Point point : line.points()) {
            if (before != null && Duration.between(before.time(), point.time()).compareTo(step.multipliedBy(2)) > 0) {
                series.add((double) before.time().toEpochMilli() + 1, null);
            }
            series.add((double) point.time().toEpochMilli(), point.value());
            before = point;
        }
        return series;
    }

    private static List<String> names(List<Line> lines) {
        return lines.stream().map(Line::name).toList();
    }

    private static String summary(Unit unit, List<Line> lines) {
        return lines.stream()
                .map(line -> {
                    List<Point> points = line.points();
                    return line.name() + ": from "
                            + unit.format(points.stream()
                                    .mapToDouble(Point::value)
                                    .min()
                                    .orElse(0)) + " to "
                            + unit.format(points.stream()
                                    .mapToDouble(Point::value)
                                    .max()
                                    .orElse(0)) + ", last "
                            + unit.format(points.get(points.size() - 1).value());
                })
                .collect(Collectors.joining("; "));
    }
}
