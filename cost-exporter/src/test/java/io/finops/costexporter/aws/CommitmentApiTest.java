package io.finops.costexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.costexporter.commitment.Commitment;
import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.GetReservationUtilizationRequest;
import software.amazon.awssdk.services.costexplorer.model.GetReservationUtilizationResponse;

class CommitmentApiTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-20");

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "much"})
    void anAmountThatIsNoNumberIsNotPublished(String amount) {
        CommitmentApi api = new CommitmentApi(new Saving(amount), 10);

        assertThatThrownBy(() -> api.utilization(Commitment.RESERVATIONS, TODAY.minusDays(30), TODAY))
                .isInstanceOfSatisfying(
                        ReadFailure.class,
                        failure -> assertThat(failure.reason()).isEqualTo(FailureReason.MALFORMED));
    }

    /** Answers with reservations that save so much. */
    private record Saving(String amount) implements CostExplorerClient {
        @Override
        public GetReservationUtilizationResponse getReservationUtilization(GetReservationUtilizationRequest request) {
            return GetReservationUtilizationResponse.builder()
                    .total(total -> total.totalActualHours("10")
                            .purchasedHours("20")
                            .riCostForUnusedHours("1")
                            .netRISavings(amount))
                    .build();
        }

        @Override
        public String serviceName() {
            return "ce";
        }

        @Override
        public void close() {}
    }
}
