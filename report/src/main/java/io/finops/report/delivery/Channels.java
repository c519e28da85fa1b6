package io.finops.report.delivery;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which channels the environment asks for. */
public final class Channels {
    private Channels() {}

    /**
     * None, where none is configured.
     *
     * @throws SettingException if one is configured wrongly or by half
     */
    public static List<Channel> of(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        List<Channel> channels = new ArrayList<>();
        String to = environment.value("REPORT_MAIL_TO");
        if (!to.isEmpty()) {
            channels.add(Mail.of(
                    to,
                    needed(environment, "REPORT_MAIL_FROM"),
                    SmtpServer.of(needed(environment, "REPORT_SMTP"), environment.secret("REPORT_SMTP_PASSWORD"))));
        }
        String webhook = environment.secret("REPORT_SLACK_WEBHOOK_URL");
        if (!webhook.isEmpty()) {
            channels.add(new Slack(webhook(webhook), environment.value("REPORT_LINK")));
        }
        return channels;
    }

    private static String needed(Environment environment, String name) {
        String value = environment.value(name);
        if (value.isEmpty()) {
            throw new SettingException("REPORT_MAIL_TO is set, and " + name + " is not");
        }
        return value;
    }

    private static URI webhook(String address) {
        try {
            URI uri = URI.create(address);
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Told below: this one's message has the address in it, which is a secret.
        }
        throw new SettingException("REPORT_SLACK_WEBHOOK_URL is no address of the form https://HOST/PATH");
    }
}
