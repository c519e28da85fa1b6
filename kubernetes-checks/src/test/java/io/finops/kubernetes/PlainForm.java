package io.finops.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * An AlertmanagerConfig (monitoring.coreos.com/v1alpha1) in Alertmanager's own words. It knows the operator's fields one by one, as its API has them, so that a
 * misspelt one is found; a secret is a file of {@code /run/secrets}.
 *
 * @param secret the only Secret that may be named
 */
record PlainForm(String secret) {
    private static final Map<String, String> FIELDS = Map.ofEntries(
            // the object, routes and hours
            Map.entry("route", "route"),
            Map.entry("receivers", "receivers"),
            Map.entry("inhibitRules", "inhibit_rules"),
            Map.entry("muteTimeIntervals", "time_intervals"),
            Map.entry("receiver", "receiver"),
            Map.entry("groupBy", "group_by"),
            Map.entry("groupWait", "group_wait"),
            Map.entry("groupInterval", "group_interval"),
            Map.entry("repeatInterval", "repeat_interval"),
            Map.entry("continue", "continue"),
            Map.entry("routes", "routes"),
            Map.entry("matchers", "matchers"),
            Map.entry("activeTimeIntervals", "active_time_intervals"),
            Map.entry("sourceMatch", "source_matchers"),
            Map.entry("targetMatch", "target_matchers"),
            Map.entry("equal", "equal"),
            Map.entry("name", "name"),
            Map.entry("timeIntervals", "time_intervals"),
            Map.entry("weekdays", "weekdays"),
            Map.entry("times", "times"),
            Map.entry("startTime", "start_time"),
            Map.entry("endTime", "end_time"),
            // receivers
            Map.entry("webhookConfigs", "webhook_configs"),
            Map.entry("telegramConfigs", "telegram_configs"),
            Map.entry("slackConfigs", "slack_configs"),
            Map.entry("pagerdutyConfigs", "pagerduty_configs"),
            Map.entry("sendResolved", "send_resolved"),
            Map.entry("url", "url"),
            Map.entry("urlSecret", "url"),
            Map.entry("maxAlerts", "max_alerts"),
            Map.entry("httpConfig", "http_config"),
            Map.entry("authorization", "authorization"),
            Map.entry("type", "type"),
            Map.entry("credentials", "credentials_file"),
            Map.entry("botToken", "bot_token_file"),
            Map.entry("chatID", "chat_id"),
            Map.entry("message", "message"),
            Map.entry("color", "color"),
            Map.entry("title", "title"),
            Map.entry("titleLink", "title_link"),
            Map.entry("fallback", "fallback"),
            Map.entry("text", "text"),
            Map.entry("routingKey", "routing_key_file"),
            Map.entry("description", "description"),
            Map.entry("severity", "severity"),
            Map.entry("class", "class"),
            Map.entry("component", "component"),
            Map.entry("group", "group"),
            Map.entry("client", "client"),
            Map.entry("clientURL", "client_url"),
            Map.entry("details", "details"),
            Map.entry("pagerDutyLinkConfigs", "links"));

    Object of(Object value) {
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(entry -> plain.add(of(entry)));
            return plain;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, Object> plain = new LinkedHashMap<>();
        map.forEach((name, entry) -> {
            String field = String.valueOf(name);
            plain.put(plainName(field, entry), plainValue(field, Objects.requireNonNull(entry)));
        });
        return plain;
    }

    /** {@code apiURL} is an address at Telegram and a secret at Slack. */
    private static String plainName(String field, Object value) {
        if (field.equals("apiURL")) {
            return value instanceof Map<?, ?> ? "api_url_file" : "api_url";
        }
        String name = FIELDS.get(field);
        if (name == null) {
            throw new AssertionError("an AlertmanagerConfig has no field " + field);
        }
        return name;
    }

    private Object plainValue(String field, Object value) {
        return switch (field) {
            case "matchers", "sourceMatch", "targetMatch" ->
                Manifest.maps(value).stream()
                        .map(matcher -> matcher.get("name")
                                + String.valueOf(matcher.get("matchType"))
                                + '"'
                                + matcher.get("value")
                                + '"')
                        .toList();
            case "details" ->
                Manifest.maps(value).stream()
                        .collect(Collectors.toMap(
                                detail -> String.valueOf(detail.get("key")),
                                detail -> String.valueOf(detail.get("value"))));
            case "pagerDutyLinkConfigs" ->
                Manifest.maps(value).stream()
                        .map(link -> Map.of("text", link.get("alt"), "href", link.get("href")))
                        .toList();
            case "urlSecret" -> "${" + key(value).toUpperCase(Locale.ROOT).replace('-', '_') + "}";
            default -> isReference(field, value) ? "/run/secrets/" + key(value) : of(value);
        };
    }

    private static boolean isReference(String field, Object value) {
        return List.of("credentials", "botToken", "routingKey").contains(field)
                || (field.equals("apiURL") && value instanceof Map<?, ?>);
    }

    private String key(Object reference) {
        Map<?, ?> map = (Map<?, ?>) reference;
        if (!secret.equals(map.get("name")) || map.size() != 2) {
            throw new AssertionError(map + " is no key of the Secret " + secret);
        }
        return String.valueOf(map.get("key"));
    }
}
