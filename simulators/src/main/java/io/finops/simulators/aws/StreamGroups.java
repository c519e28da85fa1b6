package io.finops.simulators.aws;

import io.finops.simulators.bill.CostStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The streams that a query selects, sorted into its groups. */
final class StreamGroups {
    private final List<List<String>> keys;
    private final int[] groupOf;

    private StreamGroups(List<List<String>> keys, int[] groupOf) {
        this.keys = keys;
        this.groupOf = groupOf;
    }

    /** The groups' keys, in order. */
    List<List<String>> keys() {
        return keys;
    }

    /** The index of the stream's group, or -1 where the filter leaves it out. */
    int groupOf(int stream) {
        return groupOf[stream];
    }

    static StreamGroups of(List<CostStream> streams, Predicate<CostStream> filter, List<StreamKey> groupBy) {
        Map<String, List<String>> sorted = new TreeMap<>();
        List<String> names = new ArrayList<>(streams.size());
        for (CostStream stream : streams) {
            if (!filter.test(stream)) {
                names.add("");
                continue;
            }
            List<String> key = groupBy.stream().map(by -> by.groupKey(stream)).toList();
            // Tabs, so that no value can run into the next; the leading one tells a group without keys from none.
            String name = '\t' + String.join("\t", key);
            names.add(name);
            sorted.putIfAbsent(name, key);
        }
        Map<String, Integer> index = new HashMap<>();
        sorted.keySet().forEach(name -> index.put(name, index.size()));
        int[] groupOf = new int[streams.size()];
        for (int stream = 0; stream < groupOf.length; stream++) {
            groupOf[stream] = index.getOrDefault(names.get(stream), -1);
        }
        return new StreamGroups(List.copyOf(sorted.values()), groupOf);
    }
}
