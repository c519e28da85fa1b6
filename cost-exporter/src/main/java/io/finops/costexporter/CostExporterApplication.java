package io.finops.costexporter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication
public class CostExporterApplication {
    public static void main(String[] args) {
        SpringApplication.run(CostExporterApplication.class, args);
    }
}
