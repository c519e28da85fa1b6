package io.finops.costexporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Part;
import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.publish.PageSection;
import io.finops.costexporter.publish.Publisher;
import io.finops.costexporter.spend.ViewStore;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class BillHealthIndicatorTest {
    private final ViewStore store = new ViewStore(List.of(new CostView("all", List.of(), List.of(), 1)));
    private final Publisher publisher =
            new Publisher(List.of(new Bill()), (collector, published) -> {}, Clock.systemUTC());
    private final BillHealthIndicator indicator = new BillHealthIndicator(store, publisher);

    /** A read puts the bill into the store a moment before it is published. */
    @Test
    void whoeverIsToldThatItIsReadyFindsTheBillOnThePage() {
        publisher.publish();
        assertThat(indicator.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(publisher.page().collect()).isEmpty();

        store.put(Map.of(new Part("all", ""), CostHistory.none(List.of(CostBasis.UNBLENDED))));

        assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
        assertThat(publisher.page().collect()).hasSize(1);
    }

    private final class Bill implements PageSection {
        private static final MetricFamily FAMILY = new MetricFamily("cloud_bill_amount", "The bill.");

        @Override
        public List<String> collectors() {
            return List.of("spend/all");
        }

        @Override
        public List<MetricFamily> families() {
            return List.of(FAMILY);
        }

        @Override
        public void write(PageBuilder page, Instant now) {
            if (!store.get(store.whole()).isEmpty()) {
                page.add(FAMILY, Labels.EMPTY, 1);
            }
        }
    }
}
