package io.finops.costexporter.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.costexporter.simulated.MovableClock;
import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        budget = sameFolder();
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

        assertThat(repeatsUntilRefused(current)).isBetween(6, 12);
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

    @ParameterizedTest
    @CsvSource({"20, 00:00, 6", "20, 05:59, 8", "20, 06:00, 9", "20, 12:00, 12", "20, 23:59, 12", "13, 00:00, 3"})
    void halfOfTheRestIsForRepeatsAtOnceAndTheOtherHalfComesAlongTheDay(int perDay, LocalTime at, int repeats) {
        clock.advance(Duration.between(LocalTime.MIDNIGHT, at));
        RequestBudget roomy = new RequestBudget(folder.resolve("roomy"), perDay, 8, clock);

        assertThat(repeatsUntilRefused(roomy)).isEqualTo(repeats);
    }

    @Test
    void noRepeatIsMadeOnceADaysRequestsAreUsedUp() {
        takeAll(budget);

        assertThat(budget.mayRepeat(true)).isFalse();
    }

    @Test
    void theNextDayHasItsOwnRepeats() {
        int repeats = repeatsUntilRefused(budget);
        clock.advance(Duration.ofDays(1));

        assertThat(budget.mayRepeat(true)).isTrue();
        assertThat(repeatsUntilRefused(budget)).isEqualTo(repeats);
    }

    @Test
    void theNextDayHasItsOwnRequests() {
        takeAll(budget);
        clock.advance(Duration.ofDays(1));
        budget.take();

        assertThat(folder.resolve("requests")).hasContent("2026-11-21 1 0");
    }

    @Test
    void saysUntilWhenNothingIsLeft() {
        takeAll(budget);

        assertThatThrownBy(budget::take)
                .isInstanceOf(ReadFailure.class)
                .hasMessage("today's 6 paid requests are used up; the next are due after midnight UTC");
    }

    @Test
    void anotherProcessOfTheSameFolderCounts() {
        RequestBudget other = sameFolder();
        other.take();
        other.take();

        assertThat(budget.remaining()).isEqualTo(PER_DAY - 2);
    }

    @Test
    void twoProcessesTogetherTakeNoMoreThanADaysRequests() {
        takeAll(sameFolder());

        assertThatThrownBy(budget::take).isInstanceOf(ReadFailure.class);
    }

    @Test
    void repeatsOfAnotherProcessCount() {
        assertThat(repeatsUntilRefused(sameFolder())).isPositive();

        assertThat(budget.mayRepeat(true)).isFalse();
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
    void aRequestThatCannotBeRecordedIsNotMade() throws IOException {
        RequestBudget nowhere = new RequestBudget(folder.resolve("no-folder/requests"), PER_DAY, 2, clock);
        Files.writeString(folder.resolve("no-folder"), "");

        assertThatThrownBy(nowhere::take)
                .hasMessageContaining("cannot record a paid request")
                .asInstanceOf(InstanceOfAssertFactories.type(ReadFailure.class))
                .returns(FailureReason.INTERNAL, ReadFailure::reason);
        assertThat(nowhere.remaining()).isEqualTo(PER_DAY);
    }

    @Test
    void aFileThatCannotBeReadStopsTheStart() {
        assertThatThrownBy(() -> new RequestBudget(folder, PER_DAY, 2, clock)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void countsWhatAReadTook() {
        RequestBudget.Spent<Boolean> both = budget.spending(false, () -> {
            boolean first = take(budget);
            return first && take(budget);
        });

        assertThat(both.requests()).isEqualTo(2);
    }

    @Test
    void aReadThatGivesOneBackHasNotSpentIt() {
        RequestBudget.Spent<Integer> read = budget.spending(false, () -> {
            budget.take();
            budget.take();
            budget.giveBack();
            return budget.remaining();
        });

        assertThat(read.requests()).isEqualTo(1);
        assertThat(folder.resolve("requests")).hasContent("2026-11-20 1 0");
    }

    @Test
    void aRepeatThatGivesOneBackMayBeMadeAgain() {
        var unused = budget.spending(true, () -> {
            budget.take();
            budget.take();
            budget.giveBack();
            return budget.remaining();
        });

        assertThat(folder.resolve("requests")).hasContent("2026-11-20 1 1");
    }

    @Test
    void whatIsTakenAfterARepeatIsNoRepeat() {
        var unused = budget.spending(true, () -> take(budget));
        budget.take();

        assertThat(folder.resolve("requests")).hasContent("2026-11-20 2 1");
    }

    @Test
    void readsAFileOfAVersionThatDidNotCountRepeats() throws IOException {
        Files.writeString(folder.resolve("requests"), "2026-11-20 2\n");

        assertThat(sameFolder().remaining()).isEqualTo(PER_DAY - 2);
    }

    private RequestBudget sameFolder() {
        return new RequestBudget(folder.resolve("requests"), PER_DAY, 2, clock);
    }

    private static void takeAll(RequestBudget from) {
        for (int taken = 0; taken < PER_DAY; taken++) {
            from.take();
        }
    }

    private static int repeatsUntilRefused(RequestBudget from) {
        int repeats = 0;
        while (from.mayRepeat(true)) {
            var unused = from.spending(true, () -> take(from));
            repeats++;
        }
        return repeats;
    }
}
