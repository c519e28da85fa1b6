package io.finops.localstack.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release number such as 0.25.0, compared number by number. */
public record Version(List<Integer> numbers) implements Comparable<Version> {
    private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)+)");

    public Version {
        numbers = List.copyOf(numbers);
    }

    /** The first thing that looks like a release number in what a program says of itself. */
    public static Optional<Version> in(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.find() ? Optional.of(parse(matcher.group(1))) : Optional.empty();
    }

    public static Version parse(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : text.strip().split("\\.", -1)) {
            numbers.add(Integer.valueOf(number));
        }
        return new Version(numbers);
    }

    @Override
    public int compareTo(Version other) {
        for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
            int order = Integer.compare(number(i), other.number(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private int number(int index) {
        return index < numbers.size() ? numbers.get(index) : 0;
    }

    @Override
    public String toString() {
        return String.join(".", numbers.stream().map(String::valueOf).toList());
    }
}
