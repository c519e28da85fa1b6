package io.finops.simulators.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayRecordTest {
    private static final int KEPT = 60;
    private static final String FILE = "gateway.mv.db";

    @TempDir
    Path folder = Path.of("");

    @Test
    void findsWhatItHoldsAndNothingElse() {
        try (GatewayRecord kept = open()) {
            for (int i = 0; i < 40; i++) {
                kept.add(charge(i));
            }
            assertThat(kept.charge("key-39")).isEqualTo(charge(39));
            assertThat(kept.charge("key-40")).isNull();
            assertThat(kept.refund("key-39")).isNull();
        }
    }

    @Test
    void forgetsTheOldestButKeepsTheTotals() {
        try (GatewayRecord kept = open()) {
            for (int i = 0; i < 100; i++) {
                kept.add(charge(i));
            }
            assertThat(kept.charge("key-39")).isNull();
            assertThat(kept.charge("key-40")).isNotNull();
            assertThat(kept.totals().charges()).isEqualTo(100);
        }
        try (GatewayRecord restored = open()) {
            assertThat(restored.totals().charges()).isEqualTo(100);
            assertThat(restored.totals().currencies().get("USD"))
                    .isEqualTo(new GatewayTotals.InCurrency(100, 104_950, 0, 0, 5_000));
            assertThat(restored.charge("key-99")).isEqualTo(charge(99));
        }
    }

    /** What a kill leaves behind is what the operating system has, and that is what a copy of the file reads. */
    @Test
    void everyRecordThatWasAddedSurvivesAKill() throws IOException {
        try (GatewayRecord kept = open()) {
            for (int i = 0; i < 30; i++) {
                kept.add(charge(i));
                Path copy = Files.createDirectories(folder.resolve("copy-" + i));
                Files.copy(folder.resolve(FILE), copy.resolve(FILE));
                try (GatewayRecord afterwards = GatewayRecord.in(copy, KEPT)) {
                    assertThat(afterwards.charge("key-" + i)).isEqualTo(charge(i));
                    assertThat(afterwards.totals()).isEqualTo(kept.totals());
                }
            }
        }
    }

    @Test
    void aWriteThatAKillCutShortIsLikeOneThatNeverBegan() throws IOException {
        try (GatewayRecord kept = open()) {
            kept.add(charge(1));
            byte[] before = Files.readAllBytes(folder.resolve(FILE));
            kept.add(charge(2));
            byte[] after = Files.readAllBytes(folder.resolve(FILE));
            int begun = Arrays.mismatch(before, after);
            // Cut after each part of the write that could be torn: before it, in its midst, before its last byte.
            for (int whole : List.of(begun, (begun + after.length) / 2, after.length - 1)) {
                byte[] torn = Arrays.copyOf(before, after.length);
                System.arraycopy(after, 0, torn, 0, whole);
                Path copy = Files.createDirectories(folder.resolve("torn-" + whole));
                Files.write(copy.resolve(FILE), torn);
                try (GatewayRecord afterwards = GatewayRecord.in(copy, KEPT)) {
                    assertThat(afterwards.charge("key-1")).isEqualTo(charge(1));
                    assertThat(afterwards.totals().charges()).isEqualTo(afterwards.charge("key-2") == null ? 1 : 2);
                }
            }
        }
    }

    @Test
    void addsUpRefundsOverARestart() {
        try (GatewayRecord kept = open()) {
            kept.add(charge(1));
            kept.add(new Refund("r1", "key-1", 400, "USD", true, 5));
            kept.add(new Refund("r2", "key-1", 70, "USD", false, 5));
            kept.add(new Refund("r3", "key-1", 150, "USD", true, 5));
        }
        try (GatewayRecord restored = open()) {
            assertThat(restored.refunded("key-1")).isEqualTo(550);
            assertThat(restored.refund("r2")).isEqualTo(new Refund("r2", "key-1", 70, "USD", false, 5));
        }
    }

    @Test
    void countsAReferenceCapturedTwiceOnceAlsoOverARestart() {
        try (GatewayRecord kept = open()) {
            kept.add(charge("a", "pay"));
            kept.add(charge("b", "pay"));
        }
        try (GatewayRecord restored = open()) {
            restored.add(charge("c", "pay"));
            assertThat(restored.totals().doubledReferences()).isEqualTo(1);
        }
    }

    @Test
    void countsWhatWasDeclinedOrRefusedWithoutAnyMoney() {
        try (GatewayRecord kept = open()) {
            kept.add(charge("a", "pay"));
            kept.add(declined("b", "other"));
            kept.add(declined("c", "third"));
            kept.add(new Refund("r1", "a", 30, "USD", true, 5));
            kept.add(new Refund("r2", "a", 90, "USD", false, 5));
            assertThat(kept.totals())
                    .isEqualTo(new GatewayTotals(
                            3, 1, 2, 0, Map.of("USD", new GatewayTotals.InCurrency(1, 100, 1, 30, 33))));
        }
    }

    @Test
    void aDeclinedChargeAndOneThatIsForgottenAreNoCapturesOfTheirReference() {
        try (GatewayRecord kept = open()) {
            kept.add(declined("declined", "tried again"));
            kept.add(charge("approved", "tried again"));
            kept.add(charge("forgotten", "long ago"));
            for (int i = 0; i < KEPT; i++) {
                kept.add(charge(i));
            }
            kept.add(charge("new", "long ago"));
            assertThat(kept.totals().doubledReferences()).isZero();
        }
    }

    @Test
    void aReferenceIsCountedAgainOnlyWhileOneOfItsCapturesIsKept() {
        try (GatewayRecord kept = open()) {
            kept.add(charge("a", "pay"));
            kept.add(charge("b", "pay"));
            for (int i = 0; i < KEPT - 1; i++) {
                kept.add(charge(i));
            }
            assertThat(kept.charge("a")).isNull();
            assertThat(kept.charge("b")).isNotNull();
            kept.add(charge("c", "pay"));
            assertThat(kept.totals().doubledReferences())
                    .as("once for b, once for c")
                    .isEqualTo(2);
        }
    }

    /** Without compaction it is more than twice as long by then, and grows on. */
    @Test
    void theFileIsSmallAndStopsGrowingHoweverManyRecordsWereForgotten() throws IOException {
        try (GatewayRecord kept = open()) {
            for (int i = 0; i < 1_500; i++) {
                kept.add(charge(i));
            }
            long early = Files.size(folder.resolve(FILE));
            assertThat(early).isLessThan(1 << 20);
            for (int i = 1_500; i < 4_000; i++) {
                kept.add(charge(i));
            }
            assertThat(Files.size(folder.resolve(FILE))).isLessThan(early * 3 / 2);
        }
    }

    @Test
    void remembersInMemoryToo() {
        try (GatewayRecord kept = GatewayRecord.inMemory()) {
            kept.add(charge(1));
            assertThat(kept.charge("key-1")).isEqualTo(charge(1));
        }
    }

    @Test
    void aFolderThatIsInUseIsRefusedWithThatReason() {
        try (GatewayRecord inUse = GatewayRecord.in(folder)) {
            inUse.add(charge(1));
            assertThatThrownBy(() -> GatewayRecord.in(folder))
                    .hasMessage("the data folder " + folder + " is in use by another simulators process");
        }
    }

    @Test
    void aFileThatIsNoRecordIsRefusedWithItsFolder() throws IOException {
        Files.writeString(folder.resolve(FILE), "no record".repeat(2_000));

        assertThatThrownBy(() -> GatewayRecord.in(folder))
                .hasMessageStartingWith("the record in " + folder + " cannot be opened: ");
    }

    private GatewayRecord open() {
        return GatewayRecord.in(folder, KEPT);
    }

    private static Charge charge(int i) {
        return new Charge(
                "key-" + i, "pay-" + i, -i, 1_000 + i, "USD", true, 1_000 + i, 50, null, 1_790_000_000_000L + i);
    }

    private static Charge charge(String key, String reference) {
        return new Charge(key, reference, 7, 100, "USD", true, 100, 33, null, 1);
    }

    private static Charge declined(String key, String reference) {
        return new Charge(key, reference, 7, 100, "USD", false, 0, 0, "expired_card", 1);
    }
}
