package io.finops.report.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailTest {
    private static final Letter LETTER = new Letter(
            "FinOps report, 2026-11-13 to 2026-11-20",
            List.of("PaymentsOutage paged. About USD 4,321 of revenue was missed."),
            List.of("Payments brought USD 1,234 – 3.1 % more."),
            "<!DOCTYPE html><title>Größe</title>");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void theLinesAreTheTextAndTheFileIsAttached() throws MessagingException, IOException {
        channel("smtp+plain://127.0.0.1:" + port(), "").send(LETTER);

        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo(LETTER.title());
        assertThat(message.getAllRecipients())
                .extracting(Address::toString)
                .containsExactly("cfo@example.com", "ops@example.com");
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(parts.getBodyPart(0).getContent().toString())
                .containsSubsequence(
                        LETTER.title(),
                        "! PaymentsOutage paged. About USD 4,321",
                        "- Payments brought USD 1,234 – 3.1 % more.");
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("report.html");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(parts.getBodyPart(1).getContent()).hasToString(LETTER.html());
    }

    @Test
    void nothingIsSentToAServerThatDoesNotEncrypt() {
        Channel channel = channel("smtp://finops@127.0.0.1:" + port(), "secret");

        assertThatThrownBy(() -> channel.send(LETTER))
                .isInstanceOf(DeliveryException.class)
                .hasMessageStartingWith("127.0.0.1:" + port() + " does not take the mail: ")
                .hasMessageContaining("STARTTLS")
                .hasMessageNotContaining("secret");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void oneLineSaysThatNobodyAnswers() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        assertThatThrownBy(() -> channel("smtp+plain://127.0.0.1:" + nobody, "").send(LETTER))
                .isInstanceOf(DeliveryException.class)
                .hasMessageStartingWith("127.0.0.1:" + nobody + " does not take the mail: ")
                .hasMessageMatching("[^\\n]+");
    }

    private int port() {
        return server.getSmtp().getPort();
    }

    private static Channel channel(String server, String password) {
        return Channels.of(Map.of(
                        "REPORT_MAIL_TO",
                        "cfo@example.com, ops@example.com",
                        "REPORT_MAIL_FROM",
                        "FinOps <finops@example.com>",
                        "REPORT_SMTP",
                        server,
                        "REPORT_SMTP_PASSWORD",
                        password))
                .get(0);
    }
}
