package io.finops.costexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.costexporter.config.ExporterProperties;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.costexplorer.endpoints.CostExplorerEndpointProvider;

/** Each partition has a Cost Explorer of its own, found by its region. */
class PartitionsTest {
    @ParameterizedTest
    @CsvSource({
        "us-east-1, arn:aws:iam::123456789012:role/finops, ce.us-east-1.amazonaws.com",
        "cn-northwest-1, arn:aws-cn:iam::123456789012:role/finops, ce.cn-northwest-1.amazonaws.com.cn"
    })
    void theConfiguredRegionLeadsToItsPartition(String region, String role, String host) {
        ExporterProperties.Aws aws = new Binder(new MapConfigurationPropertySource(
                        Map.of("cost-exporter.aws.region", region, "cost-exporter.aws.roles[0].arn", role)))
                .bind("cost-exporter", ExporterProperties.class)
                .get()
                .aws();

        assertThat(aws.simulated()).isFalse();
        assertThat(CostExplorerEndpointProvider.defaultProvider()
                        .resolveEndpoint(parameters -> parameters.region(Region.of(aws.region())))
                        .join()
                        .url())
                .hasToString("https://" + host);
    }
}
