package io.finops.costexporter.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.costexporter.simulated.MovableClock;
import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestBudgetTest {
    private static final int PER_DAY = 6;
    private static final Instant MIDNIGHT = Instant.parse("2026-11-20T00:00:00Z");

    private enum Step {
        TAKE,
        TAKE_AND_GIVE_BACK,
        RESTART,
        FIVE_HOURS_PASS
    }

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(MIDNIGHT);
    private RequestBudget budget;

    @BeforeEach
    void open() {
        budget = new RequestBudget(folder.resolve("requests"), PER_DAY, 2, clock);
    }

    /** Whatever happens, however often the process ends in between. */
    @Property(tries = 60)
    void neverSpendsMoreThanADaysRequests(@ForAll @Size(max = 40) List<Step> steps) throws IOException {
        Path own = Files.createTempDirectory(Path.of("target"), "budget");
        MovableClock time = new MovableClock(MIDNIGHT);
        RequestBudget current = new RequestBudget(own.resolve("requests"), PER_DAY, 2, time);
        Map<LocalDate, Integer> spent = new HashMap<>();
        for (Step step : steps) {
            LocalDate day = LocalDate.ofInstant(time.instant(), ZoneOffset.UTC);
            int before = spent.getOrDefault(day, 0);
            assertThat(current.remaining()).isEqualTo(PER_DAY - before);
            switch (step) {
                case TAKE -> spent.put(day, before + (take(current) ? 1 : 0));
                case TAKE_AND_GIVE_BACK -> {
                    if (take(current)) {
                        current.giveBack();
                    }
                }
                case RESTART -> current = new RequestBudget(own.resolve("requests"), PER_DAY, 2, time);
                case FIVE_HOURS_PASS -> {
                    Instant unused = time.advance(Duration.ofHours(5));
                }
            }
        }
        assertThat(spent.values()).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(PER_DAY));
    }

    private static boolean take(RequestBudget from) {
        boolean left = from.remaining() > 0;
        try {
            from.take();
            assertThat(left).isTrue();
            return true;
        } catch (ReadFailure failure) {
            assertThat(failure.reason()).isEqualTo(FailureReason.BUDGET_EXHAUSTED);
            assertThat(left).isFalse();
            return false;
        }
    }

    @Property(tries = 30)
    void repeatsLeaveWhatADayWithoutFailuresNeeds(@ForAll @IntRange(max = 23) int hour) throws IOException {
        Path own = Files.createTempDirectory(Path.of("target"), "budget");
        MovableClock time = new MovableClock(MIDNIGHT.plus(Duration.ofHours(hour)));
        RequestBudget current = new RequestBudget(own.resolve("requests"), 20, 8, time);
        int repeats = 0;
        while (current.mayRepeat(true)) {
            var unused = current.spending(true, () -> take(current));
            repeats++;
        }

        assertThat(repeats).isBetween(6, 12);
        assertThat(current.remaining()).isGreaterThanOrEqualTo(8);
    }

    @Test
    void someRepeatsAreKeptForTheMostImportantRead() {
        RequestBudget roomy = new RequestBudget(folder.resolve("roomy"), 20, 8, clock);
        while (roomy.mayRepeat(false)) {
            var unused = roomy.spending(true, () -> take(roomy));
        }

        assertThat(roomy.mayRepeat(true)).isTrue();
    }

    @Test
    void anotherProcessOfTheSameFolderCounts() {
        RequestBudget other = new RequestBudget(folder.resolve("requests"), PER_DAY, 2, clock);
        other.take();
        other.take();

        assertThat(budget.remaining()).isEqualTo(PER_DAY - 2);
    }

    @Test
    void aClockThatIsSetBackGivesNothingBack() {
        clock.advance(Duration.ofDays(1));
        budget.take();
        clock.advance(Duration.ofDays(-1));

        assertThat(budget.remaining()).isEqualTo(PER_DAY - 1);
    }

    @Test
    void aDamagedFileStopsSpendingUntilTheNextDay() throws IOException {
        Files.writeString(folder.resolve("damaged"), "2026-11-");
        RequestBudget damaged = new RequestBudget(folder.resolve("damaged"), PER_DAY, 2, clock);

        assertThatThrownBy(damaged::take).isInstanceOf(ReadFailure.class);
        clock.advance(Duration.ofDays(1));
        assertThat(damaged.remaining()).isEqualTo(PER_DAY);
    }

    @Test
    void countsWhatAReadTook() {
        RequestBudget.Spent<Boolean> both = budget.spending(false, () -> {
            boolean first = take(budget);
            return first && take(budget);
        });

        assertThat(both.requests()).isEqualTo(2);
    }
}
