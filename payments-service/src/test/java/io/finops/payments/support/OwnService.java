package io.finops.payments.support;

import io.finops.payments.PaymentsApplication;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service with a life of its own, for tests that start and stop it. */
public final class OwnService implements AutoCloseable {
    private static final String KEY = "fo_key_of_an_own_service";

    private final ConfigurableApplicationContext context;

    private OwnService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts it. Throws what the start throws; what is given last wins. */
    public static OwnService start(TestDatabase database, FakeGateway gateway, String... settings) {
        Stream<String> own = Stream.of(
                "server.port=0",
                // The tests pay with the same few methods, like a thief.
                "payments.fraud.threshold=1",
                "payments.warm-up.limit=0s",
                "payments.gateway.base-url=" + gateway.baseUrl(),
                "payments.merchants-file=" + TestFiles.write("merchants", "mer_demo sha256:" + TestFiles.sha256(KEY)));
        Map<String, String> settingByName = new TreeMap<>();
        database.settings().forEach((name, value) -> settingByName.put(name, "--" + name + "=" + value));
        Stream.concat(own, Stream.of(settings))
                .forEach(setting -> settingByName.put(setting.substring(0, setting.indexOf('=')), "--" + setting));
        return new OwnService(new SpringApplicationBuilder(PaymentsApplication.class)
                .registerShutdownHook(false)
                .run(settingByName.values().toArray(String[]::new)));
    }

    /** The pool for whoever has charged. */
    public DataSource reserved() {
        return context.getBean("reservedDataSource", DataSource.class);
    }

    public HttpRequest get(String path) {
        return request("local.server.port", path).build();
    }

    public HttpRequest getFromManagement(String path) {
        return request("local.management.port", path).build();
    }

    public HttpRequest pay(String body) {
        return request("local.server.port", "/payments")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest.Builder request(String portProperty, String path) {
        String port = context.getEnvironment().getRequiredProperty(portProperty);
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + KEY);
    }

    @Override
    public void close() {
        context.close();
    }
}
