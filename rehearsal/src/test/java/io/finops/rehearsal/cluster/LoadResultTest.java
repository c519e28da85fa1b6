package io.finops.rehearsal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadResultTest {
    private static final String SUMMARY = """
            {"requests": {"sent": 1003, "errors": 5, "retries": 3, "dropped": 0},
             "answers": {"approved": 950, "declined": 40, "pending": 2},
             "errors": {"http_5xx": 4, "closed": 1, "timeout": 0},
             "latencyMillis": {"p99": 210.5, "max": 3100.0}}""";

    @Test
    void aRepeatedAttemptIsNoFailedPayment() {
        LoadResult result = LoadResult.of(SUMMARY, "payment,status,id\n");
        assertThat(result.attemptsFailed()).isEqualTo(5);
        assertThat(result.failed()).isEqualTo(2);
        assertThat(result.undecided()).isEqualTo(2);
        assertThat(result.failures()).containsOnlyKeys("http_5xx", "closed");
        assertThat(result.p99Millis()).isEqualTo(210.5);
    }

    @Test
    void theLastThingThatAClientWasToldCounts() {
        LoadResult result =
                LoadResult.of(SUMMARY, "payment,status,id\n1,pending,pay_a\n2,declined,pay_b\n1,approved,pay_a\n");
        assertThat(result.acknowledged())
                .containsEntry("pay_a", "approved")
                .containsEntry("pay_b", "declined")
                .hasSize(2);
    }
}
