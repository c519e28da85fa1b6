package io.finops.payments;

import io.finops.telemetry.profiling.Profiling;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.autoconfigure.WebMvcObservationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * Starts the service. Requests are traced and timed by filters of our own, and errors are problems without Boot's
 * {@code /error}, see {@code web}.
 */
@SpringBootApplication(exclude = {WebMvcObservationAutoConfiguration.class, ErrorMvcAutoConfiguration.class})
@EnableScheduling
@EnableConfigurationProperties(PaymentsProperties.class)
public class PaymentsApplication {
    public static void main(String[] args) {
        if (Profiling.isWanted(System.getenv())) {
            // A profile knows a span by the platform thread that it runs on.
            System.setProperty("spring.threads.virtual.enabled", "false");
        }
        SpringApplication.run(PaymentsApplication.class, args);
    }
}
