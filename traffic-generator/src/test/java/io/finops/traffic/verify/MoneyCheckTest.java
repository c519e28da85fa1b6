package io.finops.traffic.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.traffic.http.Target;
import io.finops.traffic.payment.CurrencyShares;
import io.finops.traffic.payment.Payment;
import io.finops.traffic.payment.PaymentMix;
import io.finops.traffic.payment.PaymentStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoneyCheckTest {
    private static final int PAYMENTS = 30;

    private final PaymentStream payments =
            new PaymentStream(new PaymentMix(10, CurrencyShares.parse("USD,JPY"), 0, 0, 0), 1, 2);
    private final List<String> lines = new ArrayList<>(List.of(AcknowledgementLog.HEADING));
    private FakePayments service;

    @TempDir
    private Path folder;

    MoneyCheckTest() throws IOException {
        service = new FakePayments();
    }

    @BeforeEach
    void pay() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        for (int number = 0; number < PAYMENTS; number++) {
            Payment payment = payments.at(number);
            HttpRequest request = HttpRequest.newBuilder(URI.create(service.url() + "/payments"))
                    .header("Idempotency-Key", "\"" + payment.key() + "\"")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(payment.json()))
                    .build();
            String body =
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            lines.add(new Acknowledged(
                            number, "approved", StoredPayment.parse(body).id())
                    .line());
        }
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void findsNothingWhenAllIsWell() throws IOException, InterruptedException {
        MoneyReport report = check(1);

        assertThat(report.complaints()).isEmpty();
        assertThat(report.acknowledged()).isEqualTo(PAYMENTS);
        assertThat(report.of(Finding.SOUND)).isEqualTo(PAYMENTS);
    }

    @Test
    void findsThePaymentThatWasLost() throws IOException, InterruptedException {
        service.lose("pay_7");

        MoneyReport report = check(1);

        assertThat(report.of(Finding.LOST)).isEqualTo(1);
        assertThat(report.examples()).singleElement().asString().contains("pay_7");
    }

    @Test
    void findsThePaymentThatIsMadeTwiceUnderItsKey() throws IOException, InterruptedException {
        service.forgetKeyOf("pay_9");

        assertThat(check(1).of(Finding.DOUBLED)).isEqualTo(1);
    }

    @Test
    void findsAnAnswerThatNamedAnotherIdForTheSameKey() throws IOException, InterruptedException {
        // The same key was acknowledged twice, with two ids that both exist: one of them is one too many.
        Payment one = payments.at(3);
        lines.add(new Acknowledged(one.number(), "approved", "pay_5").line());

        MoneyReport report = check(1);

        assertThat(report.of(Finding.DOUBLED) + report.of(Finding.CHANGED)).isEqualTo(1);
    }

    @Test
    void findsAChangedAmountAndAChangedState() throws IOException, InterruptedException {
        service.change("pay_3", "\"amount\":", "\"amount\":9");
        service.change("pay_4", "approved", "declined");

        assertThat(check(1).of(Finding.CHANGED)).isEqualTo(2);
    }

    @Test
    void saysWhatItCouldNotCheck() throws IOException, InterruptedException {
        service.breakDown();

        MoneyReport report = check(0.1);

        assertThat(report.of(Finding.SOUND)).isZero();
        assertThat(report.of(Finding.UNCHECKED)).isPositive();
        assertThat(report.complaints()).isNotEmpty();
    }

    @Test
    void checksASampleWhenToldSo() throws IOException, InterruptedException {
        assertThat(check(0.5).of(Finding.SOUND)).isBetween(5L, 25L);
    }

    private MoneyReport check(double sample) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("acknowledged.csv"), lines);
        MoneyCheck.Settings settings = new MoneyCheck.Settings(1000, 4, sample);
        Target target = Target.of(service.url(), false);
        return new MoneyCheck(target, null, Duration.ofSeconds(5), payments, settings).run(file);
    }
}
