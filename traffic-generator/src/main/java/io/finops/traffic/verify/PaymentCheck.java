package io.finops.traffic.verify;

import io.finops.traffic.payment.Payment;
import io.finops.traffic.payment.PaymentStream;
import java.io.IOException;
import java.net.http.HttpResponse;

/** Looks one acknowledged payment up, and asks for it again under its key. */
final class PaymentCheck {
    private static final int NOT_FOUND = 404;

    private final PaymentsApi api;
    private final PaymentStream payments;

    PaymentCheck(PaymentsApi api, PaymentStream payments) {
        this.api = api;
        this.payments = payments;
    }

    Finding check(Acknowledged acknowledged) throws InterruptedException {
        try {
            Payment sent = payments.at(acknowledged.payment());
            HttpResponse<String> found = api.lookUp(acknowledged.id());
            if (found.statusCode() == NOT_FOUND) {
                return Finding.LOST;
            }
            if (found.statusCode() != 200) {
                return Finding.UNCHECKED;
            }
            StoredPayment stored = StoredPayment.parse(found.body());
            if (stored.amount() != sent.amount()
                    || !stored.currency().equals(sent.currency())
                    || !stored.follows(acknowledged.status())) {
                return Finding.CHANGED;
            }
            // The key of a failed payment may begin a new attempt: asking again would move money.
            return stored.failed() ? Finding.SOUND : replay(sent, acknowledged);
        } catch (IOException | IllegalArgumentException e) {
            return Finding.UNCHECKED;
        }
    }

    private Finding replay(Payment sent, Acknowledged acknowledged) throws IOException, InterruptedException {
        HttpResponse<String> again = api.replay(sent);
        if (again.statusCode() / 100 != 2) {
            return Finding.UNCHECKED;
        }
        return StoredPayment.parse(again.body()).id().equals(acknowledged.id()) ? Finding.SOUND : Finding.DOUBLED;
    }
}
