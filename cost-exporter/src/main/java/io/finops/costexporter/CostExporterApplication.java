package io.finops.costexporter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service, or runs a command: {@code check} or {@code history}. */
@SpringBootApplication
public class CostExporterApplication {
    public static void main(String[] args) {
        for (CommandLine command : CommandLine.values()) {
            if (args.length > 0 && args[0].equalsIgnoreCase(command.name())) {
                System.exit(command.run(args));
            }
        }
        SpringApplication.run(CostExporterApplication.class, args);
    }
}
