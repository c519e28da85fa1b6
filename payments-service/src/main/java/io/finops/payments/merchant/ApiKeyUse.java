package io.finops.payments.merchant;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** When each API key was last used at this process, as a metric: an old key may go once its successor is used and it is not. Thread-safe. */
public final class ApiKeyUse {
    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<String, AtomicLong> lastMillis = new ConcurrentHashMap<>();

    public ApiKeyUse(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    public void used(ApiKeys.Known key) {
        lastMillis.computeIfAbsent(key.fingerprint(), any -> register(key)).set(clock.millis());
    }

    private AtomicLong register(ApiKeys.Known key) {
        AtomicLong last = new AtomicLong();
        TimeGauge.builder("app_api_key_last_used_timestamp_seconds", last, TimeUnit.MILLISECONDS, AtomicLong::get)
                .description(
                        "When an API key was last used at this process; the key is the beginning of its SHA-256 hash")
                .tag("merchant", key.merchant().id())
                .tag("key", key.fingerprint())
                .register(registry);
        return last;
    }
}
