package io.finops.costexporter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service, or runs a command: {@code help} names them. */
@SpringBootApplication
public class CostExporterApplication {
    public static void main(String[] args) {
        CommandLine.dispatch(args).ifPresent(System::exit);
        SpringApplication.run(CostExporterApplication.class, args);
    }
}
