package io.finops.traffic.schedule;

import io.finops.traffic.schedule.RateCurve.Point;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a rate curve from CSV: {@code second,rate} a line, linear in between, two lines with the same second for a step.
 * Empty lines and what begins with {@code #} are left out, and so is a heading.
 */
public final class RateTable {
    private RateTable() {}

    /**
     * The curve of these lines.
     *
     * @throws IllegalArgumentException with one line that names the place
     */
    public static RateCurve parse(List<String> lines) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            boolean heading = points.isEmpty() && line.matches("(?i)[a-z_ ]+,[a-z_ ]+");
            if (!line.isEmpty() && !line.startsWith("#") && !heading) {
                points.add(point(line, i + 1));
            }
        }
        if (points.size() < 2) {
            throw new IllegalArgumentException("a table of rates needs two lines 'second,rate' at least");
        }
        return RateCurve.through(points);
    }

    private static Point point(String line, int number) {
        String[] fields = line.split(",", -1);
        try {
            if (fields.length == 2) {
                return new Point(Double.parseDouble(fields[0].strip()), Double.parseDouble(fields[1].strip()));
            }
        } catch (NumberFormatException e) {
            // The message below says what was wanted.
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("line " + number + ": '" + line + "' is not 'second,rate'");
    }
}
