package io.finops.payments.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Where metrics and health are. While the API listens on loopback only, on its port, so that whoever looks there finds them.
 * Beyond loopback, what the business earns is nothing for every client of the API: then on {@value #PORT_BEYOND_LOOPBACK}, unless
 * {@code management.server.port} says otherwise; empty means the API's port.
 *
 * <p>A port of its own listens where the API does, instead of on every interface. Boot refuses
 * {@code management.server.address} without such a port, so it cannot simply be in the defaults.
 */
final class ManagementAddress implements EnvironmentPostProcessor, Ordered {
    static final String PORT_BEYOND_LOOPBACK = "8090";

    private static final String PORT = "management.server.port";
    private static final String ADDRESS = "management.server.address";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String apiAddress = environment.getProperty("server.address", "");
        Map<String, Object> defaults = new HashMap<>();
        String port = environment.getProperty(PORT, isLoopback(apiAddress) ? "" : PORT_BEYOND_LOOPBACK);
        if (!environment.containsProperty(PORT) && !port.isEmpty()) {
            defaults.put(PORT, port);
        }
        // 0 is any free port: never the same, even when both say so.
        boolean own = !port.isEmpty() && (port.equals("0") || !port.equals(environment.getProperty("server.port")));
        if (own && !apiAddress.isEmpty() && !environment.containsProperty(ADDRESS)) {
            defaults.put(ADDRESS, apiAddress);
        }
        environment.getPropertySources().addLast(new MapPropertySource("managementAddress", defaults));
    }

    private static boolean isLoopback(String address) {
        try {
            return !address.isEmpty() && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** After the configuration files are read. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}
