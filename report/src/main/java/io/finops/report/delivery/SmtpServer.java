package io.finops.report.delivery;

import java.net.URI;

/**
 * Who takes mail.
 *
 * @param user empty where nobody has to log in
 */
record SmtpServer(Security security, String host, int port, String user, String password) {
    /** How the connection is protected. */
    enum Security {
        TLS("smtps", 465),
        STARTTLS("smtp", 587),
        /** Only for a relay that mail does not leave the machine or the cluster to get to. */
        NONE("smtp+plain", 25);

        private final String scheme;
        private final int port;

        Security(String scheme, int port) {
            this.scheme = scheme;
            this.port = port;
        }
    }

    /**
     * As {@code smtp://user@host:587}.
     *
     * @throws SettingException if it is no such address, or a password would go over an open connection
     */
    static SmtpServer of(String address, String password) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw notAnAddress();
        }
        if (uri.getHost() == null || !uri.getRawPath().isEmpty()) {
            throw notAnAddress();
        }
        String user = uri.getUserInfo() == null ? "" : uri.getUserInfo();
        if (user.contains(":")) {
            throw new SettingException("REPORT_SMTP has the password in it: put it into REPORT_SMTP_PASSWORD_FILE");
        }
        for (Security security : Security.values()) {
            if (security.scheme.equals(uri.getScheme())) {
                if (security == Security.NONE && !password.isEmpty()) {
                    throw new SettingException(
                            "REPORT_SMTP: a password is not sent over smtp+plain://, which anybody can read");
                }
                return new SmtpServer(
                        security, uri.getHost(), uri.getPort() < 0 ? security.port : uri.getPort(), user, password);
            }
        }
        throw notAnAddress();
    }

    private static SettingException notAnAddress() {
        return new SettingException(
                "REPORT_SMTP is not of the form smtp://USER@HOST:587 (STARTTLS), smtps://USER@HOST:465 or smtp+plain://HOST:25");
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
