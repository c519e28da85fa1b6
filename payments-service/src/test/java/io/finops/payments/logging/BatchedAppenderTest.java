package io.finops.payments.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BatchedAppenderTest {
    private static final int MORE_THAN_THE_QUEUE = 20_000;

    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("payment");

    @Test
    void handsOverEverythingInOrder() {
        List<String> written = new CopyOnWriteArrayList<>();
        BatchedAppender appender = into(written, new CountDownLatch(0));
        for (int i = 0; i < 100; i++) {
            appender.doAppend(event(i));
        }

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> written.size() == 100);
        assertThat(written).startsWith("0", "1", "2").endsWith("98", "99");
    }

    @Test
    void writesWhatIsLeftWhenItIsStopped() {
        List<String> written = new CopyOnWriteArrayList<>();
        BatchedAppender appender = into(written, new CountDownLatch(0));
        appender.doAppend(event(7));
        appender.stop();

        assertThat(written).containsExactly("7");
    }

    @Test
    void neverWaitsForAnOutputThatIsStuckAndSaysNothingAboutIt() {
        List<String> written = new CopyOnWriteArrayList<>();
        CountDownLatch stuck = new CountDownLatch(1);
        BatchedAppender appender = into(written, stuck);
        for (int i = 0; i < MORE_THAN_THE_QUEUE; i++) {
            appender.doAppend(event(i));
        }
        stuck.countDown();

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> written.contains("8000"));
        assertThat(written).hasSizeLessThan(MORE_THAN_THE_QUEUE);
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .noneMatch(status -> status.getMessage().contains("ropp"));
    }

    private BatchedAppender into(List<String> written, CountDownLatch open) {
        AppenderBase<ILoggingEvent> output = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                try {
                    open.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                written.add(event.getFormattedMessage());
            }
        };
        output.setContext(context);
        output.start();
        BatchedAppender appender = new BatchedAppender();
        appender.setContext(context);
        appender.addAppender(output);
        appender.start();
        return appender;
    }

    private ILoggingEvent event(int number) {
        return new LoggingEvent("test", logger, Level.INFO, Integer.toString(number), null, null);
    }
}
