package io.finops.costexporter.recommendation;

import java.util.List;

/**
 * What Cost Optimization Hub recommends, by action. Savings are estimates for a month, in the currency's major unit.
 *
 * @param deduplicated what all of them save together: several can concern one resource, so that actions add up to more
 */
public record Recommendations(String currency, double deduplicated, List<Action> actions) {
    public Recommendations {
        actions = List.copyOf(actions);
    }

    /**
     * All recommendations of one kind.
     *
     * @param name as AWS spells it, such as {@code Rightsize}
     */
    public record Action(String name, double savings, int count) {}
}
