package io.finops.report.delivery;

import jakarta.activation.DataHandler;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A mail with the lines at the top as text and the file attached. */
final class Mail implements Channel {
    private static final String CONNECT_MILLIS = "10000";
    private static final String ANSWER_MILLIS = "20000";

    private final InternetAddress[] to;
    private final InternetAddress from;
    private final SmtpServer server;

    private Mail(InternetAddress[] to, InternetAddress from, SmtpServer server) {
        this.to = to;
        this.from = from;
        this.server = server;
    }

    /**
     * To some people, from one.
     *
     * @param to addresses with commas between them
     * @throws SettingException if one is no address
     */
    static Mail of(String to, String from, SmtpServer server) {
        return new Mail(addresses("REPORT_MAIL_TO", to), addresses("REPORT_MAIL_FROM", from)[0], server);
    }

    private static InternetAddress[] addresses(String name, String list) {
        try {
            InternetAddress[] addresses = InternetAddress.parse(list, true);
            for (InternetAddress address : addresses) {
                address.validate();
            }
            if (addresses.length > 0) {
                return addresses;
            }
        } catch (AddressException e) {
            // Told below.
        }
        throw new SettingException(name + " is no list of mail addresses: " + list);
    }

    @Override
    public void send(Letter letter) {
        try {
            MimeMessage message = new MimeMessage(session());
            message.setFrom(from);
            message.setRecipients(Message.RecipientType.TO, to);
            message.setSubject(letter.title(), StandardCharsets.UTF_8.name());
            message.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(OffsetDateTime.now(ZoneOffset.UTC)));
            MimeMultipart parts = new MimeMultipart();
            MimeBodyPart text = new MimeBodyPart();
            text.setText(text(letter), StandardCharsets.UTF_8.name());
            parts.addBodyPart(text);
            MimeBodyPart file = new MimeBodyPart();
            file.setDataHandler(new DataHandler(new ByteArrayDataSource(
                    letter.html().getBytes(StandardCharsets.UTF_8), "text/html; charset=utf-8")));
            file.setFileName("report.html");
            parts.addBodyPart(file);
            message.setContent(parts);
            Transport.send(message);
        } catch (MessagingException e) {
            throw new DeliveryException(
                    server + " does not take the mail: "
                            + String.valueOf(e.getMessage())
                                    .strip()
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                    e);
        }
    }

    private Session session() {
        String protocol = server.security() == SmtpServer.Security.TLS ? "smtps" : "smtp";
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", protocol);
        properties.setProperty("mail.transport.protocol.rfc822", protocol);
        properties.setProperty(prefix + "host", server.host());
        properties.setProperty(prefix + "port", String.valueOf(server.port()));
        properties.setProperty(prefix + "connectiontimeout", CONNECT_MILLIS);
        properties.setProperty(prefix + "timeout", ANSWER_MILLIS);
        properties.setProperty(prefix + "writetimeout", ANSWER_MILLIS);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        boolean upgrades = server.security() == SmtpServer.Security.STARTTLS;
        properties.setProperty(prefix + "starttls.enable", String.valueOf(upgrades));
        properties.setProperty(prefix + "starttls.required", String.valueOf(upgrades));
        if (server.user().isEmpty()) {
            return Session.getInstance(properties);
        }
        properties.setProperty(prefix + "user", server.user());
        properties.setProperty(prefix + "auth", "true");
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(server.user(), server.password());
            }
        });
    }

    private static String text(Letter letter) {
        return Stream.concat(
                        letter.urgent().stream().map(line -> "! " + line),
                        letter.others().stream().map(line -> "- " + line))
                .collect(Collectors.joining("\n", letter.title() + "\n\n", "\n\nThe whole report is attached.\n"));
    }

    @Override
    public String toString() {
        return Stream.of(to).map(InternetAddress::getAddress).collect(Collectors.joining(", "));
    }
}
