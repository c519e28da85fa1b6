package io.finops.rehearsal.delivery;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** One Alertmanager of each release at hand, with stand-ins for all channels, for all tests of a class. */
abstract class DeliveryTest {
    static final Duration LIMIT = Duration.ofMinutes(3);

    @SuppressWarnings("NullAway.Init")
    static DeliveryRig rig;

    @Parameter
    @SuppressWarnings("NullAway.Init")
    Release release;

    static Stream<Release> releases() {
        return Release.all();
    }

    @BeforeParameterizedClassInvocation
    static void start(Release release) {
        rig = DeliveryRig.start(release);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        rig.close();
    }
}
