package io.finops.traffic.http;

import io.finops.traffic.payment.Payment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The bytes of {@code POST /payments}. What all requests share is encoded once. Thread-safe. */
public final class PaymentRequests {
    private final byte[] head;

    public PaymentRequests(Target target, @Nullable ApiKey key) {
        String authorization = key == null ? "" : "Authorization: " + key.bearer() + "\r\n";
        head = ("POST " + target.path() + "/payments HTTP/1.1\r\nHost: " + target.host()
                        + "\r\nUser-Agent: finops-traffic-generator\r\nAccept: application/json\r\n" + authorization
                        + "Content-Type: application/json\r\nIdempotency-Key: \"")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The whole request. */
    public byte[] encode(Payment payment, @Nullable TraceId trace) {
        byte[] body = payment.json();
        String tail = payment.key()
                + (trace == null ? "\"" : "\"\r\ntraceparent: " + trace.traceparent())
                + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        byte[] middle = tail.getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = new byte[head.length + middle.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(middle, 0, request, head.length, middle.length);
        System.arraycopy(body, 0, request, head.length + middle.length, body.length);
        return request;
    }
}
