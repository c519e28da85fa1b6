package io.finops.payments.settings;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Keeps a management port of its own where the API listens, on loopback unless told otherwise, instead of on every
 * interface. Boot refuses {@code management.server.address} without such a port, so it cannot simply be in the defaults.
 */
final class ManagementAddress implements EnvironmentPostProcessor, Ordered {
    private static final String ADDRESS = "management.server.address";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String port = environment.getProperty("management.server.port", "");
        String address = environment.getProperty("server.address", "");
        // 0 is any free port: never the same, even when both say so.
        boolean own = !port.isEmpty() && (port.equals("0") || !port.equals(environment.getProperty("server.port")));
        if (own && !address.isEmpty() && !environment.containsProperty(ADDRESS)) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource("managementAddress", Map.of(ADDRESS, address)));
        }
    }

    /** After the configuration files are read. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}
