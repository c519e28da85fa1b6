package io.finops.rehearsal.drill;

import io.finops.localstack.StackException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Charges are approved, and a share of them (in percent, {@code --share}) is not captured. More than half is told as another alert than less, and
 * around a half either may come first.
 *
 * @param limit the longest time from fault to notification
 * @param consequences further pages that this fault may rightly cause
 */
record RevenueLeak(Duration limit, Set<String> consequences) implements Drill {
    private static final String SHARE = "share";
    private static final int ALL = 100;
    private static final int MOST = 50;

    @Override
    public String name() {
        return "revenue-leak";
    }

    @Override
    public String summary() {
        return "charges are approved, nothing (--share 10: of a tenth) is captured, health stays green";
    }

    @Override
    public Map<String, String> options() {
        return Map.of(SHARE, String.valueOf(ALL));
    }

    @Override
    public DrillReport run(DrillContext context) throws InterruptedException {
        return of(context.number(SHARE)).run(context);
    }

    /**
     * The drill with this share.
     *
     * @param percent 1 to 100
     */
    AlertDrill of(int percent) {
        if (percent < 1 || percent > ALL) {
            throw new StackException("--share is a percentage from 1 to 100, not " + percent);
        }
        return new AlertDrill(
                name(),
                summary(),
                Fault.simulated("gateway-capture-zero", Map.of(SHARE, percent / (double) ALL)),
                percent > MOST ? "RevenueStopped" : "RevenueLeaking",
                consequences,
                limit);
    }
}
