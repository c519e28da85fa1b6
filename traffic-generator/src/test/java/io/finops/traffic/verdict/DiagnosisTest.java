package io.finops.traffic.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.traffic.http.ApiKey;
import io.finops.traffic.load.Event;
import io.finops.traffic.load.HttpAnswers;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {
    private static final URI TARGET = URI.create("http://127.0.0.1:8080");
    private static final Diagnosis WITHOUT_KEY = new Diagnosis(TARGET, null);
    private static final Diagnosis WITH_KEY = new Diagnosis(TARGET, new ApiKey("fo_secret", "the file /tmp/key"));

    @Test
    void unauthorizedWithoutAKeySaysHowToGiveOne() {
        assertThat(WITHOUT_KEY.of(List.of(new HttpAnswers(401, 60, "")), Map.of()))
                .contains("answered 401 to 60 of 60", "no API key was sent", "--api-key-file", "FINOPS_API_KEY");
    }

    @Test
    void unauthorizedWithAKeySaysWhichFileWasRead() {
        assertThat(WITH_KEY.of(List.of(new HttpAnswers(401, 60, "")), Map.of()))
                .contains("the API key from the file /tmp/key")
                .doesNotContain("fo_secret");
    }

    @Test
    void speaksOfWhatWasAnsweredMost() {
        List<HttpAnswers> answers = List.of(new HttpAnswers(404, 2, ""), new HttpAnswers(500, 58, "out of order"));

        assertThat(WITH_KEY.of(answers, Map.of())).contains("500 to 58 of 60", "its log says why (out of order)");
    }

    @Test
    void aKeyThatTheServerSendsBackStaysHidden() {
        assertThat(WITH_KEY.of(List.of(new HttpAnswers(400, 1, "bad key fo_secret")), Map.of()))
                .contains("bad key ***")
                .doesNotContain("fo_secret");
    }

    @ParameterizedTest
    @CsvSource({
        "200, is --base-url the payments service?",
        "202, does the service reach its card gateway?",
        "302, set --base-url to where it points (/here)",
        "400, it rejects the request itself",
        "404, is --base-url the payments service?",
        "409, idempotency keys are in use",
        "429, lower --rps",
        "503, lower --rps",
    })
    void everyStatusHasItsAdvice(int status, String advice) {
        assertThat(WITHOUT_KEY.of(List.of(new HttpAnswers(status, 9, "/here")), Map.of()))
                .contains(advice)
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"REFUSED, still running", "TIMEOUT, --timeout", "MALFORMED, TLS", "CLOSED, TLS"})
    void everyKindOfSilenceHasItsAdvice(Event error, String advice) {
        assertThat(WITHOUT_KEY.of(List.of(), Map.of(error, 60L))).contains("never answered", advice);
    }
}
