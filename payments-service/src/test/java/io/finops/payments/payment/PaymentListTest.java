package io.finops.payments.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.support.ServiceTest;
import io.finops.payments.support.TestFiles;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A merchant finds its payments again, and nobody else's. */
class PaymentListTest extends ServiceTest {
    private static final JsonMapper JSON = new JsonMapper();

    private Instant begun = Instant.EPOCH;

    @BeforeEach
    void remember() {
        begun = Instant.now();
    }

    @Test
    void pagesThroughPaymentsWithoutGapOrRepetitionWhileMoreComeIn() {
        List<String> before = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            before.add(0, taken(order(300 + i, "pm_ok_list")));
        }
        List<String> found = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = list("?limit=3&createdFrom=" + begun + next);
            page.path("payments")
                    .forEach(payment -> found.add(payment.path("id").stringValue()));
            next = page.has("next") ? "&after=" + page.path("next").stringValue() : "";
            taken(order(400, "pm_ok_list"));
        } while (!next.isEmpty());

        assertThat(found).containsExactlyElementsOf(before);
    }

    @Test
    void findsByStateTimeAndKey() {
        String key = UUID.randomUUID().toString();
        String approved = id(pay(key, order(310, "pm_ok_list")));
        String declined = taken(order(311, "pm_decline_list"));
        String since = "&createdFrom=" + begun;

        assertThat(ids("?status=declined" + since)).containsExactly(declined);
        assertThat(ids("?status=approved" + since)).containsExactly(approved);
        assertThat(ids("?idempotencyKey=" + key)).containsExactly(approved);
        assertThat(ids("?idempotencyKey=" + UUID.randomUUID())).isEmpty();
        assertThat(ids("?createdTo=" + begun + since)).isEmpty();
    }

    @Test
    void findsByTheMerchantsReference() {
        String reference = "order " + UUID.randomUUID();
        String with = order(314, "pm_ok_list").replaceFirst("}", ", \"merchantReference\": \"" + reference + "\"}");
        String first = taken(with);
        String second = taken(with);
        taken(order(314, "pm_ok_list"));
        post("/payments", OTHER_KEY, UUID.randomUUID().toString(), with);

        assertThat(ids("?merchantReference=" + reference.replace(" ", "%20"))).containsExactly(second, first);
        assertThat(ids("?merchantReference=order")).isEmpty();
    }

    @Test
    void showsNobodyElsesPayments() {
        String key = UUID.randomUUID().toString();
        post("/payments", OTHER_KEY, key, order(312, "pm_ok_list"));

        assertThat(ids("?createdFrom=" + begun)).isEmpty();
        assertThat(ids("?idempotencyKey=" + key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "status=APPROVED",
                "status=lost",
                "createdFrom=yesterday",
                "createdTo=%2B999999999-01-01T00:00:00Z",
                "after=re_01jd5k0v3m8x2q7r4t6w9y1z3b",
                "idempotencyKey=",
                "merchantReference=",
                "merchantReference=%00",
                "limit=1&limit=2",
            })
    void saysWhichParameterItCannotRead(String parameter) {
        HttpResponse<String> answer = get("/payments?" + parameter);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid-field", "\"field\":\"" + parameter.replaceFirst("=.*", "") + "\"");
    }

    @Test
    void refusesAParameterThatItDoesNotKnowInsteadOfFindingEverything() {
        HttpResponse<String> answer = get("/payments?state=approved");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("malformed-request", "status").doesNotContain("state=");
    }

    @Test
    void tellsOfOneRefundAndOfAPaymentsRefundsPageByPage() {
        String payment = taken(order(900, "pm_ok_list"));
        List<String> refunds = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> refund = post(
                    "/payments/" + payment + "/refunds", KEY, UUID.randomUUID().toString(), "{\"amount\": 100}");
            refunds.add(id(refund));
            String location = refund.headers().firstValue("Location").orElseThrow();
            assertThat(get(location).body()).isEqualTo(refund.body());
            assertThat(send(request(location, OTHER_KEY)).statusCode()).isEqualTo(404);
        }
        JsonNode first =
                JSON.readTree(get("/payments/" + payment + "/refunds?limit=3").body());
        JsonNode second = JSON.readTree(get("/payments/" + payment + "/refunds?limit=3&after="
                        + first.path("next").stringValue())
                .body());

        List<String> found = new ArrayList<>();
        first.path("refunds").forEach(refund -> found.add(refund.path("id").stringValue()));
        second.path("refunds").forEach(refund -> found.add(refund.path("id").stringValue()));
        assertThat(found).containsExactlyElementsOf(refunds);
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void isOpenToAKeyThatMayOnlyReadWhichCannotPay() {
        String payment = taken(order(313, "pm_ok_list"));

        assertThat(send(request("/payments/" + payment, READING_KEY)).statusCode())
                .isEqualTo(200);
        assertThat(send(request("/payments?limit=1", READING_KEY)).statusCode()).isEqualTo(200);
        assertThat(post("/payments", READING_KEY, UUID.randomUUID().toString(), order(5, "pm_ok"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(request("/payments?limit=1", EXPIRED_KEY)).body()).contains("unauthorized", "has expired");
        assertThat(get("/metrics").body())
                .contains("app_api_key_last_used_timestamp_seconds{key=\""
                        + TestFiles.sha256(READING_KEY).substring(0, 8) + "\",merchant=\"mer_demo\"}");
    }

    private String taken(String order) {
        return id(pay(order));
    }

    private static String id(HttpResponse<String> answer) {
        return JSON.readTree(answer.body()).path("id").stringValue();
    }

    private JsonNode list(String query) {
        return JSON.readTree(get("/payments" + query).body());
    }

    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        list(query)
                .path("payments")
                .forEach(payment -> ids.add(payment.path("id").stringValue()));
        return ids;
    }
}
