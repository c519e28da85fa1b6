package io.finops.traffic.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.traffic.schedule.ArrivalPlan;
import io.finops.traffic.schedule.ArrivalSchedule;
import io.finops.traffic.schedule.Profiles;
import io.finops.traffic.schedule.Spacing;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void severalLoopsShareTheScheduleWithoutGapOrOverlap() {
        Duration length = Duration.ofSeconds(10);
        ArrivalPlan plan = new ArrivalPlan(Profiles.steady(100, length), Spacing.POISSON, 5, length);
        Map<Long, Long> whole = new TreeMap<>();
        collect(new Pace(plan.open(), 0, 1), whole);
        Map<Long, Long> shared = new TreeMap<>();
        for (int loop = 0; loop < 3; loop++) {
            collect(new Pace(plan.open(), loop, 3), shared);
        }

        assertThat(whole).hasSizeGreaterThan(900);
        assertThat(shared).isEqualTo(whole);
    }

    private static void collect(Pace pace, Map<Long, Long> into) {
        for (; pace.time() != ArrivalSchedule.END; pace.advance()) {
            assertThat(into.put(pace.arrival(), pace.time())).isNull();
        }
    }
}
