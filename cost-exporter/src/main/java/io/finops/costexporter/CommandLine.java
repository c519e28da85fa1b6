package io.finops.costexporter;

import io.finops.costexporter.check.CheckCommand;
import io.finops.costexporter.config.ConfigurationFailure;
import io.finops.costexporter.config.ExporterProperties;
import io.finops.costexporter.history.HistoryCommand;
import io.finops.costexporter.history.HistoryOptions;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The commands that do one thing and end. They take the same configuration as the service. */
enum CommandLine {
    CHECK {
        @Override
        int run(ExporterProperties properties, Environment environment) {
            return CheckCommand.run(properties);
        }
    },
    HISTORY {
        @Override
        int run(ExporterProperties properties, Environment environment) throws IOException {
            return HistoryCommand.run(
                    properties,
                    HistoryOptions.of(
                            environment.getProperty("from"),
                            environment.getProperty("to"),
                            environment.getProperty("out")));
        }
    };

    abstract int run(ExporterProperties properties, Environment environment) throws IOException;

    /** Runs the command with the arguments after its name, and says how it ended. */
    int run(String[] args) {
        String[] options = join(Arrays.copyOfRange(args, 1, args.length));
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Settings.class)
                .web(WebApplicationType.NONE)
                // Plain words on the terminal instead of log lines.
                .properties(Map.of("logging.level.root", "off"))
                .logStartupInfo(false)
                .run(options)) {
            return run(context.getBean(ExporterProperties.class), context.getEnvironment());
        } catch (IOException e) {
            System.err.println(e);
            return 1;
        } catch (RuntimeException e) {
            System.err.println(ConfigurationFailure.line(e).orElseGet(e::toString));
            return 2;
        }
    }

    /** {@code --from 2026-08-01} as well as {@code --from=2026-08-01}. */
    static String[] join(String[] args) {
        StringBuilder joined = new StringBuilder();
        for (String arg : args) {
            joined.append(arg.startsWith("--") ? "\n" : "=").append(arg);
        }
        return joined.isEmpty() ? new String[0] : joined.substring(1).split("\n", -1);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ExporterProperties.class)
    static class Settings {}
}
