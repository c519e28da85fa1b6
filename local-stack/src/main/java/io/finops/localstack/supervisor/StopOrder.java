package io.finops.localstack.supervisor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The waves in which components end: nobody ends before those that depend on them have. */
final class StopOrder {
    private StopOrder() {}

    static List<List<String>> of(List<Component> components) {
        List<Component> left = new ArrayList<>(components);
        List<List<String>> waves = new ArrayList<>();
        while (!left.isEmpty()) {
            Set<String> needed = new LinkedHashSet<>();
            left.forEach(component -> needed.addAll(component.dependsOn()));
            List<String> wave = left.stream()
                    .map(Component::name)
                    .filter(name -> !needed.contains(name))
                    .toList();
            if (wave.isEmpty()) {
                throw new IllegalArgumentException("components depend on each other in a circle: " + needed);
            }
            waves.add(wave);
            left.removeIf(component -> wave.contains(component.name()));
        }
        return waves;
    }
}
