package io.finops.rehearsal.profiles;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Two flame graphs laid over one another, as Pyroscope's {@code QuerierService/Diff} answers: which functions take another share of the whole than before. */
record FlameDifference(List<Growth> functions) {
    /** Numbers of a frame in a level: offset, total and self of the left graph, of the right one, and the index of the name. */
    private static final int FRAME = 7;

    private static final int LEFT = 1;
    private static final int RIGHT = 4;
    private static final int NAME = 6;

    /**
     * A function with everything that it calls.
     *
     * @param before its share of the left graph, 0 to 1
     * @param after of the right one
     */
    record Growth(String function, double before, double after) {
        double by() {
            return after - before;
        }
    }

    FlameDifference {
        functions = List.copyOf(functions);
    }

    /** By growth, the largest first. A function that calls itself counts once on each path, with what its outermost call takes. */
    static FlameDifference of(JsonNode answer) {
        JsonNode graph = answer.path("flamegraph");
        Map<String, double[]> shares = new HashMap<>();
        double left = Math.max(1, graph.path("leftTicks").asDouble(0));
        double right = Math.max(1, graph.path("rightTicks").asDouble(0));
        new Paths(graph, (name, before, after) -> {
                    double[] sum = shares.computeIfAbsent(name, key -> new double[2]);
                    sum[0] += before / left;
                    sum[1] += after / right;
                })
                .walk();
        return new FlameDifference(shares.entrySet().stream()
                .map(entry -> new Growth(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
                .sorted(Comparator.comparingDouble(Growth::by).reversed())
                .toList());
    }

    /** Those whose name begins so. */
    List<Growth> of(String prefix) {
        return functions.stream()
                .filter(growth -> growth.function().startsWith(prefix))
                .toList();
    }

    private interface Visitor {
        void frame(String name, double before, double after);
    }

    /** The frames of each level lie below those of the level above by their offsets, which are told as gaps. */
    private record Paths(JsonNode graph, Visitor visitor) {
        private record Frame(long from, long width, Set<String> path) {}

        void walk() {
            List<Frame> above = List.of();
            for (JsonNode level : graph.path("levels")) {
                above = frames(level.path("values"), above);
            }
        }

        private List<Frame> frames(JsonNode values, List<Frame> above) {
            List<Frame> frames = new ArrayList<>();
            long left = 0;
            long right = 0;
            for (int at = 0; at + FRAME <= values.size(); at += FRAME) {
                left += number(values, at);
                right += number(values, at + RIGHT - 1);
                long before = number(values, at + LEFT);
                long after = number(values, at + RIGHT);
                String name = graph.path("names")
                        .path((int) number(values, at + NAME))
                        .asString("");
                // Both graphs' offsets together, because a frame may be missing in one of them.
                long from = left + right;
                Set<String> path = new HashSet<>(pathAt(from, above));
                if (path.add(name)) {
                    visitor.frame(name, (double) before, (double) after);
                }
                frames.add(new Frame(from, before + after, path));
                left += before;
                right += after;
            }
            return frames;
        }

        private static Set<String> pathAt(long from, List<Frame> above) {
            return above.stream()
                    .filter(frame -> frame.from() <= from && from < frame.from() + Math.max(1, frame.width()))
                    .findFirst()
                    .map(Frame::path)
                    .orElse(Set.of());
        }

        private static long number(JsonNode values, int at) {
            return values.path(at).asLong(0);
        }
    }
}
