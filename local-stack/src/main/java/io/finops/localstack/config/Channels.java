package io.finops.localstack.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ways to reach somebody outside, each of which needs a secret that a stack may not have. */
public final class Channels {
    private static final Map<String, String> SECRETS = secrets();

    private Channels() {}

    private static Map<String, String> secrets() {
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("telegram", "telegram-bot-token");
        secrets.put("slack", "slack-webhook-url");
        secrets.put("pagerduty", "pagerduty-routing-key");
        secrets.put("dead-mans-switch", "dead-mans-switch-url");
        return secrets;
    }

    public static List<String> names() {
        return List.copyOf(SECRETS.keySet());
    }

    public static boolean isConfigured(String channel, Path secretsFolder) {
        String secret = SECRETS.get(channel);
        return secret != null && Files.isReadable(secretsFolder.resolve(secret));
    }

    /** The file whose presence switches the channel on. */
    public static String secret(String channel) {
        return SECRETS.getOrDefault(channel, channel + "-secret");
    }
}
