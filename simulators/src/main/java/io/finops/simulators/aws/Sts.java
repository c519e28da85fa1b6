package io.finops.simulators.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * STS: who am I, and assuming a role, also with a web identity's token, which is not checked. Any role can be assumed, but those whose name contains {@code denied}; those whose
 * name contains {@code external} want the external id {@code simulated-external-id}.
 */
final class Sts {
    static final String WEB_IDENTITY = "AssumeRoleWithWebIdentity";
    static final String EXTERNAL_ID = "simulated-external-id";
    private static final String ASSUME_ROLE = "AssumeRole";
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
    private static final Pattern ROLE = Pattern.compile("arn:(aws[a-z-]*):iam::(\\d{12}):role/([\\w+=,.@/-]+)");

    private Sts() {}

    static AwsRoutes.Call call(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        String action = form.getOrDefault("Action", "");
        return new AwsRoutes.Call("sts", action, body, true, form);
    }

    static String answer(String action, Map<String, String> form, AwsCaller caller, Instant now) {
        return switch (action) {
            case "GetCallerIdentity" ->
                response(
                        action,
                        "<Arn>" + escape(caller.arn()) + "</Arn><UserId>AIDASIMULATED</UserId><Account>"
                                + caller.account() + "</Account>");
            case ASSUME_ROLE -> assumeRole(action, form, caller, now);
            case WEB_IDENTITY -> assumeRole(action, withToken(form), caller, now);
            default ->
                throw new AwsException(
                        400,
                        "InvalidAction",
                        "the simulator has no action " + action + " and no X-Amz-Target was given");
        };
    }

    static String error(AwsException e, String message) {
        return "<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error><Type>"
                + (e.status() < 500 ? "Sender" : "Receiver") + "</Type><Code>"
                + escape(AwsFaults.queryProtocolCode(e.type())) + "</Code><Message>" + escape(message)
                + "</Message></Error><RequestId>" + UUID.randomUUID() + "</RequestId></ErrorResponse>";
    }

    private static String assumeRole(String action, Map<String, String> form, AwsCaller caller, Instant now) {
        String arn = form.getOrDefault("RoleArn", "");
        String session = form.getOrDefault("RoleSessionName", "");
        Matcher role = ROLE.matcher(arn);
        if (!role.matches() || session.isEmpty()) {
            throw new AwsException(
                    400, "ValidationError", "RoleArn " + arn + " or RoleSessionName " + session + " is not valid");
        }
        String name = role.group(3);
        boolean wantsExternalId = name.contains("external");
        if (name.contains("denied") || (wantsExternalId && !EXTERNAL_ID.equals(form.get("ExternalId")))) {
            throw new AwsException(
                    403,
                    "AccessDenied",
                    "User: " + caller.arn() + " is not authorized to perform: sts:" + action + " on resource: " + arn);
        }
        String account = role.group(2);
        return response(
                action,
                "<AssumedRoleUser><AssumedRoleId>AROASIMULATED:" + escape(session) + "</AssumedRoleId><Arn>arn:"
                        + role.group(1) + ":sts::" + account + ":assumed-role/" + escape(name) + "/" + escape(session)
                        + "</Arn></AssumedRoleUser><Credentials><AccessKeyId>" + AwsCaller.accessKeyFor(account)
                        + "</AccessKeyId><SecretAccessKey>simulated</SecretAccessKey><SessionToken>simulated</SessionToken>"
                        + "<Expiration>" + expiration(form, now) + "</Expiration></Credentials>");
    }

    private static Map<String, String> withToken(Map<String, String> form) {
        if (form.getOrDefault("WebIdentityToken", "").isEmpty()) {
            throw new AwsException(400, "InvalidIdentityToken", "WebIdentityToken is missing");
        }
        return form;
    }

    /** By real time, not by the simulated clock: the client that holds the credentials compares it with its own. */
    private static Instant expiration(Map<String, String> form, Instant now) {
        long seconds = 3_600;
        try {
            seconds = Long.parseLong(form.getOrDefault("DurationSeconds", "3600"));
        } catch (NumberFormatException e) {
            throw new AwsException(400, "ValidationError", "DurationSeconds is not a number");
        }
        return now.plus(Duration.ofSeconds(seconds)).truncatedTo(ChronoUnit.SECONDS);
    }

    private static String response(String action, String result) {
        return "<" + action + "Response xmlns=\"" + NAMESPACE + "\"><" + action + "Result>" + result + "</" + action
                + "Result><ResponseMetadata><RequestId>" + UUID.randomUUID() + "</RequestId></ResponseMetadata></"
                + action
                + "Response>";
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
