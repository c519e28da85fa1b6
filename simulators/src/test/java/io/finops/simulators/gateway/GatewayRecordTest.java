package io.finops.simulators.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayRecordTest {
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
    void forgetsTheOldestButKeepsTheTotals() throws IOException {
        try (GatewayRecord kept = open()) {
            for (int i = 0; i < 100; i++) {
                kept.add(charge(i));
            }
            assertThat(kept.charge("key-0")).isNull();
            assertThat(kept.charge("key-70")).isNotNull();
            assertThat(kept.totals().charges()).isEqualTo(100);
        }
        assertThat(files()).hasSize(3);
        try (GatewayRecord restored = open()) {
            assertThat(restored.totals().charges()).isEqualTo(100);
            assertThat(restored.totals().currencies().get("USD"))
                    .isEqualTo(new GatewayTotals.CurrencySnapshot(100, 104_950, 0, 0, 5_000));
            assertThat(restored.charge("key-99")).isEqualTo(charge(99));
        }
    }

    @Test
    void cutsOffALineThatWasNotFinished() throws IOException {
        try (GatewayRecord kept = open()) {
            kept.add(charge(1));
        }
        Files.writeString(files().get(0), "C\tkey-2\tpay-2\tff\t10", StandardOpenOption.APPEND);
        try (GatewayRecord restored = open()) {
            assertThat(restored.charge("key-1")).isEqualTo(charge(1));
            assertThat(restored.charge("key-2")).isNull();
            restored.add(charge(2));
        }
        try (GatewayRecord again = open()) {
            assertThat(again.charge("key-2")).isEqualTo(charge(2));
            assertThat(again.totals().charges()).isEqualTo(2);
        }
    }

    @Test
    void addsUpRefundsOverARestart() {
        try (GatewayRecord kept = open()) {
            kept.add(charge(1));
            kept.add(new Refund("r1", "key-1", 400, "USD", true, 5));
            kept.add(new Refund("r2", "key-1", 400, "USD", false, 5));
        }
        try (GatewayRecord restored = open()) {
            assertThat(restored.refunded("key-1")).isEqualTo(400);
            assertThat(restored.refund("r2")).isEqualTo(new Refund("r2", "key-1", 400, "USD", false, 5));
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

    private GatewayRecord open() {
        return new GatewayRecord(new SegmentFolder(folder, 20, 3));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    private static Charge charge(int i) {
        return new Charge(
                "key-" + i, "pay-" + i, -i, 1_000 + i, "USD", true, 1_000 + i, 50, null, 1_790_000_000_000L + i);
    }

    private static Charge charge(String key, String reference) {
        return new Charge(key, reference, 7, 100, "USD", true, 100, 33, null, 1);
    }
}
