package io.finops.telemetry.errors;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ThrowableProxy;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final String LEDGER = "io.finops.payments.ledger.PaymentLedger";

    @Test
    void staysTheSameWhateverTheMessageSaysAndTheLineIs() {
        assertThat(of(thrown("pay_1 of mer_2: 17", frame(LEDGER, "record", 10))))
                .isEqualTo(of(thrown("pay_3 of mer_4: 18", frame(LEDGER, "record", 99))));
    }

    @Test
    void staysTheSameWhereCodeMovesToAnotherPackageOrALambdaGetsAnotherNumber() {
        assertThat(of(thrown("", frame(LEDGER, "lambda$record$3", 1), frame(LEDGER + "$1", "run", 1))))
                .isEqualTo(of(thrown(
                        "",
                        frame("io.finops.payments.books.PaymentLedger", "lambda$record$7", 1),
                        frame("io.finops.payments.books.PaymentLedger$2", "run", 1))));
    }

    @Test
    void framesOfLibrariesAndGeneratedClassesDoNotCount() {
        assertThat(of(thrown("", frame("java.util.HashMap", "get", 1), frame(LEDGER, "record", 1))))
                .isEqualTo(of(thrown(
                        "",
                        frame("java.util.TreeMap", "get", 5),
                        frame(LEDGER + "$$SpringCGLIB$$0", "record", 1),
                        frame(LEDGER, "record", 1),
                        frame("org.apache.catalina.Valve", "invoke", 1))));
    }

    @Test
    void anotherPlaceAnotherTypeAndAnotherCauseAreOtherErrors() {
        Exception here = thrown("", frame(LEDGER, "record", 1));
        Exception caused = thrown("", frame(LEDGER, "record", 1));
        caused.initCause(new ArithmeticException());
        Exception other = new IllegalArgumentException();
        other.setStackTrace(here.getStackTrace());

        assertThat(of(thrown("", frame(LEDGER, "refund", 1)))).isNotEqualTo(of(here));
        assertThat(of(other)).isNotEqualTo(of(here));
        assertThat(of(caused)).isNotEqualTo(of(here));
        assertThat(of(here).id()).matches("[0-9a-f]{8}");
        assertThat(of(here).type()).isEqualTo("IllegalStateException");
    }

    /** A trace that is logged without what was sent keeps the name of the exception as its message. */
    @Test
    void anExceptionThatOnlyStandsForAnotherHasItsType() {
        assertThat(of(new Sanitized("org.postgresql.util.PSQLException")).type())
                .isEqualTo("PSQLException");
        assertThat(of(new Sanitized("something else")).type()).isEqualTo("FingerprintTest$Sanitized");
    }

    @Test
    void whatNoCodeOfOursWasPartOfIsToldByTheFirstFrames() {
        assertThat(of(thrown("", frame("a.A", "a", 1)))).isNotEqualTo(of(thrown("", frame("b.B", "b", 1))));
        assertThat(of(thrown(""))).isEqualTo(of(thrown("")));
    }

    @Test
    void aCauseThatGoesRoundEndsToo() {
        Exception one = thrown("", frame(LEDGER, "record", 1));
        Exception two = new IllegalArgumentException(one);
        one.initCause(two);

        assertThat(of(one).type()).isEqualTo("IllegalStateException");
    }

    private static Fingerprint of(Throwable thrown) {
        return Fingerprint.of(new ThrowableProxy(thrown));
    }

    private static Exception thrown(String message, StackTraceElement... frames) {
        Exception thrown = new IllegalStateException(message);
        thrown.setStackTrace(frames);
        return thrown;
    }

    private static StackTraceElement frame(String type, String method, int line) {
        return new StackTraceElement(type, method, "File.java", line);
    }

    private static final class Sanitized extends RuntimeException {
        private static final long serialVersionUID = 1;

        Sanitized(String message) {
            super(message);
        }
    }
}
